"""Whatever is given to the rules, they give an answer or an error of their own that says what is wrong."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from math import inf, nan
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from domain import forecast_blend, gaming, noise, noise_guards, outlook, outlook_said, people_units, reading, recurrence
from domain.checks import Submission, check, value_of
from domain.errors import StocktakeError
from domain.forecast import About, Forecast, resolve
from domain.forecast_correction import Correction, recalibrated
from domain.measure import moves, over
from domain.number import rounded, written
from domain.pace import pace
from domain.period import Frequency, Lag, Period, latest_due
from domain.priority import Measure, Observation, Polarity
from domain.status import propose_tolerance, standing
from domain.stocktake import LeadTimes, timeline
from domain.subgroups import Subgroup, spread
from domain.target import Target
from domain.target_history import Agreement
from domain.trajectory import Point, linear
from domain.trajectory_build import BuildUp, Intervention
from domain.trajectory_season import Profile, seasonal
from domain.workdays import Hours, Workdays, next_open
from tests.domain.builders import indicator, observed, period, target, waits

SEP, MAR = period("Sep 2017"), period("Mar 2018")
GOAL: Final = target("Mar 2018", 95)
SERIES: Final = [61, 62, 61.5, 63, 62.8, 64, 63.7, 65, 64.6, 66, 65.8, 67]
DAYS: Final = Workdays()
MONDAY: Final = date(2017, 9, 4)
LONDON: Final = ZoneInfo("Europe/London")
NOON: Final = datetime(2017, 9, 4, 12, tzinfo=UTC)

ODD: Final[tuple[Any, ...]] = (
    *(nan, inf, -inf, 1e308, 5e-324, 1e16, 10**400, -(10**400), 0, -1, 1, 1.5, True, None),
    *("", "12", "x", b"1", [], (), {}, [None], [nan], [1.0] * 9, (100, 0), (70, 100), (0, 100), object()),
    *(Decimal(text) for text in ("NaN", "sNaN", "Infinity", "-Infinity", "1E+400", "1E-400", "0", "-0", "1.5")),
    *(Decimal(text) for text in ("999999999999999.999999999999999999", "1E+14", "-1E+15", "1E-999999")),
)
DECIMALS: Final = tuple(one for one in ODD if isinstance(one, Decimal))
NUMBERS: Final = (*range(-2, 16), 367, 2001, 10**6, -(10**6), 10**12, 10**400)
DATES: Final = (date.min, date(1899, 12, 31), date(1900, 1, 1), date(2016, 2, 29), date(2199, 12, 31), date.max)


def values(odd: Any) -> list[Any]:
    return [*SERIES[:5], odd, *SERIES[5:]]


def chart(given: Any = SERIES, **options: Any) -> object:
    return noise.read(given, **({"improvement": "increase"} | options))


def read(given: Any, **options: Any) -> object:
    return reading.read_latest(given, polarity=Polarity.HIGHER, frequency=Frequency.MONTH, **options)


def guarded(given: Any = SERIES, **options: Any) -> object:
    return noise_guards.guarded(given, Measure.LEVEL, improvement="increase", **options)


def forecast(**given: Any) -> Forecast:
    return Forecast("U1", NOON, About.TARGET, "A1", SEP, **given)


ANYTHING: Final[dict[str, Callable[[Any], object]]] = {
    "a value on the chart": lambda odd: chart(values(odd)),
    "values on the chart": chart,
    "which way is better": lambda odd: chart(improvement=odd),
    "the chart's target": lambda odd: chart(target=odd),
    "what opens groups": lambda odd: chart(rebase=odd),
    "what opens a group": lambda odd: chart(rebase=[odd]),
    "after what limits are fixed": lambda odd: chart(fix_after=odd),
    "limits": lambda odd: noise.limits(values(odd)),
    "a guarded value": lambda odd: guarded(values(odd)),
    "guarded values": guarded,
    "what opens a guarded group": lambda odd: guarded(rebase=[odd]),
    "a value": lambda odd: outlook.probability(values(odd), 6, 72, True, "month"),
    "past values": lambda odd: outlook.probability(odd, 6, 72, True, "month"),
    "how far ahead": lambda odd: outlook.probability(SERIES, odd, 72, True, "month"),
    "the outlook's target": lambda odd: outlook.probability(SERIES, 6, odd, True, "month"),
    "which way is better for the outlook": lambda odd: outlook.probability(SERIES, 6, 72, odd, "month"),
    "a kind of period": lambda odd: outlook.probability(SERIES, 6, 72, True, odd),
    "bounds": lambda odd: outlook.probability(SERIES, 6, 72, True, "month", odd),
    "a bound": lambda odd: outlook.quantiles(SERIES, 6, "month", [0.5], (odd, 100)),
    "bounds of quantiles": lambda odd: outlook.quantiles(SERIES, 6, "month", [0.5], odd),
    "probabilities": lambda odd: outlook.quantiles(SERIES, 6, "month", odd),
    "a probability": lambda odd: outlook.quantiles(SERIES, 6, "month", [odd]),
    "an outlook told": lambda odd: outlook_said.look_ahead(values(odd), 6, 72, True, "month").words,
    "a chance told": outlook_said.in_words,
    "a latest value": lambda odd: read([*map(Decimal, range(9)), odd]),
    "latest values": read,
    "bounds of a reading": lambda odd: read([Decimal(one) for one in range(9)], bounds=odd),
    "an interval's bounds": lambda odd: reading.interval(SERIES, Frequency.MONTH, odd),
    "a chance said": lambda odd: forecast(chance=odd),
    "a value said": lambda odd: forecast(value=odd),
    "a model's chance": lambda odd: resolve(forecast(chance=0.5, model=odd), NOON, came=True).model_brier,
    "an outcome": lambda odd: resolve(forecast(value=Decimal(1)), NOON, value=odd).miss,
    "a record": lambda odd: forecast_blend.weight(odd, 0.1, 0.2),
    "an owner's score": lambda odd: forecast_blend.weight(20, odd, 0.2),
    "a chance to blend": lambda odd: forecast_blend.blend(odd, 0.5, 0.3),
    "a weight": lambda odd: forecast_blend.blend(0.4, 0.5, odd),
    "a chance to correct": lambda odd: Correction(0.1, 0.9)(odd),
    "a chance that resolved": lambda odd: recalibrated([(odd, True)] * 30),
    "a target": lambda odd: Target(SEP, odd, target("Sep 2017", 90).comparator),
    "an observation": lambda odd: Observation(SEP, odd, odd, odd),
    "a baseline": lambda odd: indicator(baseline=odd),
    "a tolerance": lambda odd: indicator(tolerance=odd),
    "a range": lambda odd: indicator(low=odd, high=odd),
    "a point": lambda odd: Point(SEP, odd, odd, odd),
    "an impact": lambda odd: Intervention("A", SEP, odd, low=odd, high=odd),
    "where a path is built from": lambda odd: BuildUp(SEP, odd, GOAL, Polarity.HIGHER, ()).trajectory(),
    "a profile": lambda odd: Profile((odd,) * 12),
    "where a seasonal path starts": lambda odd: seasonal(SEP, odd, GOAL, Profile((Decimal(0),) * 12)),
    "a subgroup": lambda odd: Subgroup("North", odd),
    "an agreement": lambda odd: Agreement(SEP, odd, (), None, MONDAY, "U1"),
    "an answer": lambda odd: Submission(SEP, odd, odd, odd),
}


def of_decimals(odd: Any) -> None:
    """Where a decimal is wanted, and got, and it is an odd one."""
    seen = Observation(SEP, odd, odd, odd)
    answer = Submission(SEP, odd, odd, odd)
    known = {one.period: one for one in [*waits()[:-1], seen]}
    goals = [Target(SEP, odd, target("Sep 2017", 90).comparator)]
    for one in (indicator(), indicator(unit="days", decimals=6, polarity=Polarity.LOWER)):
        standing(one, linear(period("Mar 2017"), odd, MAR, odd), goals, seen)
        pace(one, list(known.values()), GOAL)
        gaming.patterns(one, known, SEP, goals)
        spread(one, goals[0], [Subgroup("North", odd), Subgroup("South", Decimal(1))])
        over(one, [observed("Jul 2017", 1), observed("Aug 2017", 1), seen], period("Q3 2017"))
        moves(one.measure, list(known.values()))
        for given in (answer, Submission(SEP, None, odd, odd), Submission(SEP, odd, Decimal(1), Decimal(3))):
            assert all(said.sentence for said in check(one, SEP, given, today=date(2017, 10, 10), series=known))
            value_of(one, given)


OF_DECIMALS: Final[dict[str, Callable[[Decimal], object]]] = {
    "all at once": of_decimals,
    "rounded": lambda odd: rounded(odd, 2),
    "written": lambda odd: written(odd, 2),
    "a quotient": lambda odd: indicator().quotient(Decimal(1), odd),
    "a mark": lambda odd: people_units.people_short(indicator(), waits()[-1], odd),
    "a proposed tolerance": lambda odd: propose_tolerance([odd] * 9, odd, Decimal(1), 2),
}

OF_NUMBERS: Final[dict[str, Callable[[int], object]]] = {
    "so many decimals": lambda many: rounded(Decimal("1.5"), many),
    "written with so many decimals": lambda many: written(Decimal("1.5"), many),
    "an indicator's decimals": lambda many: indicator(decimals=many),
    "a tolerance's decimals": lambda many: propose_tolerance([], Decimal(1), Decimal(2), many),
    "periods later": SEP.next,
    "a period's number": lambda many: Period.numbered(SEP.calendar, many),
    "a lag in days": lambda many: Lag(many, working=False).due(SEP, DAYS),
    "a lag in working days": lambda many: latest_due(Frequency.MONTH, Lag(many), MONDAY, DAYS),
    "working days": lambda many: DAYS.shift(MONDAY, many),
    "weeks between": lambda many: first_two(recurrence.Every(many, MONDAY)),
    "months between": lambda many: first_two(recurrence.EveryMonths(many, MONDAY)),
    "the n-th Monday": lambda many: first_two(recurrence.NthWeekday(many, 0, MONDAY)),
    "a weekday": lambda many: first_two(recurrence.NthWeekday(1, many, MONDAY)),
    "the n-th working day": lambda many: first_two(recurrence.NthWorkingDay(many, MONDAY)),
    "days beside": lambda many: first_two(recurrence.Beside(recurrence.OnDates((MONDAY,)), many)),
    "a lead time": lambda many: LeadTimes(open=many),
    "an intervention's lag": lambda many: Intervention("A", SEP, Decimal(1), lag=many).shows(MAR),
    "an intervention's ramp": lambda many: Intervention("A", SEP, Decimal(1), ramp=many).shows(MAR),
}


def first_two(rule: recurrence.Rule) -> object:
    days = rule.days(date(2017, 9, 1), DAYS)
    return [next(days, None), next(days, None)]


OF_DATES: Final[dict[str, Callable[[date], object]]] = {
    "a day": lambda day: Period.containing(Frequency.FOUR_WEEK, day),
    "a working day later": lambda day: DAYS.shift(day, 1),
    "a working day earlier": lambda day: DAYS.shift(day, -1),
    "a meeting": lambda day: timeline(day, LeadTimes(), DAYS),
    "weeks from a day": lambda day: recurrence.next_after(recurrence.Every(2, day), day, DAYS),
    "months from a day": lambda day: recurrence.next_after(recurrence.EveryMonths(2, day), day, DAYS),
    "between days": lambda day: recurrence.between(recurrence.Every(2, MONDAY), day, date(2018, 1, 1), DAYS)[:2],
    "instants": lambda day: next(
        recurrence.instants(recurrence.OnDates((day,)), time(9), LONDON, datetime.min.replace(tzinfo=UTC), DAYS), None
    ),
    "an opening": lambda day: next_open(datetime.combine(day, time(23), UTC), LONDON, DAYS, Hours()),
}


def answered(asked: Callable[[Any], object], odd: object) -> tuple[object, StocktakeError | None]:
    """The answer, or the error; one that is not the domain's own is not caught."""
    try:
        return asked(odd), None
    except StocktakeError as told:
        return None, told


