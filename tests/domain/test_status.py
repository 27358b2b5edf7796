"""Status against trajectory: its edges, its flags, and the tolerance it is told with."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.priority import Polarity, Target
from domain.status import Standing, Status, propose_tolerance, standing
from domain.trajectory import Point, Shape, Trajectory
from tests.domain.builders import indicator, observed, period, target

NOW, LATER = "Sep 2017", "Mar 2018"
HUNDREDTHS = st.decimals(0, 100, places=2)


def stands(
    actual: str | Decimal, *, tolerance: str = "1.50", targets: tuple[Target, ...] = (), **changes: object
) -> Standing:
    """Against a path that expects 90 in September 2017, on the way to 95."""
    path = Trajectory(Shape.STEPPED, (Point(period(NOW), Decimal(90)),))
    one = indicator(tolerance=Decimal(tolerance), **changes)
    return standing(one, path, targets or (target(LATER, 95),), observed(NOW, str(actual)))


@pytest.mark.parametrize(
    ("actual", "status"),
    [
        ("90.01", Status.ON_TRAJECTORY),
        ("90.00", Status.ON_TRAJECTORY),
        ("89.995", Status.ON_TRAJECTORY),
        ("89.99", Status.SLIGHTLY_BEHIND),
        ("88.50", Status.SLIGHTLY_BEHIND),
        ("88.49", Status.BEHIND),
        ("87.00", Status.BEHIND),
        ("86.99", Status.FAR_BEHIND),
    ],
)
def test_status_changes_at_the_tolerance_and_at_twice_the_tolerance(actual: str, status: Status) -> None:
    assert stands(actual).status is status


def test_exactly_on_the_path_is_not_enough_where_the_target_must_be_passed() -> None:
    assert stands("90", targets=(target(LATER, 95, ">"),)).status is Status.SLIGHTLY_BEHIND
    both = (target(LATER, 95, ">="), target(NOW, 90, ">", interim=True))
    assert stands("90", targets=both).status is Status.SLIGHTLY_BEHIND, "the target of this period decides"


@given(HUNDREDTHS)
def test_lower_is_better_mirrors_higher_is_better(distance: Decimal) -> None:
    lower = (target(LATER, 80, "<="),)
    for side in (1, -1):
        found = stands(90 + side * distance)
        mirror = stands(90 - side * distance, targets=lower, polarity=Polarity.LOWER)
        assert (found.status, found.gap) == (mirror.status, mirror.gap)


@given(HUNDREDTHS, HUNDREDTHS)
def test_a_better_value_never_has_a_worse_status(one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other))
    ranks = [stands(value).status.rank for value in (better, worse)]
    assert ranks == sorted(ranks, key=lambda rank: -1 if rank is None else rank)


def test_without_a_path_or_a_target_there_is_no_status() -> None:
    value = observed(NOW, "89.67")
    path = Trajectory(Shape.STEPPED, (Point(period(NOW), Decimal(90)),))
    assert standing(indicator(), None, [target(LATER, 95)], value).status is Status.UNRATED
    assert standing(indicator(), path, [], value).status is Status.UNRATED
    outside = standing(indicator(), path, [target(LATER, 95)], observed("Oct 2017", 91))
    assert (outside.status, outside.expected, outside.gap) == (Status.UNRATED, None, None)


def test_a_target_is_met_or_not_only_in_its_own_period() -> None:
    assert (stands("95").target, stands("95").met) == (None, None)
    interim = target(NOW, 90, ">", interim=True)
    met = stands("90.01", targets=(interim, target(LATER, 95)))
    assert (met.target, met.met, met.missed_by) == (interim, True, None)


def test_a_target_is_missed_without_tolerance() -> None:
    found = stands("89.99", targets=(target(NOW, 90),))
    assert (found.met, found.missed_by) == (False, Decimal("0.01"))


def test_the_share_is_of_the_numbers_that_are_printed() -> None:
    one = indicator(decimals=1, baseline=Decimal("71.54"))
    found = standing(one, None, [target("Sep 2017", "76.04")], observed("Sep 2017", "74.2"))
    assert found.share == Decimal("2.7") / Decimal("4.5"), "from 71.5 to 76.0"
    same = standing(one, None, [target("Sep 2017", "71.51")], observed("Sep 2017", "74.2"))
    assert (same.share, same.share_note) == (None, "baseline and target are the same")


def test_a_value_worse_than_the_baseline_is_flagged_whatever_the_path_says() -> None:
    assert stands("90.00").below_baseline
    assert not stands("90.01").below_baseline
    assert stands("90.02", polarity=Polarity.LOWER, targets=(target(LATER, 80, "<="),)).below_baseline


def people(actual: str, seen: int, *, goal: Target | None = None, **changes: object) -> int | None:
    path = Trajectory(Shape.STEPPED, (Point(period(NOW), Decimal(90)),))
    value = observed(NOW, actual, numerator=Decimal(seen), denominator=Decimal(1000))
    return standing(indicator(**changes), path, [goal or target(LATER, 95)], value).people


def test_a_gap_is_told_in_people() -> None:
    assert people("89.00", 890) == 10
    assert people("89.00", 890, goal=target(NOW, 95)) == 60, "up to the target of this period"
    assert people("91.00", 910, goal=target(LATER, 80, "<="), polarity=Polarity.LOWER) == 10


def test_no_people_are_missing_where_nothing_is_behind_or_nobody_is_counted() -> None:
    assert people("90.00", 900) is None
    assert people("90", 899, decimals=0) is None, "on the path as printed"
    assert people("90.00", 900, goal=target(NOW, 90, ">")) is None, "missed by being just reached"
    assert people("89.00", 890, people_unit=None) is None
    assert stands("89").people is None, "without the two numbers"


def test_a_path_that_is_walked_already_has_no_share() -> None:
    found = stands("91", targets=(target(LATER, 89),))
    assert (found.share, found.share_note) == (None, "already at target")
    assert stands("90.01").share == 0


def test_the_share_is_of_the_way_to_the_final_target_where_interim_ones_lie_on_it() -> None:
    interim = target(NOW, 92, interim=True)
    halfway = Decimal("92.505")
    assert stands(halfway, decimals=3, targets=(target(LATER, 95), interim)).share == Decimal("0.5")
    assert stands("91.005", decimals=3, targets=(interim,)).share == Decimal("0.5"), "where no other is set"


def test_a_word_is_asked_for_when_something_needs_explaining() -> None:
    assert stands("86.99").word_because() == "far behind the trajectory"
    assert stands("90", targets=(target(NOW, 91),)).word_because() == "past a target that was missed"
    assert stands("88").word_because(Status.BEHIND) == "behind the trajectory for the second time running"
    assert stands("90").word_because(Status.BEHIND) == "two steps from the status before"
    assert stands("88").word_because(Status.ON_TRAJECTORY) == "two steps from the status before"
    assert stands("86.99").needs_word


@pytest.mark.parametrize("before", [None, Status.ON_TRAJECTORY, Status.SLIGHTLY_BEHIND, Status.NO_DATA, Status.UNRATED])
def test_otherwise_one_tap_is_enough(before: Status | None) -> None:
    assert stands("89.99").word_because(before) is None
    assert not stands("89.99").needs_word


def test_status_is_told_in_words_with_a_shape_and_never_in_colours() -> None:
    assert [status.value for status in Status] == [
        "on trajectory",
        "slightly behind",
        "behind",
        "far behind",
        "no data",
        "stale",
        "unrated",
    ]
    rated = [status.shape for status in Status if status.rank is not None]
    assert len(set(rated)) == 4
    assert not set(rated) & {status.shape for status in Status if status.rank is None}


MOVES = [Decimal(value) for value in ("0", "1", "1", "3", "2", "5", "5")]  # moves 1 0 2 -1 3 0


def test_a_tolerance_is_twice_the_usual_move_beside_the_usual() -> None:
    assert propose_tolerance(MOVES, Decimal(0), Decimal(10), 1) == (Decimal("2.0"), False)


def test_a_tolerance_is_a_tenth_of_a_long_way_and_one_digit_of_a_short_one() -> None:
    assert propose_tolerance(MOVES, Decimal(0), Decimal(-40), 1) == (Decimal("4.0"), False)
    assert propose_tolerance([Decimal(5)] * 8, Decimal(5), Decimal(5), 2) == (Decimal("0.01"), False)


def test_a_tolerance_from_few_moves_is_provisional_and_leaves_them_out() -> None:
    assert propose_tolerance(MOVES[:6], Decimal(0), Decimal(10), 1) == (Decimal("1.0"), True)
    assert propose_tolerance([], Decimal(0), Decimal(10), 1) == (Decimal("1.0"), True)


def test_a_tolerance_looks_at_the_last_twelve_moves_only() -> None:
    wild = [Decimal(100 * (n % 2)) for n in range(20)]
    calm = [Decimal(n) for n in range(13)]
    assert propose_tolerance(wild + calm, Decimal(0), Decimal(1), 1) == (Decimal("0.1"), False)
