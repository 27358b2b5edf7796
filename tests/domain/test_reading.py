"""What the latest value says: the chart and the interval together, never one alone."""

from decimal import Decimal

import pytest

from benchmarks.readings.published import SHARE, published
from domain.period import Frequency
from domain.priority import Measure, Polarity
from domain.reading import EARLY, NOISE, SIGNAL, STILL, SURPRISE, UNUSUAL, SignalReading, read_latest
from domain.series import Unreadable
from tests.domain.builders import waits

STEADY = [Decimal(n) for n in (50, 52, 49, 51, 53, 48, 50, 52, 51, 49, 50, 52, 48, 51, 50, 49)]


def reading(values: list[Decimal], polarity: Polarity = Polarity.HIGHER) -> SignalReading:
    found = read_latest(values, polarity=polarity, frequency=Frequency.MONTH, bounds=(0, 100))
    assert found is not None
    return found


def test_emergency_waits_in_september_2017_are_usual_for_the_season() -> None:
    found = reading([one.value for one in waits()])
    assert (found.kind, found.label) == (UNUSUAL, "7 Points Above CL")
    assert (found.run, found.side) == (7, "above")
    assert found.lower is not None
    assert found.upper is not None
    assert (round(found.lower, 1), round(found.upper, 1)) == (88.3, 92.3)


def test_on_a_seasonal_series_the_chart_alone_flags_nine_of_two_years_and_the_interval_none() -> None:
    [england] = [one for one in published() if (one.organisation, one.indicator.name) == ("ENGLAND", SHARE)]
    values = [one.value for one in england.observations]
    kinds = [reading(values[:length]).kind for length in range(13, len(values) + 1)]
    assert {kind: kinds.count(kind) for kind in kinds} == {NOISE: 15, UNUSUAL: 9}


def test_far_outside_both_is_a_signal_with_its_direction() -> None:
    for value, better in ((80, "improvement"), (20, "concern")):
        found = reading([*STEADY, Decimal(value)])
        assert (found.kind, found.direction, found.needs_word) == (SIGNAL, better, True)
        turned = reading([*STEADY, Decimal(value)], Polarity.LOWER)
        assert turned.direction == {"improvement": "concern", "concern": "improvement"}[better]


def test_an_ordinary_value_is_noise_so_far() -> None:
    found = reading([*STEADY, Decimal(51)])
    assert (found.kind, found.label, found.direction, found.needs_word) == (NOISE, "Common Cause", "common", False)


def test_outside_the_interval_alone_is_a_surprise() -> None:
    still = [Decimal(50)] * 12
    assert reading([*still, Decimal(60)]).kind == SURPRISE, "nothing is flagged before five moves"


def test_nothing_is_flagged_before_the_series_moved_five_times() -> None:
    rising = [Decimal(n) for n in (10, 10, 10, 10, 11, 12, 13)]
    assert reading([*rising, Decimal(14)]).kind in (NOISE, SURPRISE)


def test_with_too_few_points_before_it_nothing_can_be_said() -> None:
    found = reading(STEADY[:6])
    assert (found.kind, found.lower, found.upper) == (EARLY, None, None)
    assert reading(STEADY[:7]).kind != EARLY


def test_the_run_counts_back_to_the_last_point_on_the_other_side() -> None:
    values = [Decimal(n) for n in (1, 9, 1, 9, 9, 9)]
    assert (reading(values).run, reading(values).side) == (3, "above")
    on_the_mean = [Decimal(n) for n in (1, 3, 1, 3, 2)]
    assert (reading(on_the_mean).run, reading(on_the_mean).side) == (0, "on")


def test_while_it_goes_on_as_before_it_is_said_whether_the_target_will_be_met() -> None:
    def assured(target: int, values: list[Decimal] = STEADY) -> str | None:
        goal = Decimal(target)
        found = read_latest(values, polarity=Polarity.HIGHER, frequency=Frequency.MONTH, target=goal)
        return found.assurance if found else None

    assert [assured(goal) for goal in (30, 50, 90)] == ["consistent_pass", "inconsistent", "consistent_fail"]
    assert assured(90, [*STEADY, Decimal(75)]) is None, "it does not go on as before"
    assert assured(90, STEADY[:5]) is None
    assert reading(STEADY).assurance is None, "there is no target"


def test_a_missing_period_is_a_gap_and_no_value() -> None:
    gapped = read_latest([*STEADY[:8], None, *STEADY[9:]], polarity=Polarity.HIGHER, frequency=Frequency.MONTH)
    assert gapped is not None
    assert (gapped.kind, gapped.missing) == (NOISE, 1)
    assert reading(STEADY).missing == 0


def test_a_series_that_never_moved_has_no_variation_yet() -> None:
    assert reading([Decimal("99.9")] * 12).kind == STILL
    assert reading([Decimal("99.9")] * 5).kind == EARLY
    assert reading([*[Decimal("99.9")] * 12, Decimal("99.8")]).kind == SURPRISE


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.MOVING_AVERAGE])
def test_what_carries_earlier_periods_along_has_no_reading(measure: Measure) -> None:
    assert read_latest(STEADY, polarity=Polarity.HIGHER, frequency=Frequency.MONTH, measure=measure) is None


def test_bounds_that_exclude_what_was_observed_are_no_bounds() -> None:
    percent = [50 + value for value in STEADY]
    assert reading(percent) == read_latest(percent, polarity=Polarity.HIGHER, frequency=Frequency.MONTH)


@pytest.mark.parametrize("values", [[], [Decimal(1), None], [Decimal("NaN")] * 3, [Decimal("1e20")] * 9])
def test_without_a_latest_figure_there_is_nothing_to_read(values: list[Decimal | None]) -> None:
    with pytest.raises(Unreadable):
        read_latest(values, polarity=Polarity.HIGHER, frequency=Frequency.MONTH)