def finite(found: object) -> bool:
    """No answer is a number that is none."""
    if isinstance(found, list):
        return all(finite(one) for one in found)
    return not isinstance(found, float) or -inf < found < inf


@pytest.mark.parametrize(
    ("what", "odd"),
    [
        *((what, ODD) for what in ANYTHING),
        *((what, DECIMALS) for what in OF_DECIMALS),
        *((what, NUMBERS) for what in OF_NUMBERS),
        *((what, DATES) for what in OF_DATES),
    ],
    ids=[*ANYTHING, *OF_DECIMALS, *OF_NUMBERS, *OF_DATES],
)
def test_an_odd_one_has_an_answer_or_an_error_with_a_sentence(what: str, odd: tuple[Any, ...]) -> None:
    asked = (ANYTHING | OF_DECIMALS | OF_NUMBERS | OF_DATES)[what]
    for one in odd:
        found, told = answered(asked, one)
        assert finite(found), one
        assert told is None or 10 < len(str(told)) < 300
        assert not isinstance(told, ValueError | ArithmeticError)


def test_an_instant_without_a_zone_is_refused_wherever_one_is_given() -> None:
    naive = datetime(2017, 9, 4, 12)  # noqa: DTZ001 - what is refused
    for asked in (
        lambda: next_open(naive, LONDON, DAYS, Hours()),
        lambda: next(recurrence.instants(recurrence.Every(1, naive.date()), time(9), LONDON, naive, DAYS)),
        lambda: Forecast("U1", naive, About.TARGET, "A1", SEP, chance=0.5),
        lambda: resolve(forecast(chance=0.5), naive, came=True),
    ):
        with pytest.raises(StocktakeError, match="no time zone"):
            asked()
