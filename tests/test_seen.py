"""Nobody decides on what they were not shown: who presses beside something that has changed since is told so."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from bot.ports import Json
from bot.store.tables import action, request
from sandbox.people import rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, by, deliver, latest, open_answer, rest, rows, say
from tests.support.world import World

WAITS, SITES, STAFF, HEAD, DIRECTOR = "waits-analyst", "sites-analyst", "unit-staff", "unit-head", "hospitals-director"
CORRECTED = (
    "This figure has been corrected since: it is 89.66 % now. Please look at its newest message, and press there."
)


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


@pytest.fixture
def answered(world: World) -> World:
    """Staff were shown the analyst's 89.67 %."""
    say(world, WAITS, f"{asking.TOP}/{asking.BOTTOM} more patients")
    return world


def unit(world: World, words: str) -> Json:
    """What staff were told last that says this."""
    return world.person(STAFF).find(words, world.channels["delivery-unit"])


def correct(world: World, **typed: str) -> None:
    """By the form; what is on anybody's screen is not shown anew yet."""
    waits = world.person(WAITS)
    waits.press(waits.find("Recorded:"), "Correct It")
    waits.fill(**typed)
    assert not waits.submit()


def state(world: World) -> str:
    """Of the analyst's request."""
    person = world.cast[WAITS]
    return next(str(one["state"]) for one in rows(world, request) if one["person_id"] == person)


def pressed_before(world: World, action_id: str, **without: None) -> Json:
    """What staff pressed last, had it been another button beside it; `without` parts of its value."""
    payload = by(world, STAFF, latest(world, "block_actions"))
    pressed = payload["actions"][0]
    kept = {name: value for name, value in json.loads(pressed["value"]).items() if name not in without}
    return {**payload, "actions": [{**pressed, "action_id": action_id, "value": json.dumps(kept)}]}


def test_a_form_does_not_overwrite_what_a_colleague_gave_meanwhile_before_it_was_shown(world: World) -> None:
    waits, staff = open_answer(world, WAITS), world.person(STAFF)
    deliver(world, by(world, STAFF, latest(world, "block_actions")))
    staff.fill(numerator=asking.TOP, denominator=asking.BOTTOM, for_unit="From the return.")
    assert not staff.submit()
    waits.fill(numerator="1726734", denominator=asking.BOTTOM, for_summary="More patients.")
    assert not waits.submit()
    shown = waits.modal()
    assert f"*Meanwhile <@{world.cast[STAFF]}> gave 89.67 %.*" in rendered(shown)
    assert "From the return." in rendered(shown)
    assert [one["given_by"] for one in answers(world)] == [world.cast[STAFF]]
    assert not waits.submit()
    assert [one["for_summary"] for one in answers(world)] == ["", "More patients."]


def test_a_form_puts_right_what_its_own_sender_said_since_it_was_opened(world: World) -> None:
    waits = open_answer(world, WAITS)
    waits.reply(waits.find(asking.REQUEST), f"{asking.TOP}/{asking.BOTTOM}")
    waits.fill(numerator="1726734", denominator=asking.BOTTOM)
    assert not waits.submit()
    assert [one["way"] for one in answers(world)] == ["reply", "modal"]


@pytest.mark.parametrize("label", ["Accept", "Query"])
def test_a_figure_corrected_since_it_was_shown_is_neither_accepted_nor_queried(answered: World, label: str) -> None:
    staff, shown = answered.person(STAFF), unit(answered, "89.67 %")
    correct(answered, numerator="1726734")
    staff.press(shown, label)
    assert CORRECTED in rendered(staff.modal("Changed since"))
    assert state(answered) == "answered"
    rest(answered)
    assert "Replaced" in rendered(unit(answered, "September 2017: 89.67 %"))
    newest = unit(answered, "September 2017: 89.66 %")
    staff.press(newest, "Accept")
    assert state(answered) == "accepted"


def test_a_question_about_a_figure_corrected_meanwhile_is_not_asked_and_stays_in_its_box(answered: World) -> None:
    staff = answered.person(STAFF)
    staff.press(unit(answered, "89.67 %"), "Query")
    correct(answered, numerator="1726734")
    staff.fill(reason="Is the new site in it?")
    assert staff.submit() == {"reason": CORRECTED}
    assert staff.modal()["values"]["reason"]["typed"]["value"] == "Is the new site in it?"
    assert state(answered) == "answered"


def test_an_answer_is_not_accepted_for_words_that_were_changed_since_and_one_that_names_none_goes_by_the_newest(
    answered: World,
) -> None:
    staff = answered.person(STAFF)
    staff.press(unit(answered, "89.67 %"), "Query")
    staff.close()
    of_first = pressed_before(answered, "accept_answer")
    correct(answered, for_summary="a new site counts too")
    deliver(answered, of_first)
    assert "The words of this answer have changed since." in rendered(staff.modal("Changed since"))
    assert state(answered) == "answered"
    deliver(answered, pressed_before(answered, "accept_answer", answer=None))
    assert state(answered) == "accepted"


