"""The cycles of a routine: each meeting and how far it has come."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, select

from bot.facts.records import CycleRow
from bot.store.rows import Lock, change, insert_if_absent, need_row
from bot.store.tables import cycle
from bot.store.unit import Work
from domain.stocktake import CycleState

CYCLE: Final = frozenset({"cycle"})
_CALLED_OFF: Final = (CycleState.POSTPONED.value, CycleState.CANCELLED.value)
_NOT_UNDER_WAY: Final = (CycleState.PLANNED.value, CycleState.CLOSED.value, *_CALLED_OFF)

_c: Final = cycle.c
_OF_ROUTINE: Final = select(cycle).where(_c.routine_key == bindparam("routine"))
_IN_ORDER: Final = _OF_ROUTINE.order_by(_c.meeting_on)
_LATEST: Final = _OF_ROUTINE.order_by(_c.meeting_on.desc()).limit(1)
_BY_MEETING: Final = _OF_ROUTINE.where(_c.meeting_on == bindparam("day"))
_PLANNED: Final = _IN_ORDER.where(_c.state == CycleState.PLANNED.value)
_UNDER_WAY: Final = _LATEST.where(_c.state.not_in(_NOT_UNDER_WAY))
_BEFORE: Final = _LATEST.where(_c.state.not_in(_CALLED_OFF), _c.meeting_on < bindparam("day"))
_OFF: Final = select(_c.planned_on).where(_c.routine_key == bindparam("routine"), _c.state.in_(_CALLED_OFF))


def get(work: Work, cycle_id: int) -> CycleRow:
    """Raises NotHere."""
    return work.known(_key(cycle_id), CYCLE, lambda: _cycle(need_row(work, cycle.c.id, cycle_id, "cycle")))


def by_meeting(work: Work, routine_key: str, meeting_on: date) -> CycleRow | None:
    return _first(work, "on", _BY_MEETING, routine=routine_key, day=meeting_on)


def of_routine(work: Work, routine_key: str) -> list[CycleRow]:
    """In the order of their meetings."""
    return list(_all(work, "every", _IN_ORDER, routine_key))


def ids(work: Work) -> list[int]:
    """Of all there ever were."""
    return list(work.conn.execute(select(cycle.c.id).order_by(cycle.c.id)).scalars())


def ensure(work: Work, routine_key: str, meeting_on: date) -> CycleRow:
    """The cycle of this meeting, planned now if nobody has."""
    there = by_meeting(work, routine_key, meeting_on)
    if there is not None:
        return there
    planned = CycleState.PLANNED.value
    days = {"meeting_on": meeting_on, "planned_on": meeting_on, "set_at": work.now}
    insert_if_absent(work, cycle, routine_key=routine_key, **days, state=planned, moves=0)
    found = by_meeting(work, routine_key, meeting_on)
    assert found is not None, "it is there now"
    return found


def current(work: Work, routine_key: str) -> CycleRow | None:
    """The latest that is under way; when none is, the next one planned."""
    under_way = _first(work, "under way", _UNDER_WAY, routine=routine_key)
    return under_way or next(iter(_planned(work, routine_key)), None)


def next_planned(work: Work, routine_key: str, after: date) -> CycleRow | None:
    """The next one that waits for its first step, with its meeting after this day."""
    return next((one for one in _planned(work, routine_key) if one.meeting_on > after), None)


def called_off(work: Work, routine_key: str) -> frozenset[date]:
    """The days of stocktakes that were called off: none is planned there by itself again."""

    def read() -> frozenset[date]:
        return frozenset(work.conn.execute(_OFF, {"routine": routine_key}).scalars())

    return work.known(("called off", routine_key), CYCLE, read)


def before(work: Work, later: CycleRow) -> CycleRow | None:
    """The one that met, or was to meet, before it; called-off ones are passed over."""
    return _first(work, "before", _BEFORE, routine=later.routine_key, day=later.meeting_on)


def set_state(work: Work, cycle_id: int, state: CycleState) -> None:
    change(work, cycle.c.id, cycle_id, state=state.value)


def update_row(work: Work, cycle_id: int, **columns: Any) -> None:
    """Columns are those of `cycle`; a state is given as a CycleState."""
    values = {name: value.value if isinstance(value, CycleState) else value for name, value in columns.items()}
    change(work, cycle.c.id, cycle_id, **values)


def freeze(work: Work, cycle_id: int, state: CycleState, at: datetime) -> None:
    """`at` is the cut-off of its data: what was submitted later does not count in its summaries."""
    change(work, cycle.c.id, cycle_id, state=state.value, frozen_at=at)


def lock(work: Work, cycle_id: int, how: Lock = "update") -> CycleRow:
    """Hold the cycle as it is until the transaction ends: shared by readers, or alone to change it.

    On SQLite the one writer holds everything. Raises NotHere.
    """
    # seen before it was held, it may have changed since
    return work.learn(_key(cycle_id), CYCLE, _cycle(need_row(work, cycle.c.id, cycle_id, "cycle", how)))


def _key(cycle_id: int) -> tuple[str, ...]:
    return ("cycle", str(cycle_id))


def _planned(work: Work, routine_key: str) -> tuple[CycleRow, ...]:
    """Those that wait for their first step, in the order of their meetings."""
    return _all(work, "planned", _PLANNED, routine_key)


def _all(work: Work, which: str, query: Select[Any], routine_key: str) -> tuple[CycleRow, ...]:
    """`which` names the query among what is known."""

    def read() -> tuple[CycleRow, ...]:
        return tuple(_cycle(row) for row in work.conn.execute(query, {"routine": routine_key}).mappings())

    return work.known(("cycles", which, routine_key), CYCLE, read)


def _first(work: Work, which: str, query: Select[Any], **asked: str | date) -> CycleRow | None:
    def read() -> CycleRow | None:
        row = work.conn.execute(query, asked).mappings().first()
        return None if row is None else _cycle(row)

    return work.known(("cycle", which, *(str(one) for one in asked.values())), CYCLE, read)


def _cycle(row: RowMapping) -> CycleRow:
    return CycleRow(**{**row, "state": CycleState(row["state"])})
