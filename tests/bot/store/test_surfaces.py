"""Surfaces: a posted message is edited until it shows what was wanted last."""

from datetime import datetime, timedelta

from bot.store import homes, ledger, surfaces, waiting
from bot.store.unit import Store
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import NOW, STAFF, save_people
from tests.support.replicas import two_replicas

LEASE = timedelta(seconds=90)
SECOND = timedelta(seconds=1)


def _plan(store: Store) -> int:
    with store.write(NOW) as work:
        planned = ledger.plan(work, key="a", kind="request", subject="request:1", lane="U1", priority=1, surface=True)
    assert planned is not None
    return planned


def _post(store: Store) -> int:
    """Post it as rendered now."""
    with store.write(NOW) as work:
        row = ledger.claim_lane(work, NOW, token="sender", lease=LEASE)
        assert row is not None
        assert ledger.mark_claimed(work, row.id, "sender", [], NOW)
        ledger.sent(work, row.id, "sender", "D1", "1.1", shown=surfaces.wanted(work, row.id))
        ledger.release_lane(work, "U1", "sender", NOW)
    return row.id


def _touch(store: Store) -> None:
    with store.write(NOW) as work:
        surfaces.touch(work, "request:1")


def _claim(store: Store, token: str = "mine", now: datetime = NOW) -> surfaces.Stale | None:
    with store.write(now) as work:
        return surfaces.claim(work, now, token, LEASE)


def test_what_was_just_posted_shows_what_is_wanted(store: Store) -> None:
    _plan(store)
    _touch(store)
    _post(store)
    assert _claim(store) is None


def test_a_touch_is_shown_once(store: Store) -> None:
    _plan(store)
    row = _post(store)
    _touch(store)
    _touch(store)
    claimed = _claim(store)
    assert claimed is not None
    assert (claimed.message.id, claimed.message.ts, claimed.wanted) == (row, "1.1", 3)
    assert _claim(store, "another") is None
    with store.write(NOW) as work:
        assert surfaces.shown(work, row, "mine", 3, NOW + SECOND)
    assert _claim(store, now=NOW + SECOND) is None


def test_what_changes_while_it_is_edited_is_shown_after(store: Store) -> None:
    _plan(store)
    row = _post(store)
    _touch(store)
    assert _claim(store) is not None
    with store.write(NOW) as work:
        surfaces.touch_message(work, row)
        assert surfaces.shown(work, row, "mine", 2, NOW + SECOND)
    assert _claim(store) is None
    claimed = _claim(store, now=NOW + SECOND)
    assert claimed is not None
    assert claimed.wanted == 3


def test_nothing_is_edited_before_it_is_posted(store: Store) -> None:
    _plan(store)
    _touch(store)
    assert _claim(store) is None
    with store.read(NOW) as work:
        assert waiting.look(work).sending == NOW  # the message itself


def test_an_edit_that_failed_comes_again_and_one_given_up_waits_for_something_new(store: Store) -> None:
    _plan(store)
    row = _post(store)
    _touch(store)
    _claim(store)
    with store.write(NOW) as work:
        assert surfaces.put_back(work, row, "mine", NOW + SECOND, "ratelimited")
        assert waiting.look(work).sending == NOW + SECOND
    assert _claim(store, now=NOW) is None
    assert _claim(store, now=NOW + SECOND) is not None
    with store.write(NOW) as work:
        assert surfaces.gave_up(work, row, "mine", 2, "message_not_found")
        assert waiting.look(work).sending is None
    _touch(store)
    assert _claim(store, now=NOW + SECOND) is not None


def test_an_editor_past_its_lease_settles_nothing(store: Store) -> None:
    _plan(store)
    row = _post(store)
    _touch(store)
    _claim(store, "slow")
    assert _claim(store, "second", NOW + LEASE) is not None
    with store.write(NOW + LEASE) as work:
        assert not surfaces.shown(work, row, "slow", 2, NOW)
        assert surfaces.shown(work, row, "second", 2, NOW)


def test_a_message_that_is_no_surface_is_never_edited(store: Store) -> None:
    with store.write(NOW) as work:
        planned = ledger.plan(work, key="a", kind="notice", subject="request:1", lane="U1", priority=0)
        assert planned is not None
        assert surfaces.wanted(work, planned) is None
    _post(store)
    _touch(store)
    assert _claim(store) is None


def test_who_shows_something_anew_holds_up_nobody_before_the_end(postgresql: PostgresqlDatabases) -> None:
    with two_replicas(postgresql) as (here, there):
        save_people(here)
        _plan(here)
        with here.write(NOW) as work:
            homes.opened(work, STAFF)
        with here.write(NOW) as work:
            surfaces.touch(work, "request:1")
            _post(there)  # it is posted meanwhile, and something else about it changes
            _touch(there)
        with here.read(NOW) as work:
            assert surfaces.wanted(work, 1) == 3
