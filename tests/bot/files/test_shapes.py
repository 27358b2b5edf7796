"""Calendars and shapes of trajectories in a plan: what is made of them, and what is said of those that do not fit."""

from decimal import Decimal

import pytest

from bot.files.plan import PriorityPlan
from bot.files.reading import read_plan
from domain.period import Frequency
from domain.period_calendar import APRIL, Calendar, YearStart
from domain.trajectory import Shape
from tests.bot.files.example import TEXT, changed, line_of, told
from tests.domain.builders import period

START = TEXT.index("  - key: B1")
PATH = """    trajectory:
      shape: linear
      points:
        - {period: Mar 2017, expected: 195626}
        - {period: Mar 2018, expected: 150000}
"""
UNIT = "      unit: patients\n"
HISTORY = "      - {period: Apr 2016, value: 182400}\n"
EARLIER = "".join(
    f"      - {{period: {period('Apr 2015').next(step).short}, value: {value}}}\n"
    for step, value in enumerate(range(170000, 194000, 2000))
)
"""Twelve months before the example's; invented, for a history of two years."""


def reads(*changes: tuple[str, str]) -> PriorityPlan:
    """The example's second priority with some places of its own changed."""
    return read_plan(spoilt(*changes), "plan.yaml").priorities[1]


def spoilt(*changes: tuple[str, str]) -> str:
    text = TEXT[START:]
    for old, new in changes:
        assert old in text, f"the example has no {old}"
        text = text.replace(old, new)
    return TEXT[:START] + text


