"""Milestones: dated events of a priority."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, select
from sqlalchemy import update as change

from bot.facts.records import MilestoneRow
from bot.store.rows import insert_if_absent, need_row
from bot.store.tables import milestone
from bot.store.unit import Work
from domain.milestone import MilestoneState

MILESTONE: Final = frozenset({"milestone"})
_EARLIEST_FIRST: Final = select(milestone).order_by(milestone.c.due_on, milestone.c.id)
_OF_OWNER: Final = _EARLIEST_FIRST.where(milestone.c.owner_id == bindparam("owner"))
_OF_PRIORITIES: Final = _EARLIEST_FIRST.where(milestone.c.priority_key.in_(bindparam("priorities", expanding=True)))


def ensure(work: Work, *, priority_key: str, text: str, owner_id: str, due_on: date) -> None:
    """Put it down once; one that is there is left as its owner reported it."""
    insert_if_absent(
        work,
        milestone,
        priority_key=priority_key,
        text=text,
        owner_id=owner_id,
        due_on=due_on,
        original_due_on=due_on,
        state=MilestoneState.DUE.value,
        note="",
    )


def get(work: Work, milestone_id: int, *, lock: bool = False) -> MilestoneRow:
    """With `lock` nobody else changes it until the transaction ends. Raises NotHere."""
    return _milestone(need_row(work, milestone.c.id, milestone_id, "milestone", "update" if lock else None))


def of_owner(work: Work, owner_id: str) -> list[MilestoneRow]:
    """The earliest due first."""
    return list(work.known(("milestones of", owner_id), MILESTONE, lambda: _rows(work, _OF_OWNER, owner=owner_id)))


def of_priority(work: Work, priority_key: str) -> list[MilestoneRow]:
    """The earliest due first."""
    return of_priorities(work, (priority_key,))


def of_priorities(work: Work, priority_keys: Collection[str]) -> list[MilestoneRow]:
    """The earliest due first."""
    keys = list(priority_keys)
    return list(work.known(("milestones", *keys), MILESTONE, lambda: _rows(work, _OF_PRIORITIES, priorities=keys)))


def update(work: Work, milestone_id: int, **columns: Any) -> None:
    """Columns are those of `milestone`; a state is given as a MilestoneState."""
    values = {name: value.value if isinstance(value, MilestoneState) else value for name, value in columns.items()}
    work.conn.execute(change(milestone).where(milestone.c.id == milestone_id).values(values))


def _rows(work: Work, query: Select[Any], **asked: str | list[str]) -> tuple[MilestoneRow, ...]:
    return tuple(_milestone(row) for row in work.conn.execute(query, asked).mappings())


def _milestone(row: RowMapping) -> MilestoneRow:
    return MilestoneRow(**{**row, "state": MilestoneState(row["state"])})
