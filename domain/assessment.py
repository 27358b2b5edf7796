"""Likelihood of delivery: judged, in four colours that are also words, with no middle (DOMAIN 4)."""

from enum import StrEnum


class Likelihood(StrEnum):
    GREEN = "green"
    AMBER_GREEN = "amber-green"
    AMBER_RED = "amber-red"
    RED = "red"

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


def steps(one: Likelihood, other: Likelihood) -> int:
    """How many steps lie between two judgements; two or more ask for a reason."""
    order = list(Likelihood)
    return abs(order.index(one) - order.index(other))
