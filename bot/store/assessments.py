"""Judged likelihoods: the owner's and the unit's, side by side."""

from typing import Final

from sqlalchemy import insert, select

from bot.facts.records import AssessmentRow
from bot.store.tables import assessment, cycle
from bot.store.unit import Work
from domain.assessment import Likelihood

OWNER: Final = "owner"
UNIT: Final = "unit"


def add(
    work: Work,
    *,
    priority_key: str,
    cycle_id: int,
    capacity: str,
    likelihood: Likelihood,
    reason: str,
    judged_by: str,
) -> int:
    """Its id. `capacity` is owner or unit; a later judgement stands beside this one and counts instead."""
    values = {
        "priority_key": priority_key,
        "cycle_id": cycle_id,
        "capacity": capacity,
        "likelihood": likelihood.value,
        "reason": reason,
        "judged_by": judged_by,
        "judged_at": work.now,
    }
    statement = insert(assessment).values(values).returning(assessment.c.id)
    return int(work.conn.execute(statement).scalar_one())


def latest(
    work: Work,
    priority_key: str,
    capacity: str,
    *,
    cycle_id: int | None = None,
    before_cycle: int | None = None,
) -> AssessmentRow | None:
    """The last judgement: of this cycle, or of the cycles that met before that one."""
    c = assessment.c
    query = select(assessment).where(c.priority_key == priority_key, c.capacity == capacity)
    if cycle_id is not None:
        query = query.where(c.cycle_id == cycle_id)
    if before_cycle is not None:
        meeting = select(cycle.c.meeting_on).where(cycle.c.id == before_cycle).scalar_subquery()
        earlier = select(cycle.c.id).where(cycle.c.meeting_on < meeting)
        query = query.where(c.cycle_id.in_(earlier))
    row = work.conn.execute(query.order_by(c.id.desc()).limit(1)).mappings().first()
    if row is None:
        return None
    return AssessmentRow(**{**row, "likelihood": Likelihood(row["likelihood"])})
