"""Problems and each of their versions: nothing is changed, and nothing is deleted."""

from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, func, insert, select

from bot.facts.records import ProblemRow
from bot.store.rows import NotHere, need_row
from bot.store.tables import problem as table
from bot.store.tables import problem_version as version
from bot.store.unit import Work
from domain.problem import Level, Problem, Proposal, State

PROBLEM: Final = frozenset({"problem", "problem_version"})
_NEWEST: Final = select(func.max(version.c.id)).group_by(version.c.problem_id)
_EVERY: Final = (
    select(table, *(column for column in version.c if column.name != "id"))
    .join(version, version.c.problem_id == table.c.id)
    .where(version.c.id.in_(_NEWEST))
    .order_by(table.c.id)
)
_OF_PRIORITY: Final = _EVERY.where(table.c.priority_key == bindparam("priority"))


def add(
    work: Work, problem: Problem, *, cycle_id: int, proposal: Proposal | None, changed_by: str | None = None
) -> int:
    """Its id; the problem as it begins is its first version."""
    values = {
        "priority_key": problem.priority,
        "cycle_id": cycle_id,
        "rule": proposal.cause.value if proposal else "",
        "about": proposal.about if proposal else "",
        "entered_on": problem.entered_on,
    }
    problem_id = int(work.conn.execute(insert(table).values(values).returning(table.c.id)).scalar_one())
    change(work, problem_id, problem, changed_by)
    return problem_id


def change(work: Work, problem_id: int, problem: Problem, changed_by: str | None) -> None:
    """It stands so from now on; what it was stays below."""
    values = {
        "problem_id": problem_id,
        "level": problem.level.value,
        "state": problem.state.value,
        "reason": problem.reason,
        "cause": problem.cause,
        "lead_id": problem.lead,
        "exit_criteria": problem.exit_criteria,
        "exit_note": problem.exit_note,
        "left_on": problem.left_on,
        "changed_by": changed_by,
        "changed_at": work.now,
    }
    work.conn.execute(insert(version).values(values))


def get(work: Work, problem_id: int, *, lock: bool = False) -> ProblemRow:
    """With `lock` nobody else changes it until the transaction ends. Raises NotHere."""
    if lock:
        need_row(work, table.c.id, problem_id, "problem", "update")
    found = next((row for row in every(work) if row.id == problem_id), None)
    if found is None:
        raise NotHere("problem", problem_id)
    return found


def every(work: Work) -> list[ProblemRow]:
    """All there ever were, the oldest first."""
    return list(work.known(("problems",), PROBLEM, lambda: _rows(work, _EVERY)))


def of_priority(work: Work, priority_key: str) -> list[ProblemRow]:
    """The oldest first."""
    return _rows(work, _OF_PRIORITY, priority=priority_key)


def versions(work: Work, problem_id: int) -> int:
    """How often it was changed, its beginning included."""
    query = select(func.count()).where(version.c.problem_id == problem_id)
    return int(work.conn.execute(query).scalar_one())


def _rows(work: Work, query: Select[Any], **asked: int | str) -> list[ProblemRow]:
    return [_problem(row) for row in work.conn.execute(query, asked).mappings()]


def _problem(row: RowMapping) -> ProblemRow:
    entered: date = row["entered_on"]
    return ProblemRow(
        id=row["id"],
        priority_key=row["priority_key"],
        cycle_id=row["cycle_id"],
        rule=row["rule"],
        about=row["about"],
        problem=Problem(
            priority=row["priority_key"],
            level=Level(row["level"]),
            reason=row["reason"],
            entered_on=entered,
            state=State(row["state"]),
            cause=row["cause"],
            lead=row["lead_id"],
            exit_criteria=row["exit_criteria"],
            exit_note=row["exit_note"],
            left_on=row["left_on"],
        ),
        changed_by=row["changed_by"],
        changed_at=row["changed_at"],
    )
