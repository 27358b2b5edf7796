"""Routines: who meets when, with which lead times, over which priorities."""

from dataclasses import asdict
from datetime import time
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, delete, select

from bot.facts.records import RoutineRow
from bot.store import tables
from bot.store.recurrences import rule_as_json, rule_of
from bot.store.rows import NotHere, insert_if_absent, put
from bot.store.unit import Work
from domain.stocktake import LeadTimes

_KEPT_IN: Final = frozenset({"routine", "routine_priority"})
_ROUTINES: Final = select(tables.routine).order_by(tables.routine.c.key)
_COVERED: Final = select(tables.routine_priority.c.routine_key, tables.routine_priority.c.priority_key).order_by(
    tables.routine_priority.c.priority_key
)


def routines(work: Work) -> list[RoutineRow]:
    """In the order of their keys."""
    return list(_routines(work).values())


def _routines(work: Work) -> dict[str, RoutineRow]:
    def read() -> dict[str, RoutineRow]:
        rows = work.conn.execute(_ROUTINES).mappings().all()
        return {row["key"]: _routine(work, row) for row in rows}

    return work.known(("routines",), _KEPT_IN, read)


def routine(work: Work, key: str) -> RoutineRow:
    """Raises NotHere."""
    found = _routines(work).get(key)
    if found is None:
        raise NotHere("routine", key)
    return found


def priorities_of(work: Work, routine_key: str) -> tuple[str, ...]:
    """The keys of the priorities that a routine covers, in order."""

    def read() -> dict[str, tuple[str, ...]]:
        rows = work.conn.execute(_COVERED).all()
        return {key: tuple(one.priority_key for one in rows if one.routine_key == key) for key, _ in rows}

    return work.known(("covers",), _KEPT_IN, read).get(routine_key, ())


def save_routine(work: Work, row: RoutineRow) -> None:
    """With the priorities it covers, which take the place of those it covered."""
    values = {
        "key": row.key,
        "name": row.name,
        "principal_id": row.principal_id,
        "chair_id": row.chair_id,
        "lead_times": asdict(row.lead),
        "cadence": rule_as_json(row.cadence),
        "wall_time": f"{row.wall_time:%H:%M}",
        "zone": row.zone.key,
        "channel": row.channel,
    }
    put(work, tables.routine, values)
    covered = tables.routine_priority
    work.conn.execute(delete(covered).where(covered.c.routine_key == row.key))
    for priority_key in row.priority_keys:
        insert_if_absent(work, covered, routine_key=row.key, priority_key=priority_key)


def _routine(work: Work, row: RowMapping) -> RoutineRow:
    return RoutineRow(
        key=row["key"],
        name=row["name"],
        principal_id=row["principal_id"],
        chair_id=row["chair_id"],
        lead=LeadTimes(**row["lead_times"]),
        cadence=rule_of(row["cadence"]),
        wall_time=time.fromisoformat(row["wall_time"]),
        zone=ZoneInfo(row["zone"]),
        priority_keys=priorities_of(work, row["key"]),
        channel=row["channel"],
    )
