"""A gap in people."""

from decimal import Decimal

import pytest

from domain.people_units import people_short
from domain.priority import Observation, Polarity
from tests.domain.builders import ATTENDED, SEEN, indicator, period

SEPTEMBER = Observation(period("Sep 2017"), Decimal("89.67"), SEEN, ATTENDED)


def test_people_short_are_what_the_whole_asks_for_less_those_there_were() -> None:
    """1,925,961 attended; 90 % of them are 1,733,364.9, and 1,726,934 were seen in time."""
    assert people_short(indicator(), SEPTEMBER, Decimal(90)) == 6431


def test_where_lower_is_better_the_people_are_those_too_many() -> None:
    waiting = Observation(period("Sep 2017"), Decimal(12), Decimal(120), Decimal(1000))
    assert people_short(indicator(polarity=Polarity.LOWER), waiting, Decimal(10)) == 20
    assert people_short(indicator(polarity=Polarity.LOWER), waiting, Decimal(12)) is None


@pytest.mark.parametrize(("top", "people"), [("8.6", None), ("8.5", 1), ("8.4", 1), ("7.5", 2), ("9", None)])
def test_to_the_nearest_whole_person_half_away_from_zero(top: str, people: int | None) -> None:
    seen = Observation(period("Sep 2017"), Decimal(90), Decimal(top), Decimal(10))
    assert people_short(indicator(), seen, Decimal(90)) == people


def test_nobody_is_missing_where_the_mark_is_reached() -> None:
    for mark in ("89.6", "0", "-5"):
        assert people_short(indicator(), SEPTEMBER, Decimal(mark)) is None


def test_without_people_or_without_both_numbers_there_is_nothing_to_say() -> None:
    assert people_short(indicator(people_unit=None), SEPTEMBER, Decimal(90)) is None
    for top, bottom in ((None, ATTENDED), (SEEN, None)):
        part = Observation(period("Sep 2017"), Decimal("89.67"), top, bottom)
        assert people_short(indicator(), part, Decimal(90)) is None


def test_a_quotient_that_is_no_percentage_counts_as_it_is() -> None:
    a_head = Observation(period("Sep 2017"), Decimal("0.5"), Decimal(50), Decimal(100))
    assert people_short(indicator(unit="visits a head"), a_head, Decimal("0.6")) == 10
