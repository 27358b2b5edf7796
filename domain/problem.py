"""A problem of a priority: proposed by rule, decided by a person, never deleted (DOMAIN 3).

Four levels: watch, the unit helps, a priority review of six weeks, an intensive drive. What is entered keeps its
reason, and leaves with a note of what worked, so that the next problem like it can be shown what helped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from domain.assessment import Likelihood
from domain.errors import IllegalMove, Refused
from domain.status import Status

SLIPS: Final = 3  # new dates of one action that propose a problem
TWICE: Final = 2  # periods or cycles running


class Level(IntEnum):
    WATCH = 1
    UNIT_HELPS = 2
    PRIORITY_REVIEW = 3
    INTENSIVE_DRIVE = 4

    @property
    def words(self) -> str:
        return {1: "watch", 2: "the unit helps", 3: "priority review, six weeks", 4: "intensive drive"}[self.value]


class Cause(StrEnum):
    """The rule that proposes; one problem is kept for each cause of a priority at a time."""

    FAR_BEHIND = "far behind the trajectory"
    BEHIND_TWICE = "behind the trajectory twice running"
    RED = "rated red"
    AMBER_RED_TWICE = "rated amber-red twice running"
    TARGET_MISSED = "an interim target missed"
    MILESTONE_MISSED = "a milestone missed"
    NO_DATA_TWICE = "without data twice running"
    SLIPPED_ACTION = "an action moved for the third time"


LEVELS: Final = {
    Cause.FAR_BEHIND: Level.UNIT_HELPS,
    Cause.BEHIND_TWICE: Level.WATCH,
    Cause.RED: Level.PRIORITY_REVIEW,
    Cause.AMBER_RED_TWICE: Level.UNIT_HELPS,
    Cause.TARGET_MISSED: Level.WATCH,
    Cause.MILESTONE_MISSED: Level.WATCH,
    Cause.NO_DATA_TWICE: Level.WATCH,
    Cause.SLIPPED_ACTION: Level.UNIT_HELPS,
}
"""The level each rule proposes. The practice states it for the slipped action; the others grow with the likelihood."""


@dataclass(frozen=True)
class Evidence:
    """What is known of a priority at a stocktake, the newest last in each list.

    `missed` names interim targets, `milestones` those past their date and not done, `slips` the action and how often
    it was moved.
    """

    statuses: tuple[Status, ...] = ()
    likelihoods: tuple[Likelihood, ...] = ()
    missed: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    slips: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Proposal:
    cause: Cause
    about: str = ""

    @property
    def level(self) -> Level:
        return LEVELS[self.cause]

    @property
    def reason(self) -> str:
        """ "a milestone missed: Open ten centres"."""
        return f"{self.cause}: {self.about}" if self.about else self.cause.value


class State(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    SET_ASIDE = "set aside"  # proposed and not taken up, with the reason
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Problem:
    """One problem, as it stands; every change is a new version of it, and the old ones stay."""

    priority: str
    level: Level
    reason: str
    entered_on: date
    state: State = State.PROPOSED
    cause: str = ""  # what lies behind it, once somebody knows
    lead: str | None = None
    exit_criteria: str = ""
    exit_note: str = ""
    left_on: date | None = None


def propose(evidence: Evidence, open_already: Iterable[Proposal] = ()) -> tuple[Proposal, ...]:
    """What the rules propose, the gravest first; not what is proposed or open already."""
    known = set(open_already)
    found = [one for one in _proposals(evidence) if one not in known]
    return tuple(sorted(found, key=lambda one: -one.level))


def _proposals(evidence: Evidence) -> Iterator[Proposal]:
    yield from _of_status(evidence.statuses)
    yield from _of_likelihood(evidence.likelihoods)
    yield from (Proposal(Cause.TARGET_MISSED, one) for one in evidence.missed)
    yield from (Proposal(Cause.MILESTONE_MISSED, one) for one in evidence.milestones)
    yield from (Proposal(Cause.SLIPPED_ACTION, one) for one, times in evidence.slips if times >= SLIPS)


def _of_status(statuses: tuple[Status, ...]) -> Iterator[Proposal]:
    latest = statuses[-TWICE:]
    if statuses and statuses[-1] is Status.FAR_BEHIND:
        yield Proposal(Cause.FAR_BEHIND)
    elif len(latest) == TWICE and all(one in (Status.BEHIND, Status.FAR_BEHIND) for one in latest):
        yield Proposal(Cause.BEHIND_TWICE)
    if latest[-1:] == (Status.STALE,) or latest == (Status.NO_DATA,) * TWICE:
        yield Proposal(Cause.NO_DATA_TWICE)


def _of_likelihood(likelihoods: tuple[Likelihood, ...]) -> Iterator[Proposal]:
    latest = likelihoods[-TWICE:]
    if latest[-1:] == (Likelihood.RED,):
        yield Proposal(Cause.RED)
    elif len(latest) == TWICE and all(one.in_doubt for one in latest):
        yield Proposal(Cause.AMBER_RED_TWICE)


def take_up(problem: Problem, lead: str, exit_criteria: str, level: Level | None = None) -> Problem:
    """A person decides that it is one, at this level. Raises Refused without a lead or a way out, and IllegalMove."""
    _must_be(problem, State.PROPOSED, "take up")
    if not lead:
        raise Refused("lead", "A problem needs somebody who leads on it.", "Name one person.")
    _said(exit_criteria, "exit_criteria", "A problem needs a way out.", "Say when it is over: “on trajectory twice”.")
    return replace(problem, state=State.OPEN, lead=lead, exit_criteria=exit_criteria, level=level or problem.level)


def set_aside(problem: Problem, because: str, today: date) -> Problem:
    """A person decides that it is none. Raises Refused without a reason, and IllegalMove."""
    _must_be(problem, State.PROPOSED, "set aside")
    _said(because, "reason", "Setting a problem aside needs a reason.", "One sentence is enough.")
    return replace(problem, state=State.SET_ASIDE, exit_note=because, left_on=today)


def move_to(problem: Problem, level: Level, because: str) -> Problem:
    """Up or down the levels. Raises Refused without a reason or for the level it has, and IllegalMove."""
    _must_be(problem, State.OPEN, "move")
    _said(because, "reason", "Another level needs a reason.", "One sentence is enough.")
    if level is problem.level:
        raise Refused("level", f"It is at level {level.value} already, {level.words}.", "Choose another.")
    return replace(problem, level=level, reason=f"{problem.reason}; level {level.value}: {because}")


def hand_on(problem: Problem, lead: str) -> Problem:
    """Somebody else leads, since whoever did has left. Raises Refused without them, and IllegalMove."""
    _must_be(problem, State.OPEN, "hand on")
    if not lead:
        raise Refused("lead", "A problem needs somebody who leads on it.", "Name one person.")
    return replace(problem, lead=lead)


def resolve(problem: Problem, what_worked: str, today: date) -> Problem:
    """It is over; what worked is kept for the next one like it. Raises Refused without it, and IllegalMove."""
    _must_be(problem, State.OPEN, "resolve")
    _said(what_worked, "exit_note", "A problem leaves with a note.", "Say what worked, for the next one like it.")
    return replace(problem, state=State.RESOLVED, exit_note=what_worked, left_on=today)


def _must_be(problem: Problem, state: State, step: str) -> None:
    if problem.state is not state:
        raise IllegalMove("problem", problem.state.value, step, early=problem.state is State.PROPOSED)


def _said(text: str, field: str, wrong: str, mend: str) -> None:
    if not text.strip():
        raise Refused(field, wrong, mend)
