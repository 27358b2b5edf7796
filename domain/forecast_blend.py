"""A chance for the brief from two: what past figures give and what the owner says, weighed by the owner's record.

And the model's own correction, once enough of its chances have resolved (READINGS 3). Both work on log odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from domain.outlook import LEAST, MOST
from domain.series import Unreadable, number

FIRST_WEIGHT: Final = 0.3  # of the owner's word, until there is a record
RECORD: Final = 10  # resolved forecasts that make a record
MOST_WEIGHT: Final = 0.6
ENOUGH: Final = 30  # resolved chances of the model, before it is corrected
PRIOR: Final = (0.0, 1.0)  # of the correction: none
PRIOR_SPREAD: Final = 0.3


def weight(resolved: int, owner_brier: float | None = None, model_brier: float | None = None) -> float:
    """The owner's weight, 0 to 0.6: by how many of their forecasts have resolved, and how much better they were.

    The Brier scores are over the same questions; an owner no better than past figures has no weight of their own.
    """
    if resolved < RECORD or owner_brier is None or model_brier is None:
        return FIRST_WEIGHT
    better = max(0.0, 1 - owner_brier / model_brier) if model_brier > 0 else 0.0
    return min(0.5 * resolved / (resolved + 20) * better, MOST_WEIGHT)


def blend(model: float, owner: float, owner_weight: float) -> float:
    """logit p = (1 - w) logit p_model + w logit p_owner; both chances are held to 0.01 and 0.99 first."""
    return _sigmoid((1 - owner_weight) * _logit(model) + owner_weight * _logit(owner))


@dataclass(frozen=True)
class Correction:
    """What is said becomes sigmoid(a + b logit p); a = 0 and b = 1 change nothing."""

    a: float = PRIOR[0]
    b: float = PRIOR[1]

    def __call__(self, chance: float) -> float:
        return min(max(_sigmoid(self.a + self.b * _logit(chance)), LEAST), MOST)


def recalibrated(resolved: Sequence[tuple[float, bool]]) -> Correction:
    """From chances said and whether they came; none below 30.

    The most probable a and b, by Newton's method, under independent normal priors around no correction with a
    standard deviation of 0.3. The posterior is log-concave, so it has one maximum.
    """
    if len(resolved) < ENOUGH:
        return Correction()
    points = [(_logit(chance), came) for chance, came in resolved]
    a, b = PRIOR
    for _ in range(50):
        step_a, step_b = _newton(points, a, b)
        a, b = a + step_a, b + step_b
        if max(abs(step_a), abs(step_b)) < 1e-12:
            break
    return Correction(a, b)


def _newton(points: Sequence[tuple[float, bool]], a: float, b: float) -> tuple[float, float]:
    """One step: the inverse of the curvature times the slope of the log posterior."""
    tight = 1 / PRIOR_SPREAD**2
    slope_a, slope_b = -(a - PRIOR[0]) * tight, -(b - PRIOR[1]) * tight
    aa, ab, bb = tight, 0.0, tight
    for odds, came in points:
        chance = _sigmoid(a + b * odds)
        slope_a += came - chance
        slope_b += (came - chance) * odds
        spread = chance * (1 - chance)
        aa, ab, bb = aa + spread, ab + spread * odds, bb + spread * odds * odds
    size = aa * bb - ab * ab
    return (bb * slope_a - ab * slope_b) / size, (aa * slope_b - ab * slope_a) / size


def _logit(chance: float) -> float:
    """Of a chance held to 0.01 and 0.99. Raises Unreadable for what is no chance."""
    found = number(chance, "The chance")
    if not 0 <= found <= 1:
        raise Unreadable(f"A chance lies between 0 and 1; this is {found:g}.")
    held = min(max(found, LEAST), MOST)
    return log(held / (1 - held))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + exp(-odds))
