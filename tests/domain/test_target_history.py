"""Versions of what was agreed: reasons, approvers, and the status on both targets for twelve months."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.definition import DefinitionBreak, Definitions
from domain.errors import Refused
from domain.priority import Polarity
from domain.status import Status
from domain.target_history import Agreement, in_force, lowered, rebaselined, shown, standings
from domain.trajectory import linear
from tests.domain.builders import indicator, observed, period, target

MARCH_17, MARCH_18, MARCH_19 = period("Mar 2017"), period("Mar 2018"), period("Mar 2019")
FIRST = Agreement(
    MARCH_17,
    Decimal("90.01"),
    (target("Mar 2018", 95),),
    linear(MARCH_17, Decimal("90.01"), MARCH_18, Decimal(95)),
    date(2017, 4, 20),
    "principal",
)
SECOND = Agreement(
    period("Sep 2017"),
    Decimal("89.67"),
    (target("Mar 2019", 95),),
    linear(period("Sep 2017"), Decimal("89.67"), MARCH_19, Decimal(95)),
    date(2017, 11, 15),
    "principal",
    "The winter plan starts a year later.",
)
BOTH = (FIRST, SECOND)


def test_the_version_in_force_is_the_latest_agreed_by_the_day() -> None:
    days = (date(2017, 4, 19), date(2017, 4, 20), date(2017, 11, 14), date(2017, 11, 15))
    assert [in_force(BOTH, day) for day in days] == [None, FIRST, FIRST, SECOND]


def test_both_targets_are_shown_for_twelve_months() -> None:
    assert shown(BOTH, date(2017, 11, 14)) == (FIRST,)
    assert shown(BOTH, date(2017, 11, 15)) == (SECOND, FIRST)
    assert shown(BOTH, date(2018, 11, 14)) == (SECOND, FIRST)
    assert shown(BOTH, date(2018, 11, 15)) == (SECOND,)
    assert shown(BOTH, date(2017, 1, 1)) == ()


def test_changed_twice_in_a_year_all_three_are_shown_and_a_leap_day_has_its_year() -> None:
    third = replace(SECOND, agreed_on=date(2018, 6, 1), reason="The baseline was revised.")
    assert shown((*BOTH, third), date(2018, 9, 1)) == (third, SECOND, FIRST)
    assert shown((*BOTH, third), date(2018, 12, 1)) == (third, SECOND)
    leap = replace(SECOND, agreed_on=date(2020, 2, 29))
    assert shown((FIRST, leap), date(2021, 2, 27)) == (leap, FIRST)
    assert shown((FIRST, leap), date(2021, 2, 28)) == (leap,)


def test_a_value_has_a_status_on_each_target() -> None:
    """November 2017, published as 88.77: behind the path to 2018, and not yet off the one to 2019."""
    found = standings(indicator(), shown(BOTH, date(2017, 12, 20)), observed("Nov 2017", "88.77"))
    assert [(one, stands.expected, stands.status) for one, stands in found] == [
        (SECOND, Decimal("90.26"), Status.SLIGHTLY_BEHIND),
        (FIRST, Decimal("93.34"), Status.FAR_BEHIND),
    ]
    assert [stands.below_baseline for _, stands in found] == [True, True]


def test_there_is_no_status_across_a_break_in_the_definition() -> None:
    breaks = Definitions((DefinitionBreak(period("Aug 2017"), "Urgent care centres are counted too."),))
    (_, new), (_, old) = standings(indicator(), BOTH[::-1], observed("Nov 2017", "88.77"), breaks)
    assert (new.status, new.below_baseline) == (Status.SLIGHTLY_BEHIND, True)
    assert (old.status, old.gap, old.share, old.below_baseline) == (Status.UNRATED, None, None, False)


def test_a_version_is_added_and_none_is_changed() -> None:
    assert rebaselined((), FIRST, indicator()) == (FIRST,)
    assert rebaselined((FIRST,), SECOND, indicator()) == BOTH


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"approved_by": " "}, "approved_by", "Nobody approved this"),
        ({"reason": " "}, "reason", "needs a reason"),
        ({"agreed_on": date(2017, 4, 19)}, "agreed_on", "agreed later, on 2017-04-20"),
        ({"agreed_on": date(2019, 4, 1)}, "period", "Mar 2019 is over already"),
        ({"targets": ()}, "targets", "leads to a target, and there is none"),
        ({"targets": (target("Mar 2019", 95, "<="),)}, "comparator", "contradicts the polarity"),
        ({"targets": (target("Mar 2019", 96),)}, "trajectory", "ends at 95.00 % in Mar 2019, the target is 96.00 %"),
        ({"baseline": Decimal("89.68")}, "trajectory", "starts at 89.67 % in Sep 2017, the baseline is 89.68 %"),
        ({"baseline_period": period("Aug 2017")}, "trajectory", "starts at 89.67 % in Sep 2017"),
    ],
)
def test_a_version_that_cannot_be_meant_is_refused(changes: dict[str, Any], field: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refusal:
        rebaselined((FIRST,), replace(SECOND, **changes), indicator())
    assert refusal.value.field == field


def test_the_first_version_needs_no_reason_but_an_approver() -> None:
    with pytest.raises(Refused, match="Nobody approved"):
        rebaselined((), replace(FIRST, approved_by=""), indicator())


def test_a_baseline_is_a_number() -> None:
    with pytest.raises(Refused, match="is no number"):
        replace(FIRST, baseline=Decimal("NaN"))


@pytest.mark.parametrize(
    ("when", "value", "comparator", "less"),
    [
        ("Mar 2018", "94.9", ">=", True),
        ("Mar 2019", "95", ">=", True),
        ("Mar 2018", "95", ">=", False),
        ("Mar 2018", "95", ">", False),
        ("Feb 2018", "95", ">=", False),
        ("Mar 2019", "95.1", ">=", False),
    ],
)
def test_asking_for_less_or_for_the_same_later_lowers_a_target(
    when: str, value: str, comparator: str, less: bool
) -> None:
    new = replace(SECOND, targets=(target(when, value, comparator),))
    assert lowered(FIRST, new, Polarity.HIGHER) is less


def test_where_lower_is_better_more_is_less() -> None:
    old, new = (replace(FIRST, targets=(target("Mar 2018", value, "<="),)) for value in (4385, 4450))
    assert lowered(old, new, Polarity.LOWER)
    assert not lowered(new, old, Polarity.LOWER)


def test_no_target_where_there_was_one_asks_for_less() -> None:
    none = replace(FIRST, targets=())
    assert lowered(FIRST, none, Polarity.HIGHER)
    assert not lowered(none, FIRST, Polarity.HIGHER)
    passed = replace(FIRST, targets=(target("Mar 2018", 95, ">"),))
    assert lowered(passed, FIRST, Polarity.HIGHER)


@given(
    st.lists(st.dates(date(2015, 1, 1), date(2019, 12, 31)), min_size=1, max_size=6),
    st.dates(date(2014, 6, 1), date(2022, 1, 1)),
)
def test_the_version_in_force_is_the_first_of_those_shown(days: list[date], on: date) -> None:
    versions = [replace(FIRST, agreed_on=day) for day in sorted(days)]
    now = shown(versions, on)
    assert (now[0] if now else None) == in_force(versions, on)
    assert all(one.agreed_on <= on for one in now)