def test_nothing_has_changed_is_said_of_the_figure_it_stands_under_and_of_each_anew(world: World) -> None:
    waits = say(world, WAITS, "1742995/1925961")
    first = waits.find("Recorded:")
    correct(world, numerator="1743995")
    waits.press(first, "Nothing Has Changed")
    assert "This figure has been corrected since" in rendered(waits.modal("Changed since"))
    assert [one["way"] for one in answers(world)] == ["reply", "modal"]
    rest(world)
    waits.press(waits.find("Corrected:"), "Nothing Has Changed")
    correct(world, numerator="1744995", for_summary="")
    rest(world)
    waits.press(waits.find("Corrected: 90.60 %"), "Nothing Has Changed")
    assert [one["way"] for one in answers(world)] == ["reply", "modal", "tap", "modal", "tap"]


@pytest.fixture
def offered(world: World) -> World:
    """The director is asked for something by Fri 20 Oct."""
    waits, staff = world.person(WAITS), world.person(STAFF)
    waits.press(waits.find(asking.REQUEST), "I Need Help")
    waits.fill(what="The figures by site")
    assert not waits.submit()
    rest(world)
    staff.press(unit(world, "The figures by site"), "Make an Ask")
    staff.fill(what="Send the figures by site", person=world.cast[DIRECTOR], by_when="2017-10-20", why="One sees more.")
    assert not staff.submit()
    rest(world)
    return world


def offer(world: World) -> Json:
    return world.person(DIRECTOR).find("Send the figures by site")


def propose(world: World, day: str) -> None:
    director = world.person(DIRECTOR)
    director.press(offer(world), "Propose Another Date")
    director.fill(day=day, reason="Two sites count by hand.")
    assert not director.submit()


def agreed(world: World) -> tuple[str, date, date | None]:
    """The action's state, when it is due, and what is proposed."""
    (row,) = rows(world, action)
    return row["state"], row["due_on"], row["proposed_due_on"]


@pytest.mark.parametrize("label", ["Agree", "Keep the Date"])
def test_another_date_proposed_since_is_neither_agreed_to_nor_refused(offered: World, label: str) -> None:
    staff = offered.person(STAFF)
    propose(offered, "2017-10-27")
    rest(offered)
    shown = unit(offered, "proposes Fri 27 Oct")
    propose(offered, "2017-11-24")
    staff.press(shown, label)
    told = rendered(staff.modal("Changed since"))
    assert "Another date has been proposed since: Fri 24 Nov. Please look at it, and press again." in told
    assert agreed(offered) == ("proposed", date(2017, 10, 20), date(2017, 11, 24))
    rest(offered)
    staff.press(unit(offered, "proposes Fri 24 Nov"), "Agree")
    assert agreed(offered) == ("proposed", date(2017, 11, 24), None)


def test_an_action_is_not_accepted_by_a_date_that_its_owner_was_not_shown(offered: World) -> None:
    director, shown = offered.person(DIRECTOR), offer(offered)
    propose(offered, "2017-10-27")
    rest(offered)
    offered.person(STAFF).press(unit(offered, "proposes Fri 27 Oct"), "Agree")
    director.press(shown, "Accept")
    told = rendered(director.modal("Changed since"))
    assert "Its date has changed since: it is due Fri 27 Oct now. Please look at it, and press again." in told
    assert agreed(offered)[0] == "proposed"
    rest(offered)
    director.press(offer(offered), "Accept")
    assert agreed(offered)[0] == "open"


def claim(world: World, evidence: str) -> None:
    director = world.person(DIRECTOR)
    director.press(offer(world), "Done")
    director.fill(evidence=evidence)
    assert not director.submit()
    rest(world)


def test_what_is_reported_done_again_is_neither_closed_nor_sent_back_for_what_was_reported_before(
    offered: World,
) -> None:
    director, staff, head = offered.person(DIRECTOR), offered.person(STAFF), offered.person(HEAD)
    director.press(offer(offered), "Accept")
    rest(offered)
    claim(offered, "A table by site")
    first = unit(offered, "A table by site")
    staff.press(first, "Send Back")
    staff.fill(reason="One site is missing.")
    close_first = pressed_before(offered, "close_action")
    head.press(first, "Send Back")
    head.fill(reason="Two sites are missing.")
    assert not head.submit()
    rest(offered)
    claim(offered, "A table of all sites")
    again = "It was sent back since, and reported as done again. Please look at its newest message, and press there."
    assert staff.submit() == {"reason": again}
    staff.close()
    deliver(offered, by(offered, STAFF, close_first))
    assert again in rendered(staff.modal("Changed since"))
    assert agreed(offered)[0] == "done claimed"
    staff.press(unit(offered, "A table of all sites"), "Close Action")
    assert agreed(offered)[0] == "closed"
