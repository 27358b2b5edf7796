"""The unit's calendar: the country's holidays, and the unit's own list before them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from bot.files.calendar import Closed, weekend_of, workdays
from domain.errors import Refused

WEEKEND = frozenset({5, 6})
AUGUST, CHRISTMAS, STRIKE = date(2017, 8, 28), date(2017, 12, 25), date(2017, 11, 2)


def test_a_countrys_public_holidays_are_no_working_days() -> None:
    days = workdays("GB", "ENG", frozenset(), WEEKEND)
    assert not days.is_working(AUGUST)
    assert not days.is_working(CHRISTMAS)
    assert days.is_working(STRIKE)


def test_a_part_of_a_country_has_its_own() -> None:
    assert workdays("GB", "SCT", frozenset(), WEEKEND).is_working(AUGUST)


def test_the_units_own_list_wins_in_its_years() -> None:
    days = workdays("GB", "ENG", frozenset({STRIKE}), WEEKEND)
    assert not days.is_working(STRIKE)
    assert days.is_working(AUGUST)
    assert not days.is_working(date(2018, 8, 27)), "the list says nothing of 2018"


def test_the_weekend_is_the_units_own() -> None:
    days = workdays("AE", None, frozenset(), weekend_of(["Fri", "Sat"]))
    assert not days.is_working(date(2017, 9, 8))
    assert days.is_working(date(2017, 9, 10))


@pytest.mark.parametrize(("country", "subdivision"), [("England", None), ("GB", "Wessex"), ("", None)])
def test_a_country_that_nobody_knows_is_refused(country: str, subdivision: str | None) -> None:
    with pytest.raises(Refused, match="No public holidays are known for"):
        workdays(country, subdivision, frozenset(), WEEKEND)


def test_what_is_no_date_is_no_holiday() -> None:
    assert "2017-12-25" not in Closed("GB", "ENG", frozenset())


def test_threads_that_ask_for_a_year_at_once_all_hear_the_same() -> None:
    christmases = [date(year, 12, 25) for year in range(1990, 2010)]
    closed, together = Closed("GB", "ENG", frozenset()), Barrier(4)

    def ask() -> list[bool]:
        together.wait(10)
        return [day in closed for day in christmases]

    with ThreadPoolExecutor(4) as threads:
        answers = [one.result() for one in [threads.submit(ask) for _ in range(4)]]
    assert answers == [[True] * 20] * 4
