"""Likelihood of delivery and what it rests on: judged, with a reason, by somebody on a day (DOMAIN 3 and 4).

Likelihood has four colours that are also words, and no middle. The rubric beside it says why: how hard the priority
is, how good its planning, how much capacity drives it, how far it has come. The colour is judged from these, not
computed: an easy priority without capacity fails, a hard one well led may not.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

from domain.errors import Refused


class Likelihood(StrEnum):
    GREEN = "green"
    AMBER_GREEN = "amber-green"
    AMBER_RED = "amber-red"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for green to 3 for red."""
        return list(Likelihood).index(self)

    @property
    def in_doubt(self) -> bool:
        """Amber-red or red."""
        return self.rank >= Likelihood.AMBER_RED.rank

    @property
    def meaning(self) -> str:
        """The colour in a few words."""
        return {
            Likelihood.GREEN: "highly likely",
            Likelihood.AMBER_GREEN: "probable",
            Likelihood.AMBER_RED: "in doubt",
            Likelihood.RED: "not deliverable as things stand",
        }[self]

    @property
    def needs(self) -> str:
        """What the colour asks for."""
        return {
            Likelihood.GREEN: "no more than the usual attention",
            Likelihood.AMBER_GREEN: "constant attention",
            Likelihood.AMBER_RED: "substantial attention, some of it urgent",
            Likelihood.RED: "decisive action",
        }[self]


class Challenge(StrEnum):
    """How hard the priority is to deliver, whoever delivers it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


class Quality(StrEnum):
    """How good one side of the delivery is; four points, no middle."""

    GOOD = "good"
    MOSTLY_GOOD = "mostly good"
    MIXED = "mixed"
    POOR = "poor"


class Stage(IntEnum):
    """How far a priority has come, from a policy to progress that does not need the unit."""

    POLICY_DEVELOPMENT = 1
    IMPLEMENTATION = 2
    EMBEDDING_CHANGE = 3
    IRREVERSIBLE_PROGRESS = 4

    @property
    def words(self) -> str:
        return self.name.replace("_", " ").lower()


@dataclass(frozen=True)
class Rubric:
    """What a likelihood rests on; what was not judged is None."""

    challenge: Challenge | None = None
    planning: Quality | None = None  # of planning, implementation and performance management
    capacity: Quality | None = None  # to drive progress
    stage: Stage | None = None

    @property
    def words(self) -> str:
        """ "challenge high; planning mixed; capacity good; stage 2, implementation", without what was not judged."""
        said = [
            f"challenge {self.challenge}" if self.challenge else "",
            f"planning {self.planning}" if self.planning else "",
            f"capacity {self.capacity}" if self.capacity else "",
            f"stage {self.stage.value}, {self.stage.words}" if self.stage else "",
        ]
        return "; ".join(filter(None, said))


NOT_JUDGED: Final = Rubric()
"""Nothing but the colour."""


@dataclass(frozen=True)
class Assessment:
    """One judgement. Never changed: another one stands beside it and counts instead."""

    priority: str
    likelihood: Likelihood
    reason: str
    judged_by: str
    judged_at: datetime
    rubric: Rubric = NOT_JUDGED

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Refused("reason", "A rating needs its reason.", "One sentence is enough.")


def steps(one: Likelihood, other: Likelihood) -> int:
    """How many steps lie between two judgements; two or more ask for a reason."""
    return abs(one.rank - other.rank)
