"""The plain forecasts that an outlook is held against: the last value with its walk, and a straight line."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import NormalDist, fmean


def walk(values: Sequence[float], ahead: int) -> NormalDist:
    """Random walk: the last value, spread by the root mean square move times the root of the distance."""
    moves = [later - one for one, later in pairwise(values)]
    return NormalDist(values[-1], _some(sqrt(fmean(move * move for move in moves) * ahead)))


def line(values: Sequence[float], ahead: int) -> NormalDist:
    """Least squares through all values, drawn on, with the prediction error of that line."""
    count = len(values)
    middle, mean = (count - 1) / 2, fmean(values)
    width = sum((at - middle) ** 2 for at in range(count))
    slope = sum((at - middle) * (value - mean) for at, value in enumerate(values)) / width
    rest = sum((value - mean - slope * (at - middle)) ** 2 for at, value in enumerate(values)) / (count - 2)
    far = count - 1 + ahead - middle
    return NormalDist(mean + slope * far, _some(sqrt(rest * (1 + 1 / count + far * far / width))))


def _some(deviation: float) -> float:
    """A series that never moved is not sure beyond all doubt."""
    return max(deviation, 1e-9)
