"""One simulated year, from its seed."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from bot.files.plan import Plan
from bot.files.reading import read_plan
from domain.errors import Refused
from domain.stocktake import PRESETS, timeline
from domain.workdays import at
from tests.support.slack import Died
from tests.year import history, misfortunes, trips
from tests.year.chance import Chance, Rates
from tests.year.doings import AROUND
from tests.year.hours import LONDON, MORNING, instants
from tests.year.model import Reckoning
from tests.year.office import Enough, Office
from tests.year.people import Lives
from tests.year.plan import UNIT, days, meetings, written, zone_of
from tests.year.processes import EXPECTED
from tests.year.watch import Watch

MOVED: Final = 0.15  # of all stocktakes
REST: Final = timedelta(days=6)  # at the end nothing goes wrong any more, and everything comes to rest
YEARS: Final = (2016, 2017, 2018, 2019, 2020)  # two of them leap years


@dataclass
class Told:
    """What came of a year."""

    seed: int
    replicas: int
    crashes: int = 0
    messages: int = 0
    answers: int = 0
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)


def tell(
    seed: int, *, owners: int, rates: Rates, length: int = 366, until: int | None = None, preset: str = "monthly"
) -> Told:
    """`length` days of the year of this seed, with so many owners; up to the step `until` if one is given."""
    started = time.process_time()
    chance = Chance(seed)
    year, replicas = YEARS[seed % len(YEARS)], 1 + seed % 3
    office = Office(datetime(year, 1, 1, 12, 0, tzinfo=UTC), chance, rates, replicas)
    plan = read_plan(written(year, owners, preset), "plan.yaml")
    for one in plan.people:
        handle = one.slack.removeprefix("@")
        office.cast[handle] = office.workspace.add_person(handle, handle.capitalize(), tz=zone_of(handle))
    for channel in sorted({*plan.channels(), UNIT, "#leaders"}):
        office.open_channel(channel.removeprefix("#"), private=plan.must_be_private(channel))
    office.boot()
    records = history.keep(office.disk, office.clock.now)
    office.import_plan(plan)
    lives, watch = Lives(office, owners, instants=_instants(year, preset)), Watch(office, records)
    end = office.clock.now() + timedelta(days=length)
    office.at_rest += [lives.look, watch.step]
    _misfortunes(office, rates, end - REST)
    _changes(office, lives, year, owners, preset, length)
    office.last_turn = until
    office.begin()
    with suppress(Enough):
        office.run_until(end - REST)
        office.rest()
        office.run_until(end)
        Reckoning(office, lives, year, preset, watch, records).reckon()
    for mistake, when in office.mistakes.items():
        watch.violations.append(f"mistake at {when}: {mistake}")
    took = time.process_time() - started
    answers = len(lives.sayings) + len(lives.taken)
    counts = dict(office.weather.counts)
    told = Told(seed, replicas, office.crashes, watch.messages, answers, took, counts, watch.violations)
    office.disk.end()
    return told


def _instants(year: int, preset: str) -> dict[str, list[datetime]]:
    """By their steps, those of all stocktakes."""
    all_of = [instants(meeting, PRESETS[preset]) for meeting in meetings(year, preset)]
    return {step: [one[step] for one in all_of] for step in all_of[0]}


def _changes(office: Office, lives: Lives, year: int, owners: int, preset: str, length: int) -> None:
    """What is done on purpose: a few stocktakes moved, a figure handed over and back, a newer version put in place."""
    chance = office.chance
    for meeting in meetings(year, preset):
        if chance.happens("moved", MOVED):
            asked = timeline(meeting, PRESETS[preset], days()).request
            late = chance.between("moved", *chance.one_of("moved", (AROUND, (0, 70))))
            moment = at(asked, MORNING, LONDON) + timedelta(seconds=late)
            office.at(moment, lives.move)
    leave = [name for name in office.cast if name.startswith("owner") or name in ("lead", "director")]
    for trip in trips.drawn(chance, leave, meetings(year, preset), office.clock.now().date(), length):
        lives.go_away(trip)
    away = office.clock.now() + timedelta(days=chance.between("handed over", 10, 200))
    giver, taker = chance.of("handed over").sample(range(owners), 2)
    for moment, plan in ((away, {giver: taker}), (away + timedelta(days=50), {})):
        office.at(moment, partial(_import, office, read_plan(written(year, owners, preset, plan), "plan.yaml")))
    office.at(office.clock.now() + timedelta(days=chance.between("newer", 15, 250)), office.renew)


def _import(office: Office, plan: Plan) -> None:
    """By the unit's head, from a command line that may die too; then again."""
    office.successions.append(office.clock.now())
    try:
        office.import_plan(plan)
    except Refused:  # while somebody it names is deactivated, which may be for days
        office.at(office.clock.now() + timedelta(days=1), partial(_import, office, plan))
    except (Died, *EXPECTED):
        office.at(office.clock.now() + timedelta(minutes=5), partial(_import, office, plan))


