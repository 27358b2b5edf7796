"""A chance for the brief from two: what past figures give and what the owner says, weighed by the owner's record.

The two are put together in log odds (READINGS 3).
"""

from math import log, tanh
from typing import Final

from domain.outlook import LEAST, MOST
from domain.series import share, whole

FIRST_WEIGHT: Final = 0.3  # of the owner's word, until there is a record
RECORD: Final = 10  # resolved forecasts that make a record
MOST_WEIGHT: Final = 0.6


def weight(resolved: int, owner_brier: float | None = None, model_brier: float | None = None) -> float:
    """The owner's weight, 0 to 0.6: by how many of their forecasts have resolved, and how much better they were.

    The Brier scores are over the same questions; an owner no better than past figures has no weight of their own.
    Raises Unreadable for a score that is none.
    """
    count = whole(resolved, "The number of forecasts")
    if count < RECORD or owner_brier is None or model_brier is None:
        return FIRST_WEIGHT
    owner, model = share(owner_brier, "The owner's score"), share(model_brier, "The model's score")
    better = max(0.0, 1 - owner / model) if model > 0 else 0.0
    return min(0.5 * (count / (count + 20)) * better, MOST_WEIGHT)


def blend(model: float, owner: float, owner_weight: float) -> float:
    """logit p = (1 - w) logit p_model + w logit p_owner; both chances are held to 0.01 and 0.99 first.

    Raises Unreadable for what is no chance, and for a weight that is not between 0 and 1.
    """
    part = share(owner_weight, "The weight")
    return sigmoid((1 - part) * logit(model) + part * logit(owner))


def logit(chance: float) -> float:
    """Of a chance held to 0.01 and 0.99. Raises Unreadable for what is no chance."""
    held = min(max(share(chance, "The chance"), LEAST), MOST)
    return log(held / (1 - held))


def sigmoid(odds: float) -> float:
    """The chance of log odds."""
    return (1 + tanh(odds / 2)) / 2  # 1 / (1 + exp(-odds)), which overflows
