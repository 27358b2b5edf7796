"""A Bolt app over real sockets, in Socket Mode, as it would run against Slack."""

from collections.abc import Iterator

import pytest

from sandbox.people import ErrorTriangle, rendered
from tests.sandbox.lines import connected
from tests.sandbox.served import Served, serving, wait_for


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def test_a_command_a_click_a_wrong_figure_and_a_right_one(served: Served) -> None:
    person = served.person()
    with connected(served):
        assert person.command("/stocktake") == "I have asked you"
        request = person.dm()[-1]
        assert rendered(request) == "[Answer]"
        person.press(request, "Answer")
        person.modal("Give a figure")
        person.fill(figure="many")
        assert person.submit() == {"figure": "That is no number"}
        person.fill(figure="92.4")
        assert person.submit() == {}
        assert person.do("view")["view"] is None


def test_what_people_say_waits_for_an_app_that_is_not_there(served: Served) -> None:
    person = served.person()
    person.say("92.4")

    with connected(served):
        wait_for(lambda: person.sees("You said 92.4"), "an answer")


def test_what_people_press_does_not_wait(served: Served) -> None:
    with pytest.raises(ErrorTriangle):
        served.person().command("/stocktake")


def test_an_app_that_is_sent_away_comes_back(served: Served) -> None:
    person = served.person()
    with connected(served):
        assert served.ask("POST", "/control/disconnect", {"reason": "refresh_requested"}) == {"ended": 1}
        person.say("92.4")
        wait_for(lambda: person.sees("You said 92.4"), "an answer")


def test_an_app_that_dies_and_is_started_again_hears_what_it_missed(served: Served) -> None:
    person = served.person()
    with connected(served):
        pass
    wait_for(lambda: served.ask("GET", "/control/dump")["connections"] == 0, "the end of the connection")
    person.say("92.4")

    with connected(served):
        wait_for(lambda: person.sees("You said 92.4"), "an answer")
