"""Four workers at once keep every lane in its order: nothing twice, no reply before its parent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from bot.store import ledger, surfaces, timetable
from bot.store.engine import make_engine
from bot.store.unit import Store, Work
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import NOW

LEASE = timedelta(seconds=90)
LANES = [f"C{number}" for number in range(6)]
ORDER = ("request", "reply", "second reply", "reply to the reply", "last", "chase")


def _plan_lane(work: Work, lane: str) -> None:
    """A chase; a request with two replies, the first with a reply of its own; a last word."""

    def plan(name: str, priority: int, parent: int | None = None) -> int:
        planned = ledger.plan(
            work,
            key=f"{lane}:{name}",
            kind="notice",
            subject="cycle:1",
            lane=lane,
            priority=priority,
            parent=parent,
            surface=True,
        )
        assert planned is not None
        return planned

    plan("chase", 2)
    asked = plan("request", 1)
    answered = plan("reply", 0, asked)
    plan("second reply", 0, asked)
    plan("reply to the reply", 0, answered)
    plan("last", 1)


def _post_next(store: Store, token: str, posted: list[str]) -> bool:
    with store.write(NOW) as work:
        row = ledger.claim_lane(work, NOW, token=token, lease=LEASE)
    if row is None:
        return False
    with store.write(NOW) as work:
        assert ledger.mark_claimed(work, row.id, token, [], NOW)
    posted.append(row.key)
    with store.write(NOW) as work:
        assert ledger.sent(work, row.id, token, row.lane, f"{row.id}.1", shown=1)
        assert ledger.release_lane(work, row.lane, token, NOW)
    return True


def test_four_workers_post_every_message_once_and_in_the_order_of_its_lane(store: Store) -> None:
    with store.write(NOW) as work:
        for lane in LANES:
            _plan_lane(work, lane)
    posted: list[str] = []

    def work_off(token: str) -> None:
        # while others hold every lane there is nothing to get, and still something to do
        while len(posted) < len(LANES) * len(ORDER):
            _post_next(store, token, posted)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work_off, "abcd"))
    in_lanes = {lane: [key for key in posted if key.startswith(f"{lane}:")] for lane in LANES}
    assert in_lanes == {lane: [f"{lane}:{name}" for name in ORDER] for lane in LANES}


def test_four_workers_show_every_surface_what_was_wanted_last(store: Store) -> None:
    with store.write(NOW) as work:
        for lane in LANES:
            _plan_lane(work, lane)
    posted: list[str] = []
    while _post_next(store, "a", posted):
        pass
    with store.write(NOW) as work:
        surfaces.touch(work, "cycle:1")
    edited: list[int] = []

    def work_off(token: str) -> None:
        while True:
            with store.write(NOW) as work:
                claimed = surfaces.claim(work, NOW, token, LEASE)
            if claimed is None:
                return
            edited.append(claimed.message.id)
            with store.write(NOW) as work:
                assert surfaces.shown(work, claimed.message.id, token, claimed.wanted, NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work_off, "abcd"))
    assert len(edited) == len(set(edited)) == len(posted)


def test_a_worker_passes_over_what_another_is_just_claiming(postgresql: PostgresqlDatabases) -> None:
    store = Store(make_engine(postgresql.fresh()))
    with store.write(NOW) as work:
        for lane in ("C1", "C2"):
            _plan_lane(work, lane)
            timetable.plan(work, lane, "request", "cycle:1", NOW)

    def second() -> tuple[str, str]:
        with store.write(NOW) as work:
            row = ledger.claim_lane(work, NOW, token="b", lease=LEASE)
            [due] = timetable.claim(work, NOW, token="b", lease=LEASE, limit=1)
            return row.lane if row else "", due.key

    with ThreadPoolExecutor(1) as pool, store.write(NOW) as work:
        first = ledger.claim_lane(work, NOW, token="a", lease=LEASE)
        timetable.claim(work, NOW, token="a", lease=LEASE, limit=1)
        assert pool.submit(second).result() == ("C2", "C2")
    assert first is not None
    assert first.lane == "C1"
    store.engine.dispose()
