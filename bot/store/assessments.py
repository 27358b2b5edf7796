"""Judged likelihoods: the owner's and the unit's, side by side."""

from functools import cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, insert, select

from bot.facts.records import AssessmentRow
from bot.store.tables import assessment, cycle
from bot.store.unit import Work
from domain.assessment import NOT_JUDGED, Challenge, Likelihood, Quality, Rubric, Stage

ASSESSMENT: Final = frozenset({"assessment"})
CYCLE: Final = frozenset({"cycle"})
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
    explains: str = "",
    rubric: Rubric = NOT_JUDGED,
) -> int:
    """Its id. `capacity` is owner or unit; a later judgement stands beside this one and counts instead."""
    values = {
        "priority_key": priority_key,
        "cycle_id": cycle_id,
        "capacity": capacity,
        "likelihood": likelihood.value,
        "reason": reason,
        "explains": explains,
        "challenge": rubric.challenge.value if rubric.challenge else None,
        "planning": rubric.planning.value if rubric.planning else None,
        "drive": rubric.capacity.value if rubric.capacity else None,
        "stage": rubric.stage.value if rubric.stage else None,
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
    asked = {"cycle": cycle_id, "before": before_cycle}
    given = {name: value for name, value in asked.items() if value is not None}
    query = _latest(of_cycle=cycle_id is not None, before=before_cycle is not None)

    def read() -> dict[tuple[str, str], AssessmentRow]:
        rows = [_assessment(dict(row)) for row in work.conn.execute(query, given).mappings()]
        return {(row.priority_key, row.capacity): row for row in rows}

    key = ("assessments", *(f"{name}={value}" for name, value in given.items()))
    tables = ASSESSMENT if before_cycle is None else ASSESSMENT | CYCLE
    return work.known(key, tables, read).get((priority_key, capacity))


@cache
def _latest(*, of_cycle: bool, before: bool) -> Select[Any]:
    """Of each priority in each capacity."""
    c = assessment.c
    last = select(func.max(c.id)).group_by(c.priority_key, c.capacity)
    if of_cycle:
        last = last.where(c.cycle_id == bindparam("cycle"))
    if before:
        meeting = select(cycle.c.meeting_on).where(cycle.c.id == bindparam("before")).scalar_subquery()
        last = last.where(c.cycle_id.in_(select(cycle.c.id).where(cycle.c.meeting_on < meeting)))
    return select(assessment).where(c.id.in_(last))


def _assessment(row: dict[str, Any]) -> AssessmentRow:
    rubric = Rubric(
        challenge=Challenge(found) if (found := row.pop("challenge")) else None,
        planning=Quality(found) if (found := row.pop("planning")) else None,
        capacity=Quality(found) if (found := row.pop("drive")) else None,
        stage=Stage(found) if (found := row.pop("stage")) else None,
    )
    return AssessmentRow(**{**row, "likelihood": Likelihood(row["likelihood"]), "rubric": rubric})
