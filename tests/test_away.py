"""`/stocktake away ...`: what is sent to somebody waits until they are back, and a deputy is asked meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from bot.routines import actions, home, offering, people
from bot.store.tables import absence, person, request
from sandbox.people import buttons, rendered
from tests.support import asking
from tests.support.asking import asked_world, rest, rows
from tests.support.world import World

STAFF, WAITS, SITES, LEAD = "unit-staff", "waits-analyst", "sites-analyst", "delivery-lead"
REMINDER = " to look at."


@pytest.fixture
def world() -> Iterator[World]:
    """It is Monday 2 October, 9:05 in London; both were asked, and reminded today."""
    world = asked_world()
    yield world
    world.bot.close()


@pytest.fixture(scope="module")
def peace() -> Iterator[World]:
    """In which nobody gets away."""
    world = asked_world()
    yield world
    world.bot.close()


def typed(world: World, handle: str, text: str) -> str:
    told = command(world, handle, f"away {text}".strip())
    rest(world)
    return told


def command(world: World, handle: str, text: str) -> str:
    """What it is answered, as it is read."""
    told = world.person(handle).command(f"/stocktake {text}").replace("*", "")
    for name, person_id in world.cast.items():
        told = told.replace(f"<@{person_id}>", f"@{name}")
    return told


def october(day: int, hour: int, minute: int = 5) -> datetime:
    """In London's summer."""
    return datetime(2017, 10, day, hour - 1, minute, tzinfo=UTC)


def reminders(world: World, handle: str) -> int:
    return sum(REMINDER in one["text"] for one in world.person(handle).dm())


def asked(world: World) -> list[tuple[str, str]]:
    """Of the waits analyst's figure: who was asked, and how that stands."""
    names = {world.cast[handle]: handle for handle in (WAITS, LEAD, SITES)}
    return [(names[one["person_id"]], one["state"]) for one in rows(world, request) if one["indicator_key"] == "A1"]


def unit_reads(world: World, text: str) -> bool:
    return bool(world.person(STAFF).sees(text, world.channels["delivery-unit"]))


def test_a_reminder_waits_until_its_reader_is_back_and_says_why(world: World) -> None:
    told = typed(world, SITES, "me 3 Oct 11 Oct")
    assert told.endswith("is away from Tue 3 Oct to Wed 11 Oct. What comes then waits until they are back.")
    typed(world, WAITS, "me today 11 Oct")
    before = reminders(world, SITES)
    assert "to @sites-analyst: away until Wed 11 Oct." in command(world, STAFF, "preview")
    world.run_until(october(11, 17))
    assert reminders(world, SITES) == before
    assert "not sent yet: away until Wed 11 Oct." in command(world, SITES, "why")
    assert "Nobody needs a reminder" in command(world, STAFF, "remind")
    asking.say(world, WAITS, f"{asking.TOP}/{asking.BOTTOM}")
    assert world.person(WAITS).sees("Recorded: 89.67 %")  # what answers their own act comes at once
    world.run_until(october(12, 8, 59))
    assert reminders(world, SITES) == before
    world.run_until(october(12, 9))
    assert reminders(world, SITES) == before + 1


def test_a_figure_asked_for_on_a_day_of_the_absence_is_asked_of_the_deputy() -> None:
    world = asked_world(at=datetime(2017, 9, 26, 12, tzinfo=UTC))
    assert "Figures are asked of" in typed(world, WAITS, f"me 27 Sep 29 Sep deputy @{LEAD}")
    world.run_until(datetime(2017, 9, 27, 12, tzinfo=UTC))
    assert asked(world) == [(LEAD, "sent")]
    assert (world.person(LEAD).sees(asking.REQUEST), world.person(WAITS).sees(asking.REQUEST)) == (True, False)
    world.run_until(october(4, 12))
    assert asked(world) == [(LEAD, "sent")]
    world.bot.close()


def test_an_open_request_goes_to_the_deputy_in_the_night_before_the_first_day_and_stays_there(world: World) -> None:
    told = typed(world, WAITS, f"me 3 Oct 4 Oct deputy @{LEAD}")
    assert told.endswith("meanwhile; all else waits.")
    assert asked(world) == [(WAITS, "sent")]
    world.run_until(october(3, 1))
    assert asked(world) == [(WAITS, "delegated"), (LEAD, "sent")]
    world.run_until(october(3, 9))
    assert "Emergency waits (A1)" in rendered(world.person(LEAD).find(asking.REQUEST))
    assert "Answer" not in buttons(world.person(WAITS).find(asking.REQUEST))
    world.run_until(october(6, 12))
    assert asked(world) == [(WAITS, "delegated"), (LEAD, "sent")]


