"""How good the outlook is, beside a random walk and a straight line, and how long a call takes.

    python -m benchmarks.readings.outlook [QUESTIONS.jsonl.gz]

Without a file the questions are made from the published figures in this folder. Brier is the mean squared distance of
the chance from what happened (0 is perfect, always saying 50 % gives 0.25); calibration is how far, on average, what
was said lies from how often it happened; coverage is how often the value lay in the range said to hold 8 in 10.
"""

import random
import sys
import timeit
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import NormalDist, fmean

from benchmarks.readings import plain
from benchmarks.readings.questions import Question, from_file, from_published
from domain import outlook

Answer = Callable[[Question], tuple[float, float, float]]
"""From a question the chance, and the ends of the range that holds 8 in 10."""


@dataclass(frozen=True)
class Score:
    questions: int
    brier: float
    calibration: float
    coverage: float


def score(answer: Answer, questions: Iterable[Question]) -> Score:
    """One forecast held against what happened."""
    said: list[tuple[float, bool, bool]] = []
    for one in questions:
        chance, low, high = answer(one)
        said.append((chance, one.hit, low <= one.actual <= high))
    return Score(
        questions=len(said),
        brier=fmean((chance - hit) ** 2 for chance, hit, _ in said),
        calibration=_calibration([(chance, hit) for chance, hit, _ in said]),
        coverage=fmean(inside for *_, inside in said),
    )


def _calibration(said: Sequence[tuple[float, bool]]) -> float:
    """Over ten bins of what was said."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, hit in said:
        bins.setdefault(min(int(chance * 10), 9), []).append((chance, hit))
    return sum(abs(sum(chance - hit for chance, hit in one)) for one in bins.values()) / len(said)


def ours(one: Question) -> tuple[float, float, float]:
    chance = outlook.probability(one.values, one.ahead, one.target, one.higher_is_better, one.period, one.bounds)
    low, high = outlook.quantiles(one.values, one.ahead, one.period, (0.1, 0.9), one.bounds)
    return chance, low, high


def of_plain(forecast: Callable[[Sequence[float], int], NormalDist], one: Question) -> tuple[float, float, float]:
    """A plain forecast's answer, its chance held to the same ends as ours."""
    found = forecast(one.values, one.ahead)
    up = 1 - found.cdf(one.target)
    chance = up if one.higher_is_better else 1 - up
    return min(max(chance, outlook.LEAST), outlook.MOST), found.inv_cdf(0.1), found.inv_cdf(0.9)


FORECASTS: dict[str, Answer] = {
    "outlook": ours,
    "random walk": partial(of_plain, plain.walk),
    "straight line": partial(of_plain, plain.line),
}


def milliseconds(points: int = 36) -> float:
    """One call, the best of seven rounds of a hundred."""
    chance = random.Random(1)  # noqa: S311 - a series, not a secret
    values = [chance.gauss(80, 3) for _ in range(points)]
    call = partial(outlook.probability, values, 6, 85.0, True, "month", (0.0, 100.0))
    return min(timeit.repeat(call, number=100, repeat=7)) * 10


def table(questions: Sequence[Question]) -> str:
    """Every forecast's score, as Markdown."""
    scores = {name: score(answer, questions) for name, answer in FORECASTS.items()}
    rows = [
        f"| {name} | {one.brier:.4f} | {one.calibration:.3f} | {one.coverage:.0%} |" for name, one in scores.items()
    ]
    heading = ["| Forecast | Brier | Calibration error | 8 in 10 holds |", "|---|--:|--:|--:|"]
    return "\n".join([f"{len(questions)} questions.", "", *heading, *rows])


if __name__ == "__main__":
    asked = list(from_file(Path(sys.argv[1])) if len(sys.argv) > 1 else from_published())
    print(table(asked))
    print(f"\nOne call at 36 points takes {milliseconds():.2f} ms.")
