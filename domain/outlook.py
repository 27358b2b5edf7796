"""How likely is it, from past figures alone, that a series reaches a value so many periods ahead?

Four simple forecasts (the last value, the mean, the drift, last year's season) are weighed by how well each did on
this very series at this distance, with a prior from thousands of public series for when there is little evidence.
The blend is a Student t distribution with 4 degrees of freedom. Step numbers are those of READINGS 2, where it was
tested on 39,000 questions over 3,300 public series.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import acos, cos, exp, log, sqrt, tanh
from typing import Final

from domain.series import Unreadable, check_word, listed, number, share, whole

SEASON: Final[dict[str, int | None]] = {
    "month": 12,
    "quarter": 4,
    "week": 52,
    # Not tested; of a year's own periods none comes again within it.
    "fiscal quarter": 4,
    "four-week": 13,
    "year": None,
    "school year": None,
}
TESTED: Final = ("month", "quarter", "week")
FEWEST: Final = 6  # points below which it is too early to say
FURTHEST: Final = 520  # periods ahead: ten years of weeks; nothing is said of what lies beyond
PRIOR_LEVEL: Final = (0.2, -0.2, 0.1, 0.0)  # of the log squared error: last, mean, drift, seasonal
PRIOR_GROWTH: Final = (0.6, 0.9, 1.6, 1.1)  # with the log of the distance
PRIOR_WEIGHT: Final = 1.8  # in observations
LEAST, MOST = 0.01, 0.99

Bounds = tuple[float, float] | None
Values = Sequence[float | None]


class TooEarly(Unreadable):
    """Fewer than six points: too early to say."""

    def __init__(self) -> None:
        super().__init__(f"It is too early to say: there are fewer than {FEWEST} figures.")


def probability(
    values: Values, periods_ahead: int, target: float, higher_is_better: bool, period: str, bounds: Bounds = None
) -> float:
    """The chance, 0.01 to 0.99, that the value `periods_ahead` reaches `target`.

    `values` are oldest first, None where one is missing; `period` is one of SEASON; `bounds` are the least and
    greatest value possible, and a target beyond them is as good as out of reach, or as good as reached. Raises
    TooEarly below six points, and Unreadable for what is no figure, values outside the bounds, bounds without a range,
    no whole number of periods from 1 to 520, or another period.
    """
    values, bounds = listed(values), _range(bounds)
    series, ahead, season = _prepared(values, periods_ahead, period, bounds)
    wanted = number(target, "The target")
    if not isinstance(higher_is_better, bool):  # "lower" is true to a computer
        raise Unreadable("Whether higher is better is yes or no.")
    if bounds is not None and not bounds[0] <= wanted <= bounds[1]:
        return MOST if (wanted < bounds[0]) is higher_is_better else LEAST
    goal = _unbounded(wanted, bounds)
    spread = _mean_square_step(series)
    if spread == 0:
        chance = _of_a_constant(series[-1], goal, higher_is_better)
    else:
        centre, deviation = _blend(series, ahead, season, spread)
        up = _student_4((centre - goal) / deviation)
        chance = up if higher_is_better else 1 - up
    return min(max(chance, LEAST), MOST)


def quantiles(
    values: Values, periods_ahead: int, period: str, probs: Sequence[float], bounds: Bounds = None
) -> list[float]:
    """The values below which the figure `periods_ahead` lies with these probabilities (each between 0 and 1).

    In the unit of `values` and, with `bounds`, within them. Raises TooEarly, and Unreadable as `probability` does and
    for a probability that is not between 0 and 1.
    """
    values, bounds = listed(values), _range(bounds)
    series, ahead, season = _prepared(values, periods_ahead, period, bounds)
    probs = [share(prob, "A probability") for prob in listed(probs, "What is asked for")]
    if not all(0 < prob < 1 for prob in probs):
        raise Unreadable("Each probability lies between 0 and 1, and is neither.")
    spread = _mean_square_step(series)
    if spread == 0:  # as it was given: there and back again it would miss itself by the last bit
        given = [number(value) for value in values if value is not None]
        return [_within(given[-1], bounds)] * len(probs)
    centre, deviation = _blend(series, ahead, season, spread)
    return [_bounded(centre + deviation * _student_4_quantile(prob), bounds) for prob in probs]


def _prepared(values: Values, periods_ahead: int, period: str, bounds: Bounds) -> tuple[list[float], int, int | None]:
    """Steps 0 and 1: gaps filled, bounded values spread out; what is missing at the end adds to the distance."""
    check_word(period, SEASON, "There is no period called")
    ahead = whole(periods_ahead, "The distance")
    if not 1 <= ahead <= FURTHEST:
        raise Unreadable(f"It lies 1 to {FURTHEST} whole periods ahead, not {str(ahead)[:9]}.")
    known = [(index, number(value)) for index, value in enumerate(values) if value is not None]
    _check_bounds([value for _, value in known], bounds)
    if not known or known[-1][0] - known[0][0] + 1 < FEWEST:
        raise TooEarly
    series = [_unbounded(value, bounds) for value in _filled(known)]
    return series, ahead + len(values) - 1 - known[-1][0], SEASON[period]


def _range(bounds: Bounds) -> Bounds:
    """Raises Unreadable for what is no lower and upper bound with a range between them."""
    if bounds is None:
        return None
    ends = listed(bounds, "What bounds the figures")
    if len(ends) != 2:
        raise Unreadable(f"There are two bounds, a lower and an upper one, not {len(ends)}.")
    low, high = number(ends[0], "The lower bound"), number(ends[1], "The upper bound")
    if not low < high:
        raise Unreadable(f"The bounds {low:g} and {high:g} have no range; the lower one comes first.")
    return low, high


def holding(bounds: Bounds, values: Iterable[float | None]) -> Bounds:
    """The bounds, where every figure lies within them; none where one does not. Raises Unreadable."""
    found = _range(bounds)
    if found is None or all(value is None or found[0] <= number(value) <= found[1] for value in values):
        return found
    return None


def _check_bounds(values: list[float], bounds: Bounds) -> None:
    """Raises Unreadable for values further outside the bounds than step 1 leaves room for."""
    if bounds is None:
        return
    low, high = bounds
    room = 0.005 * (high - low)
    if any(not low - room <= value <= high + room for value in values):
        raise Unreadable(f"Not every figure lies within the bounds, {low:g} to {high:g}.")


def _filled(known: list[tuple[int, float]]) -> list[float]:
    """From the first to the last known value, straight lines over what is missing between."""
    series: list[float] = []
    for (left, start), (right, end) in pairwise(known):
        series += [start + (end - start) * step / (right - left) for step in range(right - left)]
    return [*series, known[-1][1]]


def _unbounded(value: float, bounds: Bounds) -> float:
    if bounds is None:
        return value
    low, width = bounds[0], bounds[1] - bounds[0]
    share = min(max((value - low + 0.005 * width) / (1.01 * width), 0.002), 0.998)
    return log(share / (1 - share))


def _bounded(value: float, bounds: Bounds) -> float:
    if bounds is None:
        return value
    low, width = bounds[0], bounds[1] - bounds[0]
    share = (1 + tanh(value / 2)) / 2  # 1 / (1 + exp(-value)), which overflows
    back = low + 1.01 * width * share - 0.005 * width
    return _within(back, bounds)


def _within(value: float, bounds: Bounds) -> float:
    return value if bounds is None else min(max(value, bounds[0]), bounds[1])


def _mean_square_step(series: list[float]) -> float:
    """Step 3."""
    steps = [later - one for one, later in pairwise(series)]
    return sum(step * step for step in steps) / len(steps)


def _of_a_constant(value: float, goal: float, higher_is_better: bool) -> float:
    if value == goal:
        return 0.9
    return MOST if (value > goal) is higher_is_better else LEAST


def _last(series: list[float], ahead: int, season: int | None) -> float | None:
    return series[-1]


def _mean(series: list[float], ahead: int, season: int | None) -> float | None:
    return sum(series) / len(series)


def _drift(series: list[float], ahead: int, season: int | None) -> float | None:
    return series[-1] + ahead * (series[-1] - series[0]) / (len(series) - 1)


def _seasonal(series: list[float], ahead: int, season: int | None) -> float | None:
    """The same time of the latest full year, moved by 0.8 of the recent change from year to year."""
    length = len(series)
    if season is None or length < season + 3:
        return None
    years = (ahead - 1) // season + 1
    recent = range(length - min(6, length - season), length)
    change = sum(series[index] - series[index - season] for index in recent) / len(recent)
    return series[length - 1 + ahead - years * season] + 0.8 * years * change


MEMBERS: Final[tuple[Callable[[list[float], int, int | None], float | None], ...]] = (_last, _mean, _drift, _seasonal)


def _blend(series: list[float], ahead: int, season: int | None, spread: float) -> tuple[float, float]:
    """Steps 4 to 6: centre and scale of the forecast distribution."""
    length = len(series)
    tested = ahead if length - ahead - 3 >= 3 else max(1, length - 6)
    errors = _errors(series, tested, season)
    found: list[tuple[float, float]] = []  # forecast, log variance
    for member, error, level, growth in zip(MEMBERS, errors, PRIOR_LEVEL, PRIOR_GROWTH, strict=True):
        forecast = member(series, ahead, season)
        if forecast is not None:
            found.append((forecast, _log_variance(error, level, growth, ahead, tested, spread)))
    least = min(variance for _, variance in found)
    weights = [exp(-2 * (variance - least)) for _, variance in found]
    total = sum(weights)
    centre = sum(weight * forecast for weight, (forecast, _) in zip(weights, found, strict=True)) / total
    level = sum(weight * variance for weight, (_, variance) in zip(weights, found, strict=True)) / total
    return centre, sqrt(exp(level - 0.3 + 1 / length + 0.1 * log(ahead / tested)))


def _errors(series: list[float], tested: int, season: int | None) -> list[list[float]]:
    """Each member's squared errors at the tested distance, from every origin that leaves one to look at."""
    errors: list[list[float]] = [[] for _ in MEMBERS]
    for end in range(4, len(series) - tested + 1):
        past, actual = series[:end], series[end - 1 + tested]
        for kept, member in zip(errors, MEMBERS, strict=True):
            forecast = member(past, tested, season)
            if forecast is not None:
                kept.append((actual - forecast) ** 2)
    return errors


def _log_variance(errors: list[float], level: float, growth: float, ahead: int, tested: int, spread: float) -> float:
    """Step 5: prior and evidence, weighed by how much there is of each."""
    prior = level + growth * log(ahead) + log(spread)
    if not errors:
        return prior
    evidence = log(max(sum(errors) / len(errors), 1e-6 * spread)) + growth * log(ahead / tested)
    count = len(errors) / (1 + 0.1 * (tested - 1))
    return (PRIOR_WEIGHT * prior + count * evidence) / (PRIOR_WEIGHT + count)


def _student_4(t: float) -> float:
    """The distribution function of Student's t with 4 degrees of freedom."""
    u = 1 + t * t / 4
    return 0.5 + 0.375 * (t / sqrt(u)) * (1 - t * t / (12 * u))


def _student_4_quantile(prob: float) -> float:
    a = 4 * prob * (1 - prob)
    q = cos(acos(sqrt(a)) / 3) / sqrt(a)
    return (1 if prob >= 0.5 else -1) * 2 * sqrt(max(q - 1, 0.0))