def test_who_gave_a_figure_away_is_not_asked_for_it_when_the_stocktake_is_moved(world: World) -> None:
    typed(world, WAITS, f"me 3 Oct 4 Oct deputy @{LEAD}")
    world.run_until(october(3, 12))
    assert "is moved to Thu 2 Nov 2017" in command(world, STAFF, "stocktake move 2 Nov the principal is abroad")
    world.run_until(october(13, 12))  # past the day of its requests
    assert asked(world) == [(WAITS, "delegated"), (LEAD, "sent")]


def test_an_absence_that_has_begun_gives_on_at_once_unless_the_deputy_is_away_too(world: World) -> None:
    typed(world, WAITS, f"me 3 Oct 6 Oct deputy @{STAFF}")
    typed(world, STAFF, f"@{STAFF} 3 Oct 3 Oct")
    world.run_until(october(3, 12))
    assert asked(world) == [(WAITS, "sent")]
    assert "@waits-analyst, due Tue 10 Oct, 17:00 (London); away until Fri 6 Oct." in command(world, STAFF, "requests")
    with world.bot.store.read(world.clock.now()) as work:
        mine = home.facts(work, people.person(work, world.cast[WAITS]))
    assert (mine.away_until if mine else None) == date(2017, 10, 6)
    assert "1 open one from now on" in typed(world, WAITS, f"me 3 Oct 2 Nov deputy @{SITES}")
    assert asked(world) == [(WAITS, "delegated"), (SITES, "sent")]
    assert unit_reads(world, "is away from Tue 3 Oct to Thu 2 Nov")


def test_who_is_back_early_gets_at_once_what_waited(world: World) -> None:
    typed(world, SITES, "me 3 Oct 20 Oct")
    typed(world, STAFF, f"@{SITES} Tuesday to 19 Oct")  # takes the place of the first
    before = reminders(world, SITES)
    world.run_until(october(10, 12))
    assert typed(world, STAFF, f"@{SITES} back").startswith("@sites-analyst is back.")
    assert reminders(world, SITES) == before + 1
    assert not unit_reads(world, "is back")
    assert "is not away, and it is not planned either." in typed(world, SITES, "me back")


def test_said_anew_an_absence_keeps_the_days_that_are_past(world: World) -> None:
    typed(world, SITES, "me 3 Oct 20 Oct")
    world.run_until(october(10, 12))
    typed(world, SITES, "me 12 Oct 13 Oct")
    with world.engine.connect() as connection:
        days = connection.execute(select(absence.c.first_on, absence.c.last_on).order_by(absence.c.first_on)).all()
    kept = [tuple(map(str, row)) for row in days]
    assert kept == [("2017-10-03", "2017-10-09"), ("2017-10-12", "2017-10-13")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Something is missing. It is written like this: `/stocktake away me FROM TO [deputy @who]`"),
        ("me", "Something is missing."),
        ("me soon until Friday", "I found no first day in “soon until Friday”. Write the first and the last day"),
        ("me 5 Oct", "It does not say until when, in “5 Oct”. Write the first and the last day"),
        ("me 5 Oct later", "I found no last day in “later”. Write the first and the last day"),
        ("me 5 Oct 3 Oct", "It ends on Tue 3 Oct 2017, before it begins on Thu 5 Oct 2017. Write the first day"),
        ("me 2017-09-04 2017-09-08", "It was over on Fri 8 Sep 2017. Name a last day from today on."),
        ("me 5 Oct 2019-01-01", "is over a year. Name at most a year"),
        ("me 5 Oct 6 Oct deputy me", "Nobody is their own deputy. Name somebody else"),
        ("me 5 Oct 6 Oct deputy", "It does not say who the deputy is. Write deputy @who"),
        ("me 5 Oct 6 Oct deputy @nobody", "Nobody active is called @nobody. Write @ and pick them from the list."),
        ("@nobody 5 Oct 6 Oct", "Nobody active is called @nobody."),
        ("me back", "waits analyst is not away, and it is not planned either."),
        ("@sites-analyst 5 Oct 6 Oct", "Only the owner, their deputy or office, or delivery unit staff may say when"),
        ("@sites-analyst back", "Only the owner, their deputy or office, or delivery unit staff may say when"),
    ],
)
def test_what_cannot_be_is_refused_with_its_mend(peace: World, text: str, told: str) -> None:
    assert told.lower() in typed(peace, WAITS, text).lower()


