"""The cycles of a routine: each meeting and how far it has come."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, select, update

from bot.facts.records import CycleRow
from bot.store.rows import Lock, insert_if_absent, need_row
from bot.store.tables import cycle
from bot.store.unit import Work
from domain.stocktake import CycleState

CYCLE: Final = frozenset({"cycle"})
_CALLED_OFF: Final = (CycleState.POSTPONED.value, CycleState.CANCELLED.value)


def get(work: Work, cycle_id: int) -> CycleRow:
    """Raises NotHere."""
    return work.known(_key(cycle_id), CYCLE, lambda: _cycle(need_row(work, cycle.c.id, cycle_id, "cycle")))


def by_meeting(work: Work, routine_key: str, meeting_on: date) -> CycleRow | None:
    return _first(work, cycle.c.routine_key == routine_key, cycle.c.meeting_on == meeting_on)


def of_routine(work: Work, routine_key: str) -> list[CycleRow]:
    """In the order of their meetings."""
    query = select(cycle).where(cycle.c.routine_key == routine_key).order_by(cycle.c.meeting_on)
    return [_cycle(row) for row in work.conn.execute(query).mappings()]


def ids(work: Work) -> list[int]:
    """Of all there ever were."""
    return list(work.conn.execute(select(cycle.c.id).order_by(cycle.c.id)).scalars())


def ensure(work: Work, routine_key: str, meeting_on: date) -> CycleRow:
    """The cycle of this meeting, planned now if nobody has."""
    planned = CycleState.PLANNED.value
    insert_if_absent(
        work, cycle, routine_key=routine_key, meeting_on=meeting_on, planned_on=meeting_on, state=planned, moves=0
    )
    query = select(cycle).where(cycle.c.routine_key == routine_key, cycle.c.meeting_on == meeting_on)
    return _cycle(work.conn.execute(query).mappings().one())


def current(work: Work, routine_key: str) -> CycleRow | None:
    """The latest that is under way; when none is, the next one planned."""
    of_it = cycle.c.routine_key == routine_key
    not_under_way = (CycleState.PLANNED.value, CycleState.CLOSED.value, *_CALLED_OFF)
    under_way = _first(work, of_it, cycle.c.state.not_in(not_under_way), latest=True)
    return under_way or _first(work, of_it, cycle.c.state == CycleState.PLANNED.value)


def next_planned(work: Work, routine_key: str, after: date) -> CycleRow | None:
    """The next one that waits for its first step, with its meeting after this day."""
    waits = cycle.c.state == CycleState.PLANNED.value
    return _first(work, cycle.c.routine_key == routine_key, waits, cycle.c.meeting_on > after)


def called_off(work: Work, routine_key: str) -> frozenset[date]:
    """The days of stocktakes that were called off: none is planned there by itself again."""
    off = cycle.c.state.in_(_CALLED_OFF)
    query = select(cycle.c.planned_on).where(cycle.c.routine_key == routine_key, off)
    return frozenset(work.conn.execute(query).scalars())


def before(work: Work, later: CycleRow) -> CycleRow | None:
    """The one that met, or was to meet, before it; called-off ones are passed over."""
    return _first(
        work,
        cycle.c.routine_key == later.routine_key,
        cycle.c.meeting_on < later.meeting_on,
        cycle.c.state.not_in(_CALLED_OFF),
        latest=True,
    )


def set_state(work: Work, cycle_id: int, state: CycleState) -> None:
    work.conn.execute(update(cycle).where(cycle.c.id == cycle_id).values(state=state.value))


def update_row(work: Work, cycle_id: int, **columns: Any) -> None:
    """Columns are those of `cycle`; a state is given as a CycleState."""
    values = {name: value.value if isinstance(value, CycleState) else value for name, value in columns.items()}
    work.conn.execute(update(cycle).where(cycle.c.id == cycle_id).values(values))


def freeze(work: Work, cycle_id: int, state: CycleState, at: datetime) -> None:
    """`at` is the cut-off of its data: what was submitted later does not count in its summaries."""
    values = {"state": state.value, "frozen_at": at}
    work.conn.execute(update(cycle).where(cycle.c.id == cycle_id).values(values))


def lock(work: Work, cycle_id: int, how: Lock = "update") -> CycleRow:
    """Hold the cycle as it is until the transaction ends: shared by readers, or alone to change it.

    On SQLite the one writer holds everything. Raises NotHere.
    """
    work.forget(_key(cycle_id))  # seen before it was held, it may have changed since
    return work.known(_key(cycle_id), CYCLE, lambda: _cycle(need_row(work, cycle.c.id, cycle_id, "cycle", how)))


def _key(cycle_id: int) -> tuple[str, ...]:
    return ("cycle", str(cycle_id))


def _first(work: Work, *conditions: ColumnElement[bool], latest: bool = False) -> CycleRow | None:
    order = cycle.c.meeting_on.desc() if latest else cycle.c.meeting_on.asc()
    query = select(cycle).where(*conditions).order_by(order).limit(1)
    row = work.conn.execute(query).mappings().first()
    return None if row is None else _cycle(row)


def _cycle(row: RowMapping) -> CycleRow:
    return CycleRow(**{**row, "state": CycleState(row["state"])})
