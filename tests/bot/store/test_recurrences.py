"""Rules of recurrence in the records."""

import json
from datetime import date

import pytest

from bot.store.recurrences import rule_as_json, rule_of
from domain.recurrence import (
    Beside,
    Closed,
    Every,
    EveryMonths,
    NthWeekday,
    NthWorkingDay,
    OnDates,
    OnWorkingDays,
    Rule,
    Without,
)
from tests.domain.builders import period

FIRST = date(2017, 10, 18)
WEDNESDAYS = NthWeekday(3, 2, FIRST, 2)


@pytest.mark.parametrize(
    "rule",
    [
        OnDates((FIRST, date(2017, 12, 13))),
        Every(8, FIRST),
        EveryMonths(2, FIRST),
        WEDNESDAYS,
        NthWorkingDay(-2, FIRST),
        Beside(WEDNESDAYS, -5),
        OnWorkingDays(Without(WEDNESDAYS, frozenset({period("2017-W52"), period("2018-W01")})), Closed.EARLIER),
    ],
)
def test_a_rule_comes_back_from_the_records_as_it_was(rule: Rule) -> None:
    assert rule_of(json.loads(json.dumps(rule_as_json(rule)))) == rule


def test_a_rule_recorded_before_rules_had_names_is_still_read() -> None:
    assert rule_of({"dates": ["2017-10-18"]}) == OnDates((FIRST,))
    assert rule_of({"weeks": 8, "first": "2017-10-18"}) == Every(8, FIRST)


def test_a_rule_that_nobody_knows_is_no_rule() -> None:
    with pytest.raises(LookupError, match="every full moon"):
        rule_of({"rule": "every full moon"})
