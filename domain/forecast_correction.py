"""The model's own correction, once enough of its chances have resolved: what was said too boldly is said less so.

A straight line in log odds with a prior that nothing needs correcting (READINGS 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, isfinite, log1p
from typing import Final

from domain.forecast_blend import logit, sigmoid
from domain.outlook import LEAST, MOST
from domain.series import Unreadable

ENOUGH: Final = 30  # resolved chances of the model, before it is corrected
PRIOR: Final = (0.0, 1.0)  # of the correction: none
PRIOR_SPREAD: Final = 0.3
MOST_STEPS: Final = 50
CLOSE: Final = 1e-12  # a step that moves nothing any more


@dataclass(frozen=True)
class Correction:
    """What is said becomes sigmoid(a + b logit p); a = 0 and b = 1 change nothing. Raises Unreadable for no numbers."""

    a: float = PRIOR[0]
    b: float = PRIOR[1]

    def __post_init__(self) -> None:
        if not (isfinite(self.a) and isfinite(self.b)):
            raise Unreadable(f"A correction is made of two numbers, not of {self.a} and {self.b}.")

    def __call__(self, chance: float) -> float:
        return min(max(sigmoid(self.a + self.b * logit(chance)), LEAST), MOST)


def recalibrated(resolved: Sequence[tuple[float, bool]]) -> Correction:
    """From chances said and whether they came; none below 30. Raises Unreadable for what is no chance.

    The most probable a and b, by Newton's method, under independent normal priors around no correction with a
    standard deviation of 0.3. The posterior is log-concave, so it has one maximum; a step that would lead below where
    it began, as where every sure word was wrong, is halved until it does not.
    """
    if len(resolved) < ENOUGH:
        return Correction()
    points = [(logit(chance), came) for chance, came in resolved]
    a, b = PRIOR
    for _ in range(MOST_STEPS):
        step_a, step_b = _newton(points, a, b)
        if max(abs(step_a), abs(step_b)) < CLOSE:
            break
        part = _uphill(points, a, b, step_a, step_b)
        a, b = a + part * step_a, b + part * step_b
    return Correction(a, b)


def _uphill(points: Sequence[tuple[float, bool]], a: float, b: float, step_a: float, step_b: float) -> float:
    """The part of a step that does not lead down: 1, or a half, or a quarter ..., or nothing."""
    here, part = _log_posterior(points, a, b), 1.0
    while _log_posterior(points, a + part * step_a, b + part * step_b) < here:
        part /= 2
        if part < CLOSE:
            return 0.0
    return part


def _log_posterior(points: Sequence[tuple[float, bool]], a: float, b: float) -> float:
    """Up to a constant."""
    prior = ((a - PRIOR[0]) ** 2 + (b - PRIOR[1]) ** 2) / (2 * PRIOR_SPREAD**2)
    wrong = [-(a + b * odds) if came else a + b * odds for odds, came in points]
    return -prior - fsum(max(one, 0.0) + log1p(exp(-abs(one))) for one in wrong)


def _newton(points: Sequence[tuple[float, bool]], a: float, b: float) -> tuple[float, float]:
    """One step: the inverse of the curvature times the slope of the log posterior."""
    tight = 1 / PRIOR_SPREAD**2
    slope_a, slope_b = -(a - PRIOR[0]) * tight, -(b - PRIOR[1]) * tight
    aa, ab, bb = tight, 0.0, tight
    for odds, came in points:
        chance = sigmoid(a + b * odds)
        slope_a += came - chance
        slope_b += (came - chance) * odds
        spread = chance * (1 - chance)
        aa, ab, bb = aa + spread, ab + spread * odds, bb + spread * odds * odds
    size = aa * bb - ab * ab
    return (bb * slope_a - ab * slope_b) / size, (aa * slope_b - ab * slope_a) / size
