"""Breaks in a series: nothing is compared across one."""

import pytest

from domain.definition import AS_EVER, DefinitionBreak, Definitions, in_order
from domain.errors import Refused
from tests.domain.builders import observed, period

TWO_BREAKS = Definitions(
    (
        DefinitionBreak(period("Apr 2017"), "Urgent care centres are counted too."),
        DefinitionBreak(period("Sep 2017"), "Waits are counted from arrival."),
    )
)


def test_a_definition_holds_from_its_first_period_to_the_next_break() -> None:
    versions = [TWO_BREAKS.version(period(when)) for when in ("Mar 2017", "Apr 2017", "Aug 2017", "Sep 2017")]
    assert versions == [1, 2, 2, 3]
    assert AS_EVER.version(period("Mar 2017")) == 1
    assert TWO_BREAKS.same(period("Apr 2017"), period("Aug 2017"))
    assert not TWO_BREAKS.same(period("Aug 2017"), period("Sep 2017"))


def test_only_what_is_counted_as_the_latest_is_can_be_compared() -> None:
    known = [observed(when, 90) for when in ("Aug 2017", "Mar 2017", "May 2017")]
    assert TWO_BREAKS.comparable(known) == (known[2], known[0])
    assert AS_EVER.comparable(known) == (known[1], known[2], known[0])
    assert TWO_BREAKS.comparable([]) == ()


def test_breaks_come_in_their_order_each_with_a_reason() -> None:
    first, second = TWO_BREAKS.breaks
    for breaks in ((second, first), (first, first)):
        with pytest.raises(Refused, match="does not come after"):
            Definitions(breaks)
    with pytest.raises(Refused, match="needs a reason"):
        DefinitionBreak(period("Apr 2017"), " ")


def test_figures_are_put_in_order_and_two_of_one_period_are_refused() -> None:
    known = [observed("Aug 2017", 90), observed("Mar 2017", 89)]
    assert in_order(known) == (known[1], known[0])
    with pytest.raises(Refused, match="Aug 2017 has two figures"):
        in_order([*known, observed("Aug 2017", 91)])
    with pytest.raises(Refused, match="two calendars"):
        in_order([*known, observed("Q3 2017", 91)])
