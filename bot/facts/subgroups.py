"""How the parts of a whole stand, beside the whole."""

from dataclasses import dataclass

from domain.subgroups import Spread
from domain.target import Target


@dataclass(frozen=True)
class SubgroupFacts:
    """`called` is what the parts are ("hospitals"), `target` what they are held against.

    `missing` is how many of them have no figure in this period, `hidden` how many miss a target that the whole meets.
    """

    called: str
    target: Target
    spread: Spread
    missing: int = 0
    hidden: int = 0
