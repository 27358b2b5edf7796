"""The worked cases of the practice (DOMAIN 9), each by its name. V13 is about messages and is tested there."""

from datetime import date
from decimal import Decimal

from domain.checks import Severity, Submission, check
from domain.number import rounded
from domain.period import Frequency, Lag
from domain.priority import Indicator, Measure, Observation, Polarity
from domain.status import Standing, Status, propose_tolerance, standing, status_without_value
from domain.stocktake import LeadTimes, figure_due, period_asked, timeline
from domain.trajectory import Point, Shape, Trajectory, linear
from domain.workdays import Workdays
from tests.domain.builders import ATTENDED, SEEN, indicator, observed, period, target, waits

SEPTEMBER = "Sep 2017"


def stands(one: Indicator, actual: str, *, goal: str, comparator: str = ">=", expected: str | None = None) -> Standing:
    """A value of September 2017, the period of its target; `expected` is what the path says then."""
    path = None if expected is None else Trajectory(Shape.STEPPED, (Point(period(SEPTEMBER), Decimal(expected)),))
    return standing(one, path, [target(SEPTEMBER, goal, comparator)], observed(SEPTEMBER, actual))


def halved(baseline: str) -> Indicator:
    return indicator(
        unit="applications", polarity=Polarity.LOWER, measure=Measure.LEVEL, decimals=0, baseline=Decimal(baseline)
    )


def share(found: Standing) -> Decimal:
    assert found.share is not None
    return rounded(found.share, 3)


def test_v1_part_of_the_way_is_a_share_and_not_met() -> None:
    found = stands(indicator(baseline=Decimal("71.5"), decimals=1), "74.2", goal="76")
    assert (share(found), found.met) == (Decimal("0.600"), False)


def test_v2_past_a_lower_target_is_more_than_the_whole_way() -> None:
    found = stands(halved("8770"), "4225", goal="4385", comparator="<=")
    assert (share(found), found.met) == (Decimal("1.036"), True)


def test_v3_the_share_follows_the_baseline() -> None:
    found = stands(halved("8900"), "4225", goal="4450", comparator="<=")
    assert (share(found), found.met) == (Decimal("1.051"), True)


def test_v4_a_lower_value_than_expected_is_ahead() -> None:
    path = linear(period("Oct 2002"), Decimal(8770), period("Sep 2003"), Decimal(4385))
    for decimals, expected, gap in ((2, "7972.73", "1302.73"), (0, "7973", "1303")):
        one = indicator(polarity=Polarity.LOWER, decimals=decimals, baseline=Decimal(8770))
        found = standing(one, path, [target("Sep 2003", 4385, "<=")], observed("Dec 2002", 6670))
        assert (found.expected, found.gap) == (Decimal(expected), Decimal(gap))
        assert found.status is Status.ON_TRAJECTORY


def test_v5_gaps_along_a_straight_line() -> None:
    path = linear(period("Q1 1997"), Decimal(63), period("Q1 2002"), Decimal(80))
    one = indicator(decimals=1, frequency=Frequency.QUARTER, baseline=Decimal(63))
    gaps = [
        standing(one, path, [target("Q1 2002", 80)], observed(f"Q1 {year}", actual)).gap
        for year, actual in zip(range(1998, 2003), (65, 71, 75, 75, 75), strict=True)
    ]
    assert gaps == [Decimal(gap) for gap in ("-1.4", "1.2", "1.8", "-1.6", "-5.0")]


def test_v6_exactly_there_is_enough_for_at_least_and_not_for_above() -> None:
    above = stands(indicator(decimals=1), "90.0", goal="90", comparator=">", expected="90")
    assert (above.met, above.status, above.missed_by) == (False, Status.SLIGHTLY_BEHIND, Decimal(0))
    at_least = stands(indicator(decimals=1), "90.0", goal="90", comparator=">=", expected="90")
    assert (at_least.met, at_least.status, at_least.missed_by) == (True, Status.ON_TRAJECTORY, None)


def test_v7_what_is_compared_is_what_is_printed() -> None:
    gaps = [stands(indicator(decimals=n), "89.67", goal="95", expected="90.0").gap for n in (2, 1)]
    assert gaps == [Decimal("-0.33"), Decimal("-0.3")]


def test_v8_a_deficit_shrinks_towards_zero() -> None:
    found = stands(indicator(unit="million", decimals=0, baseline=Decimal(-12)), "-3", goal="0", expected="-4")
    assert (found.gap, found.status, found.share) == (Decimal(1), Status.ON_TRAJECTORY, Decimal("0.75"))


def test_v9_holding_a_level_has_no_share_and_a_status_as_usual() -> None:
    found = stands(indicator(baseline=Decimal(90)), "89", goal="90", expected="90")
    assert (found.share, found.share_note) == (None, "baseline and target are the same")
    assert found.status is Status.SLIGHTLY_BEHIND


def test_v10_no_value_is_no_data_and_two_are_stale() -> None:
    assert [status_without_value(missing) for missing in (1, 2, 3)] == [Status.NO_DATA, Status.STALE, Status.STALE]


def test_v11_a_figure_for_a_period_that_is_not_over_is_refused() -> None:
    submission = Submission(period("Oct 2017"), Decimal("89.67"))
    [finding] = check(indicator(), period(SEPTEMBER), submission, today=date(2017, 10, 10))
    assert (finding.code, finding.severity, finding.field) == ("future period", Severity.REFUSE, "period")
    assert finding.sentence == "Oct 2017 is not over yet. Which period is it? Sep 2017 is asked for."


def test_v12_two_numbers_must_make_the_value() -> None:
    def findings(value: int) -> list[tuple[str, Severity]]:
        submission = Submission(period(SEPTEMBER), Decimal(value), Decimal(13513), Decimal(17289))
        found = check(indicator(decimals=0), period(SEPTEMBER), submission, today=date(2017, 10, 10))
        return [(one.code, one.severity) for one in found]

    assert findings(78) == []
    assert findings(87) == [("disagreement", Severity.CONFIRM)]


def test_v14_emergency_waits_in_september_2017() -> None:
    year = [one.value for one in waits() if one.period <= period("Mar 2017")]
    tolerance, provisional = propose_tolerance(year, Decimal("90.01"), Decimal(90), 2)
    assert (tolerance, provisional) == (Decimal("1.54"), False)
    path = Trajectory(Shape.STEPPED, (Point(period(SEPTEMBER), Decimal(90)),))
    interim = target(SEPTEMBER, 90, ">", interim=True)
    seen = Observation(period(SEPTEMBER), Decimal("89.67"), SEEN, ATTENDED)
    found = standing(indicator(tolerance=tolerance), path, [interim], seen)
    assert found == Standing(
        status=Status.SLIGHTLY_BEHIND,
        period=period(SEPTEMBER),
        actual=Decimal("89.67"),
        expected=Decimal("90.00"),
        gap=Decimal("-0.33"),
        tolerance=Decimal("1.54"),
        below_baseline=True,
        target=interim,
        met=False,
        missed_by=Decimal("0.33"),
        people=6431,
        share=None,
        share_note="already at target",
    )


def test_v15_the_latest_period_that_is_out_by_four_days_before_is_asked_for() -> None:
    england = Workdays(holidays=frozenset({date(2026, 8, 31)}))
    line = timeline(date(2026, 9, 15), LeadTimes(), england)
    asked = period_asked(Frequency.MONTH, Lag(5), line, england)
    assert asked == period("Aug 2026")
    assert figure_due(asked, Lag(5), line, england) == date(2026, 9, 7)
