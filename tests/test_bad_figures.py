"""Figures that cannot be right, by form and by reply: said clearly, with the mend, nothing half kept, nothing lost."""

from collections.abc import Iterator

import pytest

from bot.routines import answering
from bot.routines.answering import Rejected, Typed
from bot.store import people, requests
from domain.checks import Submission
from domain.period import Period
from sandbox.people import Person, rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, figures, open_answer, say, strays
from tests.support.world import World

WAITS, SITES = "waits-analyst", "sites-analyst"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def nothing_kept(world: World) -> bool:
    return not answers(world) and not figures(world)


def boxes(person: Person) -> dict[str, str]:
    """What stands in the modal's text boxes."""
    values = person.modal()["values"]
    return {name: state.get("value") or "" for name, box in values.items() for state in box.values()}


def test_a_value_that_is_no_number_is_refused_beside_its_box_and_stays_in_it(world: World) -> None:
    sites = open_answer(world, SITES)
    sites.fill(value="about the same", for_summary="as last month")
    assert sites.submit() == {"value": "“about the same” is not a number. Type digits only, for example 89.67."}
    assert boxes(sites)["value"] == "about the same"
    assert boxes(sites)["for_summary"] == "as last month"
    assert nothing_kept(world)


def test_a_reply_that_is_no_number_is_kept_for_staff_and_the_person_told_how_to_send_one(world: World) -> None:
    sites = say(world, SITES, "about the same")
    sites.find("To send a figure, start with the number.")
    assert strays(world) == [("words", "about the same")]
    world.person("unit-staff").find("about the same", world.channels["delivery-unit"])
    assert nothing_kept(world)


def test_a_fraction_typed_for_a_percentage_is_questioned_and_taken_when_it_is_said_again(world: World) -> None:
    waits = say(world, WAITS, "0.897 more patients")
    waits.find("looks like a fraction. Did you mean 89.7 %?")
    waits.find("If it is right, send it once more as it is; if not, send the right number.")
    assert strays(world) == [("doubted", "0.897 more patients")]
    assert nothing_kept(world)
    waits = say(world, WAITS, "0.897 more patients")
    waits.find("Recorded: 0.90 %, September 2017")
    assert figures(world) == ["0.90"]


def test_a_doubted_figure_stays_in_the_modal_and_is_taken_when_it_is_said_to_be_right(world: World) -> None:
    sites = open_answer(world, SITES)
    sites.fill(value="0", for_unit="the feed was down")
    assert not sites.submit()
    assert "0 patients means there were none. Is that so, or is there no figure yet?" in rendered(sites.modal())
    assert (boxes(sites)["value"], boxes(sites)["for_unit"]) == ("0", "the feed was down")
    assert nothing_kept(world)
    sites.fill(sure=True)
    assert not sites.submit()
    assert "Recorded: 0 patients" in rendered(sites.modal())
    assert figures(world) == ["0"]


def test_a_comma_for_a_point_is_asked_about_where_people_write_points(world: World) -> None:
    waits = say(world, WAITS, "92,4")
    waits.find("“92,4” is not clear. Did you mean 92.4?")
    waits.find("type it with a point for decimals")
    assert strays(world) == [("unclear", "92,4")]
    assert nothing_kept(world)


def test_a_comma_for_a_point_is_understood_where_people_write_commas() -> None:
    world = asked_world(locales={WAITS: "de-DE"})
    waits = say(world, WAITS, "92,4 gut")
    waits.find("Recorded: 92.40 %, September 2017")
    assert figures(world) == ["92.40"]
    assert strays(world) == []


def test_a_figure_for_a_period_that_is_not_over_is_refused_and_the_right_period_named(world: World) -> None:
    with world.bot.store.write(world.clock.now()) as work:
        waits = people.need(work, world.cast[WAITS])
        row = requests.open_of(work, waits.id)[0]
        submission = Submission(Period.parse("2017-10"), None, None, None)
        judged = answering.judge(work, waits, row, submission, Typed(sure=True))
    assert judged == Rejected({"period": "Oct 2017 is not over yet. Which period is it? Sep 2017 is asked for."})
    assert nothing_kept(world)


def test_a_month_that_is_not_over_is_refused_in_the_modal_of_whoever_answers_too_soon() -> None:
    world = asked_world(at=asking.ASKED)
    sites = open_answer(world, SITES)
    sites.fill(value="195,015")
    assert "Sep 2017 is not over yet" in sites.submit()["value"]
    assert boxes(sites)["value"] == "195,015"
    assert nothing_kept(world)


def test_exchanged_numbers_are_refused_beside_their_box(world: World) -> None:
    waits = open_answer(world, WAITS)
    waits.fill(numerator=asking.BOTTOM, denominator=asking.TOP)
    said = "1,925,961 of 1,726,934 is more than all of them. Are the two numbers exchanged?"
    assert waits.submit()["numerator"].startswith(said)
    assert (boxes(waits)["numerator"], boxes(waits)["denominator"]) == (asking.BOTTOM, asking.TOP)
    assert nothing_kept(world)


def test_exchanged_numbers_in_a_reply_are_refused_with_what_was_typed(world: World) -> None:
    waits = say(world, WAITS, f"{asking.BOTTOM}/{asking.TOP}")
    told = rendered(waits.find("Are the two numbers exchanged?"))
    assert "Type the part first, then the whole." in told
    assert f"{asking.BOTTOM}/{asking.TOP}" in told
    assert strays(world) == [("refused", f"{asking.BOTTOM}/{asking.TOP}")]
    assert nothing_kept(world)


@pytest.mark.parametrize("typed", ["-5", "2,000,001"])
def test_a_value_out_of_range_is_refused_with_the_range(world: World, typed: str) -> None:
    sites = open_answer(world, SITES)
    sites.fill(value=typed)
    error = sites.submit()["value"]
    assert error == f"{typed} patients is out of range. It must lie between 0 and 2,000,000. Please check the digits."
    assert boxes(sites)["value"] == typed
    say(world, SITES, typed).find("is out of range")
    assert strays(world) == [("refused", typed)]
    assert nothing_kept(world)