def test_what_depends_on_who_else_is_away_or_asked_is_refused_too(peace: World) -> None:
    peace.invite("colleague")
    peace.boot()
    rest(peace)
    assert "nothing comes that could wait" in typed(peace, "colleague", "me 3 Oct 4 Oct")
    typed(peace, STAFF, f"@{LEAD} 5 Oct 9 Oct")
    told = typed(peace, WAITS, f"me 9 Oct 10 Oct deputy @{LEAD}")
    assert "is away then too, from Thu 5 Oct to Mon 9 Oct. Name somebody who is here" in told
    assert "is not away from Thu 5 Oct to Mon 9 Oct any more." in typed(peace, LEAD, "me back")
    assert unit_reads(peace, "is not away from Thu 5 Oct")
    assert not unit_reads(peace, "is away from Thu 5 Oct")  # staff said it


def test_who_is_asked_for_somebody_away_may_be_away_and_who_is_away_may_be_back() -> None:
    """Also with no part in the plan, or none any more."""
    world = asked_world()
    world.invite("colleague")
    world.boot()
    rest(world)
    typed(world, WAITS, "me 12 Oct 13 Oct deputy @colleague")
    assert "@colleague is away from Tue 3 Oct to Wed 4 Oct." in typed(world, "colleague", "me 3 Oct 4 Oct")
    typed(world, WAITS, "me back")  # so that they are nobody's deputy
    assert "@colleague is not away from Tue 3 Oct" in typed(world, "colleague", "me back")
    assert "nothing comes that could wait" in typed(world, "colleague", "me 3 Oct 4 Oct")
    world.bot.close()


def overdue_of(world: World, due_on: date) -> None:
    """An action of the waits analyst's, agreed today."""
    new = actions.NewAction(1, "A1", "Open a ward.", "More beds", world.cast[WAITS], due_on, "It is open")
    with world.bot.store.write(world.clock.now()) as work:
        row = actions.add(work, people.person(work, world.cast[STAFF]), new)
        offering.offer(work, row.id)


def test_what_the_lead_could_not_be_told_on_its_day_waits_while_the_owner_is_away(world: World) -> None:
    overdue_of(world, date(2017, 10, 4))
    typed(world, STAFF, f"@{LEAD} 11 Oct 12 Oct")
    typed(world, WAITS, "me 12 Oct 16 Oct")
    world.run_until(october(13, 10))
    assert not world.person(LEAD).sees("You may be able to unblock it")
    world.run_until(october(17, 10))
    assert "9 working days overdue. You may be able" in rendered(world.person(LEAD).find("You may be able to unblock"))


def test_back_on_the_day_a_lead_hears_whose_day_is_over_already_the_lead_hears_on_the_next(world: World) -> None:
    overdue_of(world, date(2017, 10, 4))
    with world.bot.store.write(world.clock.now()) as work:
        work.conn.execute(update(person).where(person.c.id == world.cast[LEAD]).values(zone="Pacific/Auckland"))
    world.run_until(october(10, 12))
    typed(world, WAITS, "me 11 Oct 20 Oct")
    world.run_until(october(11, 13, 30))  # in Auckland it is Thursday
    typed(world, WAITS, "me back")
    assert not world.person(LEAD).sees("You may be able to unblock it")
    world.run_until(datetime(2017, 10, 11, 20, 5, tzinfo=UTC))
    assert world.person(LEAD).sees("You may be able to unblock it")


def test_a_reminder_goes_on_saying_what_it_said_when_the_action_has_another_date(world: World) -> None:
    overdue_of(world, date(2017, 10, 4))
    world.run_until(october(10, 10))
    said = rendered(world.person(WAITS).find("Tomorrow I tell"))
    assert "4 working days overdue. Tomorrow I tell" in said
    with world.bot.store.write(world.clock.now()) as work:
        actions.propose_date(work, people.person(work, world.cast[WAITS]), 1, date(2017, 12, 20), "The builders wait.")
        actions.decide_date(work, people.person(work, world.cast[STAFF]), 1, agree=True)
    rest(world)
    assert said == rendered(world.person(WAITS).find("Tomorrow I tell"))
