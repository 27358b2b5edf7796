"""What `/stocktake status` says of a priority beyond its status, as far as this reader may know."""

from dataclasses import dataclass

from bot.facts.agreements import EarlierFacts
from bot.facts.outlooks import OutlookFacts
from bot.facts.problems import ProblemFacts
from bot.facts.subgroups import SubgroupFacts
from domain.assessment import Likelihood
from domain.definition import DefinitionBreak
from domain.pace import Pace
from domain.priority import Observation, Target
from domain.reading import SignalReading


@dataclass(frozen=True)
class StatusMore:
    """`likelihood` is the unit's; the rest is told where one priority is asked for.

    What would lead an owner before their own word, the rating of a stocktake to come and the outlook, is for the unit
    until the summary is out.
    """

    final: bool = True
    likelihood: Likelihood | None = None
    signal: SignalReading | None = None
    target: Target | None = None  # the final one
    pace: Pace | None = None
    outlook: OutlookFacts | None = None
    earlier: tuple[EarlierFacts, ...] = ()
    broken: DefinitionBreak | None = None
    subgroups: SubgroupFacts | None = None
    together: Observation | None = None  # of the longer period that is over with this one
    problems: tuple[ProblemFacts, ...] = ()
