"""Receipts, watermarks, pictures, settings, and the columns that keep instants and decimals exact."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from bot.store import pictures, receipts, settings_store, watermarks
from bot.store.tables import lane
from bot.store.unit import Store
from tests.support.plans import NOW


def test_a_receipt_is_taken_once_and_a_transaction_that_is_undone_leaves_none(store: Store) -> None:
    def undone() -> None:
        with store.write(NOW) as work:
            assert receipts.take(work, "event:1")
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    with store.write(NOW) as work:
        assert not receipts.known(work, "event:1")
        assert receipts.take(work, "event:1")
        assert not receipts.take(work, "event:1")
        assert receipts.known(work, "event:1")


def test_the_newest_receipt_of_a_message_is_its_latest_edit(store: Store) -> None:
    with store.write(NOW) as work:
        for key in ("said:D1:1.1:", "said:D1:1.1:1507132800.000300", "said:D1:1.1:1507132800.000200"):
            receipts.take(work, key)
        receipts.take(work, "said:D1:1.2:1507132800.000900")
        receipts.take(work, "said:D_:1.1:")
        assert receipts.newest(work, "said:D1:1.1:") == "said:D1:1.1:1507132800.000300"
        assert receipts.newest(work, "said:D1:1.3:") is None
        assert receipts.newest(work, "said:d1:1.1:") is None


def test_old_receipts_are_forgotten(store: Store) -> None:
    with store.write(NOW) as work:
        receipts.take(work, "old")
    with store.write(NOW + timedelta(days=30)) as work:
        receipts.take(work, "new")
        receipts.forget_before(work, NOW + timedelta(days=1))
        assert (receipts.known(work, "old"), receipts.known(work, "new")) == (False, True)


def test_a_watermark_is_where_it_was_set_last(store: Store) -> None:
    with store.write(NOW) as work:
        assert watermarks.get(work, "D1") is None
        watermarks.set(work, "D1", "1.1")
        watermarks.set(work, "D1", "2.2")
        watermarks.set(work, "D1:1.1", "3.3")
        assert watermarks.get(work, "D1") == "2.2"


def test_a_picture_counts_its_failures_until_it_is_shown(store: Store) -> None:
    with store.write(NOW) as work:
        assert pictures.get(work, "abc") is None
        assert [pictures.failed(work, "abc") for _ in range(2)] == [1, 2]
        pictures.uploaded(work, "abc", "F1")
        shown = pictures.get(work, "abc")
        assert shown is not None
        assert (shown.file_id, shown.ready, shown.failures) == ("F1", False, 2)
        pictures.ready(work, "abc")
        shown = pictures.get(work, "abc")
        assert shown is not None
        assert shown.ready


def test_the_metadata_key_is_made_once(store: Store) -> None:
    with store.write(NOW) as work:
        assert settings_store.metadata_key(work, "first") == "first"
    with store.write(NOW) as work:
        assert settings_store.metadata_key(work, "second") == "first"


def test_an_instant_comes_back_in_utc_to_the_microsecond(store: Store) -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    instant = datetime(2017, 9, 27, 13, 45, 0, 1, tzinfo=kathmandu)
    with store.write(NOW) as work:
        work.conn.execute(insert(lane).values(key="a", next_at=instant))
        found = work.conn.execute(select(lane.c.next_at)).scalar_one()
    assert (found, found.tzinfo) == (datetime(2017, 9, 27, 8, 0, 0, 1, tzinfo=UTC), UTC)


def test_a_naive_instant_does_not_reach_the_database(store: Store) -> None:
    with pytest.raises(StatementError, match="needs a zone"), store.write(NOW) as work:
        work.conn.execute(insert(lane).values(key="a", next_at=datetime(2017, 9, 27)))  # noqa: DTZ001 - the point


def test_of_several_replicas_one_begins_the_hours_round_of_reading(store: Store) -> None:
    hour = timedelta(hours=1)

    def begins(after: timedelta) -> bool:
        with store.write(NOW + after) as work:
            return watermarks.begin_round(work, hour)

    assert (begins(timedelta(0)), begins(timedelta(0)), begins(hour - timedelta(seconds=1))) == (True, False, False)
    assert (begins(hour), begins(hour + timedelta(minutes=30))) == (True, False), "an hour from the round that began"
    assert begins(2 * hour), "whoever begins one first"


def test_a_round_begun_by_a_clock_that_was_wrong_keeps_nobody_from_the_next(store: Store) -> None:
    hour = timedelta(hours=1)
    with store.write(NOW + 5 * hour) as work:
        assert watermarks.begin_round(work, hour)
    with store.write(NOW) as work:
        assert watermarks.begin_round(work, hour)
        assert not watermarks.begin_round(work, hour)


def test_who_begins_a_round_and_dies_leaves_it_to_the_others(store: Store) -> None:
    def dies() -> None:
        with store.write(NOW) as work:
            assert watermarks.begin_round(work, timedelta(hours=1))
            raise LookupError

    with pytest.raises(LookupError):
        dies()
    with store.write(NOW) as work:
        assert watermarks.begin_round(work, timedelta(hours=1))
