"""The ledger: planned once, sent in the order of its lane, settled by who holds it, doubt never forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.facts.records import MessageRow
from bot.store import ledger, limits, waiting
from bot.store.tables import lane as lanes
from bot.store.unit import Store
from tests.support.plans import NOW

LEASE = timedelta(seconds=90)
SECOND = timedelta(seconds=1)


def _plan(store: Store, key: str, lane: str = "U1", **more: Any) -> int:
    values: dict[str, Any] = {"kind": "notice", "subject": f"request:{key}", "priority": 1} | more
    with store.write(NOW) as work:
        planned = ledger.plan(work, key=key, lane=lane, **values)
    assert planned is not None
    return planned


def _claim(store: Store, token: str = "mine", now: datetime = NOW) -> MessageRow | None:
    with store.write(now) as work:
        return ledger.claim_lane(work, now, token=token, lease=LEASE)


def _claimed(store: Store, token: str = "mine", now: datetime = NOW) -> MessageRow:
    found = _claim(store, token, now)
    assert found is not None
    return found


def _begin(store: Store, token: str = "mine", now: datetime = NOW) -> MessageRow:
    """Hold a lane and be about to post its first message."""
    row = _claimed(store, token, now)
    with store.write(now) as work:
        assert ledger.mark_claimed(work, row.id, token, ["fact:1"], now)
    return row


def _send(store: Store, token: str = "mine", now: datetime = NOW) -> str:
    """Post the next message of a free lane, and let go of the lane; its key."""
    row = _begin(store, token, now)
    with store.write(now) as work:
        assert ledger.sent(work, row.id, token, "D1", f"{row.id}.000100")
        assert ledger.release_lane(work, row.lane, token, now)
    return row.key


def _get(store: Store, message_id: int) -> MessageRow:
    with store.read(NOW) as work:
        found = ledger.get(work, message_id)
    assert found is not None
    return found


def test_a_key_is_planned_once(store: Store) -> None:
    _plan(store, "a")
    with store.write(NOW) as work:
        again = ledger.plan(work, key="a", kind="notice", subject="request:a", lane="U1", priority=1)
    assert again is None
    assert _send(store) == "a"
    assert _claim(store) is None


def test_one_that_was_cancelled_before_it_was_tried_is_planned_anew(store: Store) -> None:
    first = _plan(store, "a")
    with store.write(NOW) as work:
        assert ledger.cancelled(work, first, "answered")
    assert _claim(store) is None
    assert _plan(store, "a", details={"code": "given"}) == first
    assert (_get(store, first).state, _get(store, first).details) == ("planned", {"code": "given"})
    assert _send(store) == "a"
    with store.write(NOW) as work:
        assert ledger.plan(work, key="a", kind="notice", subject="request:a", lane="U1", priority=1) is None


def test_a_lane_goes_by_priority_then_time_then_number(store: Store) -> None:
    _plan(store, "chase", priority=2)
    _plan(store, "later", not_before=NOW + SECOND)
    _plan(store, "first")
    _plan(store, "second")
    _plan(store, "reply", priority=0)
    assert [_send(store, now=NOW + SECOND) for _ in range(5)] == [
        "reply",
        "first",
        "second",
        "later",
        "chase",
    ]


def test_the_most_urgent_of_all_lanes_comes_first(store: Store) -> None:
    _plan(store, "chase", "U1", priority=2)
    _plan(store, "reply", "U2", priority=0)
    assert [_send(store), _send(store)] == ["reply", "chase"]


def test_a_held_lane_is_not_claimed_twice_and_others_are_free(store: Store) -> None:
    _plan(store, "a", "U1", priority=0)
    _plan(store, "b", "U1", priority=0)
    _plan(store, "c", "U2", priority=2)
    assert _claimed(store, "first").key == "a"
    assert _claimed(store, "second").key == "c"
    assert _claim(store, "third") is None


def test_a_lane_rests_until_it_may_go_again(store: Store) -> None:
    _plan(store, "a")
    _plan(store, "b")
    row = _begin(store)
    with store.write(NOW) as work:
        ledger.sent(work, row.id, "mine", "D1", "1.1")
        assert ledger.release_lane(work, "U1", "mine", NOW + SECOND)
        assert not ledger.release_lane(work, "U1", "mine", NOW)
    assert _claim(store) is None
    assert _claimed(store, now=NOW + SECOND).key == "b"


def test_a_reply_waits_for_its_parent_and_holds_up_nobody(store: Store) -> None:
    parent = _plan(store, "parent", not_before=NOW + SECOND)
    _plan(store, "reply", parent=parent, priority=0)
    _plan(store, "other", priority=2)
    assert _send(store) == "other"
    assert _claim(store) is None
    assert [_send(store, now=NOW + SECOND) for _ in range(2)] == ["parent", "reply"]


@pytest.mark.parametrize("end", ["cancelled", "expired"])
def test_replies_to_what_will_never_be_there_are_cancelled_with_the_reason(store: Store, end: str) -> None:
    parent = _plan(store, "parent")
    reply = _plan(store, "reply", parent=parent)
    deeper = _plan(store, "deeper", parent=reply)
    with store.write(NOW) as work:
        assert getattr(ledger, end)(work, parent, "stocktake moved")
    late = _plan(store, "late", parent=parent)
    assert _get(store, parent).reason == "stocktake moved"
    assert {(_get(store, one).state, _get(store, one).reason) for one in (reply, late)} == {
        ("cancelled", f"what it replies to was {end}")
    }
    assert _get(store, deeper).state == "cancelled"
    assert _claim(store) is None


def test_a_refusal_for_good_ends_a_message_and_its_replies(store: Store) -> None:
    parent = _plan(store, "parent")
    reply = _plan(store, "reply", parent=parent)
    _begin(store)
    with store.write(NOW) as work:
        assert ledger.refused(work, parent, "mine", "is_archived")
        assert ledger.release_lane(work, "U1", "mine", NOW)
    assert (_get(store, parent).state, _get(store, parent).reason) == ("refused", "is_archived")
    assert _get(store, reply).state == "cancelled"
    assert _claim(store) is None


def test_a_definite_refusal_goes_back_with_a_later_time(store: Store) -> None:
    row = _plan(store, "a")
    _begin(store)
    with store.write(NOW) as work:
        assert ledger.put_back(work, row, "mine", NOW + SECOND, "ratelimited")
        assert ledger.release_lane(work, "U1", "mine", NOW)
    back = _get(store, row)
    assert (back.state, back.reason, back.attempts, back.not_before) == (
        "planned",
        "ratelimited",
        1,
        NOW + SECOND,
    )
    assert _claim(store) is None
    assert _send(store, now=NOW + SECOND) == "a"


def test_a_message_nobody_settled_comes_back_as_doubtful_and_holds_its_lane(store: Store) -> None:
    first = _plan(store, "a")
    _plan(store, "urgent", priority=0, not_before=NOW + SECOND)
    _begin(store, "gone")
    over = NOW + LEASE
    row = _claimed(store, "second", over)
    assert (row.id, row.state, row.first_tried_at) == (first, "doubtful", NOW)
    with store.write(over) as work:
        assert ledger.put_back(work, first, "second", over + SECOND, "lookup refused")
        assert ledger.release_lane(work, "U1", "second", over)
    assert _get(store, first).state == "doubtful"
    assert _claim(store, "third", over) is None
    assert _claimed(store, "third", over + SECOND).state == "doubtful"


def test_no_refusal_clears_a_doubt(store: Store) -> None:
    row = _plan(store, "a")
    _begin(store)
    with store.write(NOW) as work:
        assert ledger.doubtful(work, row, "mine")
        assert not ledger.refused(work, row, "mine", "channel_not_found")
        assert not ledger.cancelled(work, row, "answered")
    assert _get(store, row).state == "doubtful"


def test_doubt_ends_by_a_lookup_found_sent_again_or_unconfirmed(store: Store) -> None:
    found, again, never = (_plan(store, key, lane) for key, lane in (("f", "U1"), ("a", "U2"), ("n", "U3")))
    for _ in range(3):
        row = _begin(store)
        with store.write(NOW) as work:
            ledger.doubtful(work, row.id, "mine")
    with store.write(NOW) as work:
        assert ledger.sent(work, found, "mine", "D1", "1.1")
        assert ledger.mark_claimed(work, again, "mine", ["fact:2"], NOW + SECOND)
        assert ledger.sent(work, again, "mine", "D2", "2.2")
        assert ledger.unconfirmed(work, never, "mine", "not_in_channel")
    assert [_get(store, one).state for one in (found, again, never)] == ["sent", "sent", "unconfirmed"]
    twice = _get(store, again)
    assert (twice.attempts, twice.first_tried_at, twice.tried_at) == (2, NOW, NOW + SECOND)


def test_who_lost_the_lane_can_settle_nothing(store: Store) -> None:
    row = _plan(store, "a")
    _begin(store, "slow")
    _claimed(store, "second", NOW + LEASE)
    with store.write(NOW + LEASE) as work:
        assert not ledger.sent(work, row, "slow", "D1", "1.1")
        assert not ledger.put_back(work, row, "slow", NOW, "ratelimited")
        assert not ledger.refused(work, row, "slow", "is_archived")
        assert not ledger.unconfirmed(work, row, "slow", "not_in_channel")
        assert not ledger.release_lane(work, "U1", "slow", NOW)
    assert _get(store, row).state == "doubtful"


def test_a_worker_that_was_paused_past_its_lease_does_not_post(store: Store) -> None:
    row = _plan(store, "a")
    _claimed(store)
    with store.write(NOW + LEASE) as work:
        assert not ledger.mark_claimed(work, row, "mine", [], NOW + LEASE)


def test_what_was_cancelled_after_the_claim_is_not_posted(store: Store) -> None:
    row = _plan(store, "a")
    _claimed(store)
    with store.write(NOW) as work:
        assert ledger.cancelled(work, row, "answered")
        assert not ledger.mark_claimed(work, row, "mine", [], NOW)


def test_the_lanes_holder_may_cancel_what_a_lookup_did_not_find(store: Store) -> None:
    row = _plan(store, "a")
    _begin(store)
    with store.write(NOW) as work:
        ledger.doubtful(work, row, "mine")
        assert ledger.cancelled(work, row, "answered", token="mine")
    assert _get(store, row).state == "cancelled"


def test_what_was_posted_is_found_by_its_place_and_by_its_subject(store: Store) -> None:
    row = _plan(store, "a", subject="request:1")
    other = _plan(store, "b", subject="request:1")
    _send(store)
    with store.read(NOW) as work:
        posted = ledger.by_posted(work, "D1", f"{row}.000100")
        assert posted is not None
        assert posted.id == row
        assert ledger.by_posted(work, "D1", "9.9") is None
        assert [one.id for one in ledger.of_subject(work, "request:1")] == [row, other]
        assert ledger.find(work, "b") == _get(store, other)


def test_a_fact_counts_as_carried_once_it_may_have_been_read(store: Store) -> None:
    row = _plan(store, "a", kind="digest")
    with store.read(NOW) as work:
        assert ledger.waiting(work, "U1", "digest")
        assert not ledger.waiting(work, "U1", "notice")
        assert ledger.carried(work, "U1") == frozenset()
    _begin(store)
    with store.read(NOW) as work:
        assert not ledger.waiting(work, "U1", "digest")
        assert ledger.carried(work, "U1") == {"fact:1"}
        assert ledger.carried(work, "U1", except_message=row) == frozenset()
        assert ledger.carried(work, "U2") == frozenset()
    with store.write(NOW) as work:
        ledger.put_back(work, row, "mine", NOW, "ratelimited")
        assert ledger.carried(work, "U1") == frozenset()


def test_nothing_more_goes_to_a_lane_that_was_given_up(store: Store) -> None:
    _plan(store, "a", "U1")
    _plan(store, "b", "U2")
    with store.write(NOW) as work:
        ledger.cancel_lane(work, "U1", "this person was deactivated")
    assert _send(store) == "b"
    assert _claim(store) is None


def test_the_workspace_has_one_turn_at_a_time(store: Store) -> None:
    with store.write(NOW) as work:
        assert limits.take(work, limits.POSTS, NOW, SECOND) is None
        assert limits.take(work, limits.POSTS, NOW, SECOND) == NOW + SECOND
        assert limits.take(work, limits.POSTS, NOW + SECOND, SECOND) is None


def test_the_next_instant_knows_what_each_message_waits_for(store: Store) -> None:
    def next_at(now: datetime = NOW) -> datetime | None:
        with store.read(now) as work:
            return waiting.look(work).sending

    assert next_at() is None
    parent = _plan(store, "parent", not_before=NOW + 5 * SECOND)
    _plan(store, "reply", parent=parent)
    assert next_at() == NOW + 5 * SECOND
    assert next_at(NOW + 9 * SECOND) == NOW + 9 * SECOND
    with store.write(NOW) as work:
        work.conn.execute(update(lanes).values(next_at=NOW + 7 * SECOND))
    assert next_at() == NOW + 7 * SECOND
    with store.write(NOW) as work:
        limits.take(work, limits.POSTS, NOW, 8 * SECOND)
    assert next_at() == NOW + 8 * SECOND
    _begin(store, now=NOW + 7 * SECOND)
    assert next_at() == NOW + 7 * SECOND + LEASE
