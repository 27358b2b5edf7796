"""The timetable: once each, movable until tried, claimed by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.facts.records import DueRow
from bot.store import settings_store, timetable
from bot.store.timetable import ClaimLost
from bot.store.unit import Store
from tests.support.plans import NOW

LATER = NOW + timedelta(days=1)
LEASE = timedelta(seconds=90)


def _plan(store: Store, key: str = "request:1", due_at: datetime = NOW) -> bool:
    with store.write(NOW) as work:
        return timetable.plan(work, key, "request", "cycle:1", due_at)


def _claim(store: Store, token: str = "mine", now: datetime = NOW, limit: int = 10) -> list[DueRow]:
    with store.write(now) as work:
        return timetable.claim(work, now, token=token, lease=LEASE, limit=limit)


def _row(store: Store, key: str = "request:1") -> DueRow:
    with store.read(NOW) as work:
        found = timetable.get(work, key)
    assert found is not None
    return found


def _next(store: Store) -> datetime | None:
    with store.read(NOW) as work:
        return timetable.next_at(work)


def test_planning_the_same_again_is_planning_it_once(store: Store) -> None:
    assert _plan(store)
    assert _plan(store)
    assert [row.key for row in _claim(store)] == ["request:1"]
    assert _claim(store, "another") == []


def test_a_row_never_tried_takes_the_new_date(store: Store) -> None:
    _plan(store)
    _plan(store, due_at=LATER)
    assert _claim(store) == []
    assert [row.due_at for row in _claim(store, now=LATER)] == [LATER]


def test_a_row_cancelled_before_it_was_tried_is_pending_again(store: Store) -> None:
    _plan(store)
    with store.write(NOW) as work:
        assert timetable.cancel(work, "request:1", "stocktake moved")
    assert (_row(store).state, _row(store).reason) == ("cancelled", "stocktake moved")
    assert _claim(store) == []
    assert _plan(store, due_at=LATER)
    assert (_row(store).state, _row(store).reason) == ("pending", None)
    assert len(_claim(store, now=LATER)) == 1


def test_a_row_that_was_tried_is_left_alone(store: Store) -> None:
    _plan(store)
    _claim(store)
    assert not _plan(store, due_at=LATER)
    with store.write(NOW) as work:
        timetable.done(work, "request:1", "mine", "asked")
    assert not _plan(store, due_at=LATER)
    assert (_row(store).state, _row(store).due_at, _row(store).reason) == ("done", NOW, "asked")


def test_what_is_not_due_is_not_claimed_and_what_is_comes_in_order(store: Store) -> None:
    for key, hours in (("c", 3), ("a", 1), ("b", 2), ("tomorrow", 24)):
        _plan(store, key, NOW + timedelta(hours=hours))
    later = NOW + timedelta(hours=4)
    assert [row.key for row in _claim(store, now=later, limit=2)] == ["a", "b"]
    assert [row.key for row in _claim(store, now=later, limit=2)] == ["c"]


def test_a_lease_that_ran_out_can_be_claimed_by_another_and_the_first_can_keep_nothing(store: Store) -> None:
    _plan(store)
    _claim(store, "first")
    assert _claim(store, "second", NOW + LEASE - timedelta(seconds=1)) == []
    [row] = _claim(store, "second", NOW + LEASE)
    assert row.attempts == 2

    def finish_late() -> None:
        with store.write(NOW + LEASE) as work:
            settings_store.set(work, "effect", "of the first")
            timetable.done(work, "request:1", "first")

    with pytest.raises(ClaimLost):
        finish_late()
    with store.read(NOW) as work:
        assert settings_store.get(work, "effect") is None
    with store.write(NOW + LEASE) as work:
        timetable.done(work, "request:1", "second")


def test_what_was_cancelled_while_somebody_held_it_may_be_planned_anew(store: Store) -> None:
    _plan(store)
    _claim(store)
    with store.write(NOW) as work:
        assert timetable.cancel(work, "request:1", "stocktake moved")
    assert _plan(store, due_at=LATER)
    assert [row.due_at for row in _claim(store, now=LATER)] == [LATER]


def test_what_was_cancelled_while_claimed_keeps_nothing(store: Store) -> None:
    _plan(store)
    _claim(store)
    with store.write(NOW) as work:
        assert timetable.cancel(work, "request:1", "answered")
    with pytest.raises(ClaimLost), store.write(NOW) as work:
        timetable.expire(work, "request:1", "mine", "too late")
    assert _row(store).reason == "answered"


def test_a_row_that_came_too_early_goes_back_and_can_still_be_moved(store: Store) -> None:
    _plan(store)
    _claim(store)
    with store.write(NOW) as work:
        assert timetable.give_back(work, "request:1", "mine", LATER)
    assert (_row(store).attempts, _row(store).due_at) == (0, LATER)
    assert _plan(store, due_at=NOW)


def test_a_row_that_failed_goes_back_with_its_reason_and_counts_as_tried(store: Store) -> None:
    _plan(store)
    _claim(store)
    with store.write(NOW) as work:
        assert timetable.give_back(work, "request:1", "mine", LATER, "the records were busy")
    assert (_row(store).attempts, _row(store).reason) == (1, "the records were busy")
    assert not _plan(store, due_at=NOW)
    with store.write(NOW) as work:
        assert not timetable.give_back(work, "request:1", "mine", NOW)


def test_what_has_happened_cannot_be_cancelled(store: Store) -> None:
    _plan(store)
    _claim(store)
    with store.write(NOW) as work:
        timetable.done(work, "request:1", "mine")
        assert not timetable.cancel(work, "request:1", "moved")
        assert not timetable.cancel(work, "never planned", "moved")


def test_the_next_instant_is_the_earliest_due_or_the_end_of_a_lease(store: Store) -> None:
    assert _next(store) is None
    _plan(store, "tomorrow", LATER)
    _plan(store, "now", NOW)
    assert _next(store) == NOW
    _claim(store)
    assert _next(store) == NOW + LEASE
    with store.write(NOW) as work:
        timetable.done(work, "now", "mine")
    assert _next(store) == LATER


def test_rows_of_a_subject_are_found_by_their_state(store: Store) -> None:
    _plan(store, "b", LATER)
    _plan(store, "a", NOW)
    _claim(store)
    with store.write(NOW) as work:
        timetable.done(work, "a", "mine")
    with store.read(NOW) as work:
        assert [row.key for row in timetable.of_subject(work, "cycle:1")] == ["a", "b"]
        assert [row.key for row in timetable.of_subject(work, "cycle:1", state="pending")] == ["b"]
        assert timetable.of_subject(work, "cycle:2") == []


def test_four_workers_never_claim_the_same_row(store: Store) -> None:
    keys = [f"request:{number:03}" for number in range(120)]
    with store.write(NOW) as work:
        for key in keys:
            timetable.plan(work, key, "request", "cycle:1", NOW)

    def work_off(token: str) -> list[str]:
        mine: list[str] = []
        while rows := _claim(store, token, limit=5):
            mine += [row.key for row in rows]
            with store.write(NOW) as work:
                for row in rows:
                    timetable.done(work, row.key, token)
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [key for mine in pool.map(work_off, "abcd") for key in mine]
    assert sorted(claimed) == keys
