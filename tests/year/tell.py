"""One simulated year, from its seed."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.files.reading import read_plan
from tests.year import history
from tests.year.chance import Chance, Rates
from tests.year.model import Reckoning
from tests.year.office import Office
from tests.year.people import Lives
from tests.year.plan import UNIT, written, zone_of
from tests.year.watch import Watch

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


def tell(seed: int, *, owners: int, rates: Rates, days: int = 366) -> Told:
    """`days` of the year of this seed, with so many owners."""
    started = time.process_time()
    chance = Chance(seed)
    year, replicas = YEARS[seed % len(YEARS)], 1 + seed % 3
    office = Office(datetime(year, 1, 1, 12, 0, tzinfo=UTC), chance, rates, replicas)
    plan = read_plan(written(year, owners), "plan.yaml")
    for one in plan.people:
        handle = one.slack.removeprefix("@")
        office.cast[handle] = office.workspace.add_person(handle, handle.capitalize(), tz=zone_of(handle))
    for channel in sorted({*plan.channels(), UNIT, "#leaders"}):
        office.open_channel(channel.removeprefix("#"), private=plan.must_be_private(channel))
    office.boot()
    history.keep(office.disk, office.clock.now)
    office.import_plan(plan)
    lives, watch = Lives(office, owners), Watch(office)
    end = office.clock.now() + timedelta(days=days)
    office.at_rest += [lives.look, watch.step]
    _misfortunes(office, rates, end - REST)
    office.begin()
    office.run_until(end - REST)
    office.weather.calm = True
    office.agenda.clear()
    office.unplugged_until = office.weather.revoked_until = None
    for replica in office.replicas:
        replica.clock.offset = timedelta(0)
    office.run_until(end)
    Reckoning(office, lives, year, watch.blame).reckon()
    for mistake in office.mistakes:
        watch.violations.append(f"mistake {mistake}")
    took = time.process_time() - started
    answers = len(lives.sayings) + len(lives.taken)
    told = Told(seed, replicas, office.crashes, watch.messages, answers, took, office.weather.counts, watch.violations)
    office.disk.end()
    return told


def _misfortunes(office: Office, rates: Rates, end: datetime) -> None:
    """What is drawn once a day: downtime, a connection that is gone, clocks that are set, a token not taken."""
    chance, day = office.chance, office.clock.now()
    while day < end:
        day += timedelta(days=1)
        moment = day + timedelta(minutes=chance.between("days", 0, 600))
        if chance.happens("down", rates.down):
            office.at(moment, lambda: _down(office))
        if chance.happens("unplugged", rates.unplugged):
            office.at(moment, lambda: _unplug(office))
        if chance.happens("stepped", rates.stepped):
            office.at(moment, lambda: _step_clock(office))
        if chance.happens("revoked", rates.revoked):
            office.at(moment, lambda: _revoke(office))


def _down(office: Office) -> None:
    hours = office.chance.one_of("downtimes", (0.1, 1.0, 5.0, 30.0, 72.0), (8, 4, 2, 1, 0.5))
    until = office.clock.now() + timedelta(hours=hours)
    office.downtimes.append((office.clock.now(), until))
    office.shut_down(until)


def _unplug(office: Office) -> None:
    minutes = office.chance.between("unplugged", 1, 30)
    office.unplugged_until = office.clock.now() + timedelta(minutes=minutes)


def _step_clock(office: Office) -> None:
    """By as much as is let pass: a replica further off than that stops sending."""
    replica = office.chance.of("clocks").choice(office.replicas)
    replica.clock.offset = timedelta(seconds=office.chance.between("clocks", -2, 2))


def _revoke(office: Office) -> None:
    office.weather.revoked_until = office.clock.now() + timedelta(hours=1)
    office.downtimes.append((office.clock.now(), office.weather.revoked_until))
    office.weather.troubled(3700)
