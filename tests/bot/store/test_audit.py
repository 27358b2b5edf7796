"""The audit chain: sealed by one at a time, any change noticed, the tail that is not sealed yet named."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import delete, func, select, update

from bot.store import audit as chain
from bot.store.audit import Verdict
from bot.store.tables import audit
from bot.store.unit import Store
from domain.rights import BOT, Act, Subject
from tests.support.plans import NOW


def _act(store: Store, number: int) -> None:
    with store.write(NOW) as work:
        work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"cycle:{number}", note="“quoted”", numbers=[number])


def _seal(store: Store) -> int:
    with store.write(NOW) as work:
        return chain.seal(work)


def _verify(store: Store) -> Verdict:
    with store.read(NOW) as work:
        return chain.verify(work)


def _ids(store: Store) -> list[int]:
    with store.read(NOW) as work:
        return list(work.conn.execute(select(audit.c.id).order_by(audit.c.id)).scalars())


def _sealed(store: Store, rows: int) -> list[int]:
    for number in range(rows):
        _act(store, number)
    assert _seal(store) == rows
    return _ids(store)


def test_sealed_rows_verify_and_the_tail_is_named(store: Store) -> None:
    assert _verify(store) == Verdict(ok=True, first_broken=None, unsealed=0)
    _sealed(store, 3)
    _act(store, 4)
    assert _verify(store) == Verdict(ok=True, first_broken=None, unsealed=1)
    assert (_seal(store), _seal(store)) == (1, 0)
    assert _verify(store) == Verdict(ok=True, first_broken=None, unsealed=0)


def test_a_changed_row_breaks_the_chain_there(store: Store) -> None:
    ids = _sealed(store, 4)
    with store.write(NOW) as work:
        work.conn.execute(update(audit).where(audit.c.id == ids[2]).values(details={"numbers": [9]}))
    assert _verify(store) == Verdict(ok=False, first_broken=ids[2], unsealed=0)


def test_a_removed_row_breaks_the_chain_after_it(store: Store) -> None:
    ids = _sealed(store, 4)
    with store.write(NOW) as work:
        work.conn.execute(delete(audit).where(audit.c.id == ids[1]))
    assert _verify(store) == Verdict(ok=False, first_broken=ids[2], unsealed=0)


def test_acting_and_sealing_at_once_keeps_one_chain(store: Store) -> None:
    def act_and_seal(number: int) -> None:
        _act(store, number)
        _seal(store)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act_and_seal, range(40)))
    _seal(store)
    assert _verify(store) == Verdict(ok=True, first_broken=None, unsealed=0)
    with store.read(NOW) as work:
        assert work.conn.execute(select(func.count(), func.max(audit.c.position))).one() == (40, 40)