def _misfortunes(office: Office, rates: Rates, end: datetime) -> None:
    """What is drawn once a day."""
    day = office.clock.now()
    while day < end:
        day += timedelta(days=1)
        for name, befall in DAILY.items():
            if office.chance.happens(name, getattr(rates, name)):
                moment = day + timedelta(minutes=office.chance.between("days", 0, 600))
                office.at(moment, partial(befall, office))


def _down(office: Office) -> None:
    hours = office.chance.one_of("downtimes", (0.1, 1.0, 5.0, 30.0, 72.0), (8, 4, 2, 1, 0.5))
    until = office.clock.now() + timedelta(hours=hours)
    office.downtimes.append((office.clock.now(), until))
    office.shut_down(until)


def _unplug(office: Office) -> None:
    for replica in office.replicas:
        office.unplug(replica, 60 * office.chance.between("unplugged", 1, 30))


def _step_clock(office: Office) -> None:
    """A replica's, by as much as is let pass, or for a while by more, which stops it from doing anything."""
    chance = office.chance
    replica, near = chance.of("clocks").choice(office.replicas), chance.between("clocks", -2, 2)
    replica.set_clock(near)
    if chance.happens("clocks", 0.3):
        replica.set_clock(chance.one_of("clocks", (-7200, -400, -6, 6, 400, 7200)))
        hours = chance.between("clocks", 0.01, 1)
        office.downtimes.append((office.clock.now(), office.clock.now() + timedelta(hours=hours)))
        office.weather.troubled(hours * 3600 + 120)
        office.at(office.clock.now() + timedelta(hours=hours), partial(replica.set_clock, near))


def _revoke(office: Office) -> None:
    office.workspace.spoil(misfortunes.revoked())
    office.weather.revoked_until = office.clock.now() + timedelta(hours=1)
    office.downtimes.append((office.clock.now(), office.weather.revoked_until))
    office.weather.troubled(3700)


def _burst(office: Office) -> None:
    office.workspace.spoil(misfortunes.burst(office.chance))


def _leave(office: Office) -> None:
    """An owner, for good, or for days; one at a time, so that somebody is left."""
    owners = [name for name in office.cast if name.startswith("owner")]
    user = office.cast[office.chance.one_of("who left", owners)]
    if any(until is None or until > office.clock.now() for _, _, until in office.gone):
        return
    days = office.chance.one_of("left", (0.01, 1.0, 6.0, 20.0, 0.0), (2, 2, 2, 2, 1))
    office.workspace.spoil(misfortunes.left(user, days * 86400))
    back = office.clock.now() + timedelta(days=days) if days else None
    office.gone.append((user, office.clock.now(), back))
    office.successions += [office.clock.now(), *([back] if back else [])]


def _shut(office: Office) -> None:
    """A channel is archived, or the bot no member of it, for hours."""
    channel = office.channels[office.chance.one_of("shut", sorted(office.channels))]
    hours, archived = office.chance.between("shut", 0.1, 40), office.chance.happens("shut", 0.5)
    office.workspace.spoil(misfortunes.shut(channel, hours * 3600, archived=archived))
    office.gone.append((channel, office.clock.now(), office.clock.now() + timedelta(hours=hours)))


DAILY: Final[dict[str, Callable[[Office], None]]] = {
    "down": _down,
    "unplugged": _unplug,
    "stepped": _step_clock,
    "revoked": _revoke,
    "burst": _burst,
    "left": _leave,
    "shut": _shut,
}
"""By the name of its rate."""
