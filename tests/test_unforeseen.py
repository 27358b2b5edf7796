"""What no handler foresaw: a sentence with a code where the person is, what was typed kept, the code in the log."""

import re
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from sandbox.people import rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, content, deliver, latest, open_answer
from tests.support.world import World

WAITS = "waits-analyst"
SORRY = re.compile(r"Something went wrong here, and nothing was saved\. Please try again; .* quote ([0-9A-F]{6})\.")


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def test_a_form_that_cannot_be_read_says_sorry_beside_a_box_so_that_what_was_typed_stays(world: World) -> None:
    waits = open_answer(world, WAITS)
    waits.fill(numerator=asking.TOP, denominator=asking.BOTTOM)
    assert not waits.submit()
    sent = latest(world, "view_submission")
    before = answers(world)
    sent["view"]["private_metadata"] = "not ours"
    with capture_logs() as logged:
        told = content(deliver(world, sent))
    assert told["response_action"] == "errors"
    said = SORRY.fullmatch(told["errors"]["numerator"])
    assert said is not None
    assert [one["code"] for one in logged if one["event"] == "handler failed"] == [said[1]]
    assert answers(world) == before


def test_a_button_that_cannot_be_read_says_sorry_in_a_modal(world: World) -> None:
    waits = open_answer(world, WAITS)
    waits.close()
    press = latest(world, "block_actions")
    press["actions"][0]["value"] = "not ours"
    press["trigger_id"] = asking.by(world, WAITS, press)["trigger_id"]
    with capture_logs():
        assert deliver(world, press).status == 200
    assert SORRY.search(rendered(waits.modal()))
