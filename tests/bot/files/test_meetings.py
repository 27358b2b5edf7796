"""When the meetings of a plan come round: by a list of dates or by a rule, and what is wrong with others."""

from datetime import date

import pytest

from bot.files.reading import read_plan
from domain.recurrence import (
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
from tests.bot.files.example import changed, told
from tests.domain.builders import period

MEETINGS = "{dates: [2017-10-18, 2017-12-13, 2018-02-14]}"
FIRST = date(2017, 10, 18)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (MEETINGS, OnDates((FIRST, date(2017, 12, 13), date(2018, 2, 14)))),
        ("{every_weeks: 8, first: 2017-10-18}", Every(8, FIRST)),
        ("{every_months: 2, first: 2017-10-18}", EveryMonths(2, FIRST)),
        ("{on_the: third Wednesday, first: 2017-10-18}", NthWeekday(3, 2, FIRST)),
        ("{on_the: 3rd wednesday, every_months: 2, first: 2017-10-18}", NthWeekday(3, 2, FIRST, 2)),
        ("{on_the: last Friday, first: 2017-10-18}", NthWeekday(-1, 4, FIRST)),
        ("{on_the: 12th working day, first: 2017-10-18}", NthWorkingDay(12, FIRST)),
        ("{on_the: last but one working day, first: 2017-10-18}", NthWorkingDay(-2, FIRST)),
        (
            "{every_weeks: 2, first: 2017-10-18, blocked_weeks: [w/c 25 Dec 2017, 2018-W01]}",
            Without(Every(2, FIRST), frozenset({period("2017-W52"), period("2018-W01")})),
        ),
        (
            "{every_weeks: 2, first: 2017-10-18, closed_days: earlier}",
            OnWorkingDays(Every(2, FIRST), Closed.EARLIER),
        ),
        ("{dates: [2017-10-18], closed_days: left out}", OnWorkingDays(OnDates((FIRST,)), Closed.LEFT_OUT)),
    ],
)
def test_meetings_come_round_by_what_is_written(written: str, rule: Rule) -> None:
    assert read_plan(changed((MEETINGS, written)), "plan.yaml").routine.cadence == rule


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{}", "routine.meetings: are not given; list their dates, or give first with every_weeks"),
        ("{first: 2017-10-18}", "routine.meetings: are not given"),
        ("{on_the: third Wednesday}", "routine.meetings: are not given"),
        ("{dates: []}", "routine.meetings: are not given"),
        ("{every_weeks: 2, every_months: 2, first: 2017-10-18}", "routine.meetings: are not given"),
        (
            "{on_the: Wednesdays, first: 2017-10-18}",
            "routine.meetings.on_the: “Wednesdays” is no day of a month; write it like third Wednesday, last Friday "
            "or 5th working day",
        ),
        (
            "{on_the: 6th Wednesday, first: 2017-10-18}",
            "routine.meetings.on_the: No month has a weekday number 6. Give 1 to 5, or -1 to -5 to count from the end.",
        ),
        (
            "{on_the: 32nd working day, first: 2017-10-18}",
            "routine.meetings.on_the: No month has a working day number 32.",
        ),
        (
            "{every_months: 0, first: 2017-10-18}",
            "routine.meetings.every_months: “0” is too small; it must be at least 1",
        ),
        (
            "{every_weeks: 2, first: 2017-10-18, blocked_weeks: [Dec 2017]}",
            "routine.meetings.blocked_weeks: Dec 2017 is not a week. Write it like “w/c 4 Sep 2017”.",
        ),
        (
            "{every_weeks: 2, first: 2017-10-18, blocked_weeks: [w/c 26 Dec 2017]}",
            "routine.meetings.blocked_weeks.1: “w/c 26 Dec 2017” is not a period",
        ),
        (
            "{every_weeks: 2, first: 2017-10-18, closed_days: never}",
            "routine.meetings.closed_days: “never” is not known; use 'earlier', 'later' or 'left out'",
        ),
        (
            "{every_weeks: 2, first: 0017-10-18}",
            "routine.meetings.first: “0017-10-18” is a day that nobody plans for; correct the year, 1900 to 2199",
        ),
    ],
)
def test_meetings_that_can_never_come_round_are_told(written: str, said: str) -> None:
    (only,) = told(changed((MEETINGS, written)))
    assert said in only
