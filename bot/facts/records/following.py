"""What is followed until it is closed: actions and why there are none, milestones, problems, help that is wanted."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.action import ActionKind, ActionState
from domain.milestone import MilestoneState
from domain.problem import Cause, Problem, Proposal


@dataclass(frozen=True)
class HelpRow:
    """What an owner needs (`request_id`), or what a reader of a summary asks (`summary_id`), or both empty.

    `outcome` is what staff made of it: ask, action, answered; None while they have not.
    """

    id: int
    request_id: int | None
    summary_id: int | None
    priority_key: str | None
    what: str
    from_whom: str
    by_when: date | None
    wanted_by: str
    wanted_at: datetime
    receipt: str | None
    outcome: str | None
    settled_by: str | None
    reply: str | None

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"help:{self.id}"


@dataclass(frozen=True)
class MilestoneRow:
    """A dated event of a priority. `original_due_on` is never moved."""

    id: int
    priority_key: str
    text: str
    owner_id: str
    due_on: date
    original_due_on: date
    state: MilestoneState
    note: str
    told_by: str | None
    told_at: datetime | None

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"milestone:{self.id}"


@dataclass(frozen=True)
class ProblemRow:
    """A problem as it stands; `rule` is empty when staff raised it, `about` what the rule speaks of."""

    id: int
    priority_key: str
    cycle_id: int
    rule: str
    about: str
    problem: Problem
    changed_by: str | None
    changed_at: datetime

    @property
    def label(self) -> str:
        """What people call it."""
        return f"P-{self.id}"

    @property
    def subject(self) -> str:
        """How messages and the audit name it."""
        return f"problem:{self.id}"

    @property
    def proposal(self) -> Proposal | None:
        """The rule's, if one proposed it."""
        return Proposal(Cause(self.rule), self.about) if self.rule else None


@dataclass(frozen=True)
class ActionRow:
    """An agreed action, or an ask that staff accepted.

    `original_due_on` is never moved; `proposed_due_on` waits for staff to decide.
    """

    id: int
    priority_key: str
    cycle_id: int
    kind: ActionKind
    text: str
    moves_number: str
    owner_id: str
    state: ActionState
    due_on: date
    original_due_on: date
    proposed_due_on: date | None
    slips: int
    closure_test: str
    evidence: str
    created_by: str
    created_at: datetime
    offered_at: datetime | None
    claimed_at: datetime | None
    closed_at: datetime | None
    reason: str | None
    blocked_by: str | None = None
    blocked_until: date | None = None

    @property
    def label(self) -> str:
        """What people call it: "A-21"."""
        return f"A-{self.id}"

    @property
    def subject(self) -> str:
        """How messages, due rows and the audit name it."""
        return f"action:{self.id}"


@dataclass(frozen=True)
class NoActionRow:
    """Why a priority that needs an action has none in this cycle."""

    cycle_id: int
    priority_key: str
    because: str
    recorded_by: str
    recorded_at: datetime