def in_calendar(frequency: str, baseline: str, goal: str, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The second priority in another calendar, without its history."""
    history = TEXT[START:][TEXT[START:].index("    history:") :]
    return [(history, ""), ("frequency: month", frequency), ("Mar 2017", baseline), ("Mar 2018", goal), *more]


@pytest.mark.parametrize(
    ("frequency", "baseline", "goal", "calendar"),
    [
        ("frequency: quarter", "Q1 2017", "Q1 2018", Calendar(Frequency.QUARTER)),
        ("frequency: fiscal quarter", "Q4 2016/17", "Q4 2017/18", Calendar(Frequency.FISCAL_QUARTER, APRIL)),
        (
            "frequency: fiscal quarter\n      year_starts: July",
            "Q4 2016/17",
            "Q4 2017/18",
            Calendar(Frequency.FISCAL_QUARTER, YearStart(7)),
        ),
        ("frequency: four-week", "P13 2020/21", "P13 2021/22", Calendar(Frequency.FOUR_WEEK, APRIL)),
        ("frequency: school year", "2016/17", "2019/20", Calendar(Frequency.SCHOOL_YEAR, YearStart(9))),
        ("frequency: year", "2016", "2019", Calendar(Frequency.YEAR)),
        ("frequency: year\n      year_starts: Apr", "2010-11", "2019/20", Calendar(Frequency.YEAR, APRIL)),
        (
            "frequency: year\n      year_starts: 6 April",
            "2016/17",
            "2019/20",
            Calendar(Frequency.YEAR, YearStart(4, 6)),
        ),
        ("frequency: week", "w/c 27 Mar 2017", "w/e 1 Apr 2018", Calendar(Frequency.WEEK)),
    ],
)
def test_periods_are_read_in_the_calendar_of_their_indicator(
    frequency: str, baseline: str, goal: str, calendar: Calendar
) -> None:
    found = reads(*in_calendar(frequency, baseline, goal))
    assert found.indicator.calendar == calendar
    assert found.trajectory is not None
    periods = [one.period for one in found.targets] + [one.period for one in found.trajectory.points]
    assert {one.calendar for one in periods} == {calendar}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            in_calendar("frequency: fiscal quarter", "Q4 2016/17", "Q4 2017"),
            "priorities.B1.targets.1.period: “Q4 2017” is not a period; write it like “Q2 2017/18”",
        ),
        (
            in_calendar("frequency: year\n      year_starts: April", "2016/17", "FY2018"),
            "priorities.B1.targets.1.period: “FY2018” is not a period; write both years",
        ),
        (
            in_calendar("frequency: four-week", "P13 2020/21", "Mar 2022"),
            "priorities.B1.targets.1.period: “Mar 2022” is no four-week period, and the indicator has a value every "
            "four-week period",
        ),
        (
            in_calendar("frequency: fiscal quarter", "Q4 2016/17", "2017-Y07-Q4"),
            "priorities.B1.targets.1.period: “Q4 2017/18” is of a year that starts on another day than the "
            "indicator's, 1 April; set year_starts under the indicator, or correct the period",
        ),
        (
            [("frequency: month", "frequency: month\n      year_starts: April")],
            "priorities.B1.indicator.year_starts: a month belongs to the calendar year; leave it out, or choose fiscal "
            "quarter",
        ),
        (
            [("frequency: month", "frequency: fiscal quarter\n      year_starts: Easter")],
            "priorities.B1.indicator.year_starts: “Easter” is no start of a year; write it like April, or 6 April",
        ),
        (
            [("frequency: month", "frequency: fiscal quarter\n      year_starts: 31 March")],
            "priorities.B1.indicator.year_starts: “31 March” is no start of a year; give a month and a day to 28",
        ),
    ],
)
def test_a_period_of_another_calendar_is_told(changes: list[tuple[str, str]], said: str) -> None:
    assert any(one.split(": ", 1)[1] == said for one in told(spoilt(*changes)))


def test_a_path_with_a_season_is_made_from_the_history() -> None:
    found = reads((PATH, "    trajectory: {shape: seasonal}\n"), (HISTORY, EARLIER + HISTORY))
    assert found.trajectory is not None
    assert (found.trajectory.shape, len(found.trajectory.points)) == (Shape.SEASONAL, 13)
    ends = found.trajectory.points[0].expected, found.trajectory.points[-1].expected
    assert ends == (Decimal(195626), Decimal(150000))


def test_a_path_may_have_a_profile_of_its_own() -> None:
    profile = "profile: [3000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3000]"
    found = reads((PATH, f"    trajectory: {{shape: seasonal, {profile}}}\n"))
    assert found.trajectory is not None
    straight = Decimal(195626) + Decimal(150000 - 195626) * 10 / 12
    assert found.trajectory.expected(period("Jan 2018")) == straight + 3000


BUILT_UP = """    trajectory:
      shape: built up
      interventions:
        - {name: streaming at the front door, start: Jun 2017, impact: -20000, lag: 2, ramp: 3}
        - {name: weekend discharge, start: Sep 2017, impact: -15000, low: -20000, high: -5000}
"""


def test_a_path_may_be_built_up_and_says_what_nothing_covers() -> None:
    found = reads((PATH, BUILT_UP))
    assert found.trajectory is not None
    assert found.trajectory.shape is Shape.BUILT_UP
    assert found.trajectory.expected(period("Mar 2018")) == 150000
    assert found.note == "No intervention covers 10,626 patients of the 45,626 patients from Mar 2017 to Mar 2018."
    beyond = reads((PATH, BUILT_UP.replace("-15000, low: -20000, high: -5000", "-30000")))
    assert beyond.note == "The interventions lead 4,374 patients beyond the 45,626 patients from Mar 2017 to Mar 2018."
    whole = reads((PATH, BUILT_UP.replace("impact: -20000", "impact: -30626")))
    assert whole.note == "The interventions cover the 45,626 patients from Mar 2017 to Mar 2018."
    assert reads().note == ""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "{shape: curved}",
            ".shape: “curved” is not known; use 'linear', 'stepped', 'seasonal' or 'built up'",
        ),
        ("{shape: linear}", ".points: is missing; list at least a start and an end, each with period and expected"),
        ("{shape: stepped, points: []}", ".points: is missing; list at least a start and an end"),
        (
            "{shape: seasonal, points: [{period: Mar 2017, expected: 195626}]}",
            ".points: belongs to another shape than seasonal; take it away, or change the shape",
        ),
        (
            "{shape: linear, interventions: []}",
            ".interventions: belongs to another shape than linear; take it away, or change the shape",
        ),
        ("{shape: seasonal}", ": A seasonal profile needs 24 figures in a row; there are 12. Add earlier figures"),
        ("{shape: seasonal, profile: [1, 2]}", ": The profile has 2 parts, and a year has 12 here."),
        (
            "{shape: seasonal, profile: [0, 0, -3000000, 0, 0, 0, 0, 0, 0, 0, 0, 0]}",
            ": would lead to 3191824 in Apr 2017, out of the indicator's range, 0 to 2000000",
        ),
        (
            "{shape: built up, interventions: [{name: a, start: Jan 2017, impact: -1}]}",
            ": “a” shows by Mar 2017, so the baseline has it already. Leave it out, or correct its start or its lag.",
        ),
        (
            "{shape: built up, interventions: [{name: a, start: Q2 2017, impact: -1}]}",
            ".interventions.1.start: “Q2 2017” is no month, and the indicator has a value every month",
        ),
        (
            "{shape: built up, interventions: [{name: a, start: Jun 2017, impact: much}]}",
            ".interventions.1.impact: “much” is not a clear number",
        ),
        (
            "{shape: built up, interventions: [{name: a, start: Jun 2017, impact: -1, lag: -1}]}",
            ".interventions.1.lag: “-1” is too small; it must be at least 0",
        ),
        (
            "{shape: built up, interventions: [{name: a, start: Jun 2017, impact: -1, high: -2}]}",
            ": The impact of “a”, -1, lies outside its own range. Let low be at most the impact, and high at least.",
        ),
        (
            "{points: [{period: Mar 2017, expected: 195626, low: 195627}, {period: Mar 2018, expected: 150000}]}",
            ": In Mar 2017 what is expected, 195626, lies outside its own range.",
        ),
    ],
)
def test_a_path_that_does_not_fit_its_shape_is_told(path: str, said: str) -> None:
    text = spoilt((PATH, f"    trajectory: {path}\n"))
    (only,) = told(text)
    assert f"plan.yaml:{line_of(text, f'trajectory: {path}')}: priorities.B1.trajectory{said}" in only


def test_a_path_that_is_worked_out_needs_a_target() -> None:
    goal = '      - {period: Mar 2018, value: 150000, comparator: "<="}\n'
    for path in ("{shape: seasonal}", "{shape: built up}"):
        text = spoilt((PATH, f"    trajectory: {path}\n"), (goal, ""), ("    targets:\n", "    targets: []\n"))
        (only,) = told(text)
        assert "A trajectory of this shape leads to a target. Add one under targets." in only


def test_an_interim_target_comes_before_the_target() -> None:
    interim = '{period: Sep 2017, value: 90, comparator: ">", interim: true}'
    late = interim.replace("Sep 2017", "Apr 2018")
    assert any(
        "priorities.A1.targets.1.period: “Apr 2018” is interim and comes after the target of Mar 2018" in one
        for one in told(changed((interim, late)))
    )


@pytest.mark.parametrize(
    ("breaks", "first", "known"),
    [("", "Apr 2016", 1), ("      breaks: [{first: Apr 2016, reason: type 3 counts too}]\n", "Apr 2016", 2)],
    ids=["as ever", "from a month on"],
)
def test_a_plan_may_say_from_when_on_an_indicator_is_counted_otherwise(breaks: str, first: str, known: int) -> None:
    found = reads((UNIT, UNIT + breaks)).definitions
    assert (found.version(period(first)), found.version(period(first).next(-1))) == (known, 1)


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        ("{first: Q1 2017, reason: a}", ".breaks.1.first: “Q1 2017” is no month, and the indicator has a value every"),
        ("{first: Jun 2017, reason: ''}", ".breaks.1.reason: "),
        (
            "{first: Jun 2017, reason: a}, {first: May 2017, reason: b}",
            ".breaks: The break in May 2017 does not come after the one in Jun 2017.",
        ),
    ],
)
def test_what_is_wrong_with_a_break_is_told_where_it_stands(breaks: str, said: str) -> None:
    mistakes = told(spoilt((UNIT, UNIT + f"      breaks: [{breaks}]\n")))
    assert any(said in one for one in mistakes), mistakes
