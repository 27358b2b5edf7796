"""Questions with known answers: will this series reach that value so many periods ahead?

Either made here from the published figures, or read from a file: JSON lines, gzipped, each with `period`, `values`,
`pct` and a list `q` of questions with `h`, `target`, `hib` (higher is better), `hit` and `actual`.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import Final

from benchmarks.readings.published import Published, published

DISTANCES: Final = (3, 6, 12)
CUTS: Final = (8, 12, 18, 24)  # values known when the question is asked
STEPS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)  # targets: usual moves over the distance, from the last value


@dataclass(frozen=True)
class Question:
    """`hit` is whether the target was reached, `actual` what the value was."""

    values: tuple[float, ...]
    ahead: int
    target: float
    higher_is_better: bool
    period: str
    bounds: tuple[float, float] | None
    hit: bool
    actual: float


def from_published() -> Iterator[Question]:
    """From every published series, cut at four lengths, three distances ahead, six targets around the last value."""
    for one in published():
        for cut in CUTS:
            for ahead in DISTANCES:
                if cut + ahead <= len(one.observations):
                    yield from _of(one, cut, ahead)


def _of(one: Published, cut: int, ahead: int) -> Iterator[Question]:
    series = [float(given.value) for given in one.observations]
    values, actual = tuple(series[:cut]), series[cut - 1 + ahead]
    move = sqrt(fmean((later - earlier) ** 2 for earlier, later in pairwise(values)) * ahead)
    for at, step in enumerate(STEPS):
        higher = at % 2 == 0
        target = round(values[-1] + (step if higher else -step) * move, 2)
        bounds = (0.0, 100.0) if one.indicator.percent else None
        if bounds is None or bounds[0] < target < bounds[1]:
            hit = actual >= target if higher else actual <= target
            yield Question(values, ahead, target, higher, "month", bounds, hit, actual)


def from_file(path: Path) -> Iterator[Question]:
    """The questions of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            task = json.loads(line)
            bounds = (0.0, 100.0) if task["pct"] else None
            for asked in task["q"]:
                yield Question(
                    tuple(task["values"]),
                    asked["h"],
                    asked["target"],
                    asked["hib"],
                    task["period"],
                    bounds,
                    bool(asked["hit"]),
                    asked["actual"],
                )
