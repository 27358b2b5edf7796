"""Problems, as staff see them."""

from dataclasses import dataclass
from datetime import date

from domain.problem import Level, State


@dataclass(frozen=True)
class ProblemFacts:
    """One problem as it stands. `worked` are labels of resolved ones like it, and what worked there."""

    problem_id: int
    label: str
    priority_key: str
    title: str
    level: Level
    state: State
    reason: str
    cause: str
    entered_on: date
    lead_id: str | None
    exit_criteria: str
    exit_note: str
    left_on: date | None
    decided_by: str | None
    worked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ProposedFacts:
    """What the rules propose, for staff to decide on one by one."""

    meeting_on: date
    rows: tuple[ProblemFacts, ...]


@dataclass(frozen=True)
class RaiseFacts:
    """A problem that is being raised: `problem` is the proposal, or None where staff raise it by hand."""

    cycle_id: int
    priority_key: str
    title: str
    problem: ProblemFacts | None = None
