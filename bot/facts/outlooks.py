"""How likely a target is, from past figures alone and with the owner's word; and how a person's forecasts came out."""

from dataclasses import dataclass
from decimal import Decimal

from domain.assessment import Likelihood
from domain.forecast import Nearer, Score
from domain.outlook_said import Outlook
from domain.period import Period
from domain.priority import Target


@dataclass(frozen=True)
class OutlookFacts:
    """The outlook for a target still ahead, as it is told: corrected once enough of its chances are known.

    `owner` is the owner's own chance of this cycle, 0 to 1, and `blend` both together, weighed by their record.
    """

    target: Target
    outlook: Outlook
    owner: float | None = None
    blend: float | None = None


@dataclass(frozen=True)
class SaidFacts:
    """What an owner expects, read back: their word, the chance of `target` (0 to 1), the value of `period`."""

    likelihood: Likelihood | None = None
    chance: float | None = None
    target: Target | None = None
    value: Decimal | None = None
    period: Period | None = None


@dataclass(frozen=True)
class RecordFacts:
    """Somebody's stated forecasts, for that person; or everybody's, for staff, where enough people have some.

    `waiting` is how many are not known yet, `model` what past figures alone scored on the same chances, and `dates`
    the chances that milestones keep theirs.
    """

    waiting: int
    values: Nearer | None = None
    chances: Score | None = None
    model: Score | None = None
    dates: Score | None = None

    @property
    def known(self) -> bool:
        return any(one is not None for one in (self.values, self.chances, self.dates))
