"""A trajectory with the season in it."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.period import Period
from domain.priority import Observation
from domain.trajectory import Shape
from domain.trajectory_season import Profile, propose_profile, seasonal
from tests.domain.builders import EMERGENCY_WAITS, observed, period, target

WINTER = Profile(tuple(map(Decimal, (-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2))))
LAST_WINTER = "89.94 88.77 84.99 85.3 85.04 84.62"
"""NHS England, A&E attendances: % seen within four hours, October 2017 to March 2018 (Open Government Licence)."""


def series(first: str, values: list[Decimal]) -> list[Observation]:
    return [Observation(period(first).next(step), value) for step, value in enumerate(values)]


@pytest.mark.parametrize(
    ("first", "year", "off"),
    [("Jan 2015", 12, "0"), ("Q2 2010/11", 4, "0"), ("P6 2015/16", 13, "0"), ("w/c 7 Jan 2013", 52, "0.5")],
)
def test_a_line_with_a_season_gives_back_the_season(first: str, year: int, off: str) -> None:
    """Weeks only nearly: one year in five or six has one more."""
    adds = [Decimal(2 * part - year + 1) / 2 for part in range(year)]
    start = period(first)
    values = [Decimal(step) / 4 + adds[start.next(step).part] for step in range(max(24, 2 * year + 1))]
    found = propose_profile(series(first, values), 1)
    assert all(abs(one - add) <= Decimal(off) for one, add in zip(found.adds, adds, strict=True))


def test_the_season_of_the_published_waits_is_a_dip_in_winter() -> None:
    known = [Decimal(value) for value in f"{EMERGENCY_WAITS} {LAST_WINTER}".split()]
    profile = propose_profile(series("Apr 2016", known), 2)
    ranked = sorted(range(12), key=profile.adds.__getitem__)
    assert set(ranked[:3]) == {11, 0, 1}, "December, January and February are the worst"
    assert abs(sum(profile.adds, Decimal(0))) <= Decimal("0.006"), "twelve numbers, each rounded to three decimals"
    with pytest.raises(Refused, match="needs 24 figures in a row; there are 23"):
        propose_profile(series("Apr 2016", known[:23]), 2)


def test_a_path_with_a_season_starts_at_the_baseline_and_ends_at_the_target() -> None:
    path = seasonal(period("Mar 2017"), Decimal("90.01"), target("Mar 2018", 95), WINTER)
    assert path.shape is Shape.SEASONAL
    assert len(path.points) == 13
    assert (path.expected(period("Mar 2017")), path.expected(period("Mar 2018"))) == (Decimal("90.01"), Decimal(95))
    straight = Decimal("90.01") + (Decimal("4.99") * 10 / 12)
    assert path.expected(period("Jan 2018")) == straight - Decimal(2), "January is -3 where March is -1"


def test_a_path_may_run_from_one_part_of_the_year_to_another() -> None:
    path = seasonal(period("Mar 2017"), Decimal(80), target("Sep 2017", 90), WINTER)
    assert (path.expected(period("Mar 2017")), path.expected(period("Sep 2017"))) == (Decimal(80), Decimal(90))
    assert path.expected(period("Jun 2017")) == Decimal(81 + 89) / 2 + 2


@pytest.mark.parametrize(
    ("history", "problem"),
    [
        ([], "needs 24 figures in a row; there are 0"),
        (series("Jan 2016", [Decimal(1)] * 23), "needs 24 figures in a row; there are 23"),
        (series("Jan 2010", [Decimal(1)] * 60) + series("Feb 2015", [Decimal(1)] * 23), "there are 23"),
        (series("2001", [Decimal(1)] * 30), "needs 24 figures"),
        (series("w/c 7 Jan 2013", [Decimal(1)] * 103), "needs 104 figures in a row; there are 103"),
        ([*series("Jan 2016", [Decimal(1)] * 24), observed("Dec 2017", 2)], "Dec 2017 has two figures"),
        ([*series("Jan 2016", [Decimal(1)] * 24), observed("Q1 2018", 2)], "two calendars"),
    ],
)
def test_a_history_that_shows_no_season_is_refused(history: list[Observation], problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        propose_profile(history, 2)


def test_a_profile_is_of_one_calendar() -> None:
    with pytest.raises(Refused, match="12 parts, and a year has 4 here"):
        WINTER.at(period("Q3 2017"))
    with pytest.raises(Refused, match="is not after"):
        seasonal(period("Mar 2017"), Decimal(90), target("Mar 2017", 95), WINTER)


@given(
    st.lists(st.decimals(-50, 50, places=2), min_size=12, max_size=12),
    st.decimals(-1000, 1000, places=2),
    st.decimals(-1000, 1000, places=2),
    st.integers(1, 60),
)
def test_the_ends_fit_whatever_the_season(adds: list[Decimal], start: Decimal, end: Decimal, length: int) -> None:
    first: Period = period("May 2015")
    path = seasonal(first, start, target(first.next(length).short, str(end)), Profile(tuple(adds)))
    assert (path.points[0].expected, path.points[-1].expected) == (start, end)
    without = [point.expected - Profile(tuple(adds)).at(point.period) for point in path.points]
    moves = [later - one for one, later in pairwise(without)]
    assert max(moves) - min(moves) < Decimal("1e-20"), "without the season it is a straight line"
