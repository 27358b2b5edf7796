"""What came too late to be worth anything is not sent, and why is kept and told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.facts.records import MessageRow
from bot.routines import expiring, telling
from bot.routines.briefing import KINDS
from bot.store import cycles, ledger, people
from bot.store.unit import Store, Work
from domain.rights import BOT, Act, Subject
from tests.bot.courier.world import MEETING, World
from tests.support.databases import SqliteFiles
from tests.support.plans import NOW, OWNER, save_request

RATED = datetime(2017, 10, 10, 8, 0, tzinfo=UTC)  # T-6, 9:00 in London
FROZEN = datetime(2017, 10, 13, 16, 0, tzinfo=UTC)  # T-3, 17:00
MET = datetime(2017, 10, 18, 9, 0, tzinfo=UTC)
CLOSED = MET + timedelta(hours=2)
WORTH = {
    "opening": ("cycle:1", RATED),
    "request": ("asked:1:U0OWNER", FROZEN),
    "query": ("request:1", FROZEN),
    "rate": ("cycle:1", FROZEN),
    "share": ("share:1", FROZEN),
    "late": ("cycle:1", MET),
    "lines": ("cycle:1", MET),
    "gaps": ("cycle:1", MET),
    "brief": ("cycle:1", MET),
    "meeting": ("cycle:1", CLOSED),
}
"""The subject of each kind of message, and the instant after which it is worth nothing (DOMAIN 6)."""


def planned(work: Work, kind: str) -> MessageRow:
    found = ledger.plan(work, key=kind, kind=kind, subject=WORTH[kind][0], lane=OWNER, priority=1)
    assert found is not None
    row = ledger.get(work, found)
    assert row is not None
    return row


def test_each_kind_is_worth_something_up_to_its_instant(store: Store) -> None:
    save_request(store)
    assert set(expiring.UNTIL) == set(WORTH)
    assert set(WORTH) <= set(KINDS)
    with store.write(NOW) as work:
        rows = {kind: planned(work, kind) for kind in WORTH}
        for kind, (subject, instant) in WORTH.items():
            assert expiring.until(work, kind, subject) == instant, kind
    for kind, (_, instant) in WORTH.items():
        with store.read(instant - timedelta(seconds=1)) as work:
            assert expiring.over(work, rows[kind]) is None, kind
        with store.read(instant) as work:
            assert str(expiring.over(work, rows[kind])).startswith("it came too late: "), kind


def test_what_is_posted_or_asked_after_the_freeze_is_shown_all_the_same(store: Store) -> None:
    save_request(store)
    with store.write(NOW) as work:
        row = planned(work, "request")
    with store.read(MET - timedelta(seconds=1)) as work:
        assert expiring.over(work, replace(row, ts="1.1")) is None
        assert expiring.over(work, replace(row, planned_at=FROZEN)) is None
    with store.read(MET) as work:
        assert expiring.over(work, replace(row, planned_at=FROZEN)) == "it came too late: the meeting has begun"


def test_a_stocktake_that_was_moved_takes_the_instants_with_it(store: Store) -> None:
    save_request(store)
    with store.write(NOW) as work:
        row = planned(work, "rate")
        work.act(BOT, Act.RUN_TIMETABLE, Subject(), "cycle:1")
        cycles.update_row(work, 1, meeting_on=MEETING + timedelta(days=7))
    with store.read(FROZEN + timedelta(days=6)) as work:
        assert expiring.over(work, row) is None
    with store.read(FROZEN + timedelta(days=7)) as work:
        assert expiring.over(work, row) == "it came too late: the data are frozen"


def test_a_bot_that_was_down_over_the_freeze_asks_for_nothing_any_more_and_why_tells(sqlite_files: SqliteFiles) -> None:
    world = World(sqlite_files.fresh())
    _, asked = world.ask()
    world.clock.move_to(datetime(2017, 10, 16, 9, 0, tzinfo=UTC))
    world.run()
    assert world.slack.called("chat.postMessage") == []
    assert world.row(asked).state == ledger.EXPIRED
    with world.store.read(world.clock.now()) as work:
        [line] = telling.told(work, people.need(work, world.staff), people.need(work, world.owner))
    assert (line.state, line.why) == ("expired", "it came too late: the data are frozen")
    world.engine.dispose()
