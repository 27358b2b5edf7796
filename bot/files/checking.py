"""What is wrong between a plan's fields, though each may be well formed: pairs of (where, what and how to mend it)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.files import building, checking_indicator, paths
from bot.files.calendar import weekend_of, workdays
from bot.files.document import Path
from bot.files.rows import FigureRow, PriorityRow, RoutineRow, TrajectoryRow, UnitRow
from domain.checks import Severity, Submission, check
from domain.errors import Refused
from domain.period import MONTHS, Frequency, Period
from domain.period_calendar import JANUARY, Calendar
from domain.priority import Indicator
from domain.target import final_target
from domain.trajectory import Trajectory

Found = Iterator[tuple[Path, str]]
ONE_OF: Final = {Frequency.FOUR_WEEK: "four-week period"}
DISAGREE: Final = "disagreement"  # asked of a person who answers; a plan has to be right


@dataclass(frozen=True)
class Parts:
    """What could be read of a plan; None, or left out, where it could not."""

    unit: UnitRow | None
    routine: RoutineRow | None
    priorities: dict[int, PriorityRow]


def mistakes(content: dict[str, Any], parts: Parts) -> Found:
    """Everything that is found, in no particular order."""
    yield from _names(content)
    yield from _unit_left_out(content)
    yield from _doubled_people(content)
    yield from _doubled_keys(content)
    if parts.unit:
        yield from _unit(parts.unit)
    if parts.routine:
        yield from _lead_times(parts.routine)
        yield from _meetings(parts.routine)
    for at, row in parts.priorities.items():
        yield from _priority(row, ("priorities", at))


def _names(content: dict[str, Any]) -> Found:
    """Everybody that is named must be listed under people."""
    people = content.get("people")
    if not isinstance(people, dict):
        return  # told once, not for everybody
    for path in _places_of_names(content):
        name = _at(content, path)
        if isinstance(name, str) and name and name not in people:
            yield path, f"“{name}” is not listed under people; add them there, or correct the name"


def _places_of_names(content: dict[str, Any]) -> Iterator[Path]:
    yield from [("routine", "principal"), ("routine", "chair")]
    for at, one in enumerate(_priorities(content)):
        place: Path = ("priorities", at)
        yield from [(*place, "leader"), (*place, "delivery_lead"), (*place, "indicator", "owner")]
        yield (*place, "rebaselined", "approved_by")
        dated = _at(one, ("milestones",))
        yield from [(*place, "milestones", at, "owner") for at in range(len(dated) if isinstance(dated, list) else 0)]
        named = _at(one, ("visibility",))
        yield from [(*place, "visibility", number) for number in range(len(named))] if isinstance(named, list) else []


def _unit_left_out(content: dict[str, Any]) -> Found:
    """The unit's channel tells all of the unit of every figure, so whoever is in the unit is named too."""
    people = content.get("people")
    unit = (
        [key for key in people if _at(people, (key, "role")) in ("staff", "head")] if isinstance(people, dict) else []
    )
    for at, one in enumerate(_priorities(content)):
        named = _at(one, ("visibility",))
        left = [key for key in unit if key not in named] if isinstance(named, list) else []
        if left:
            names = " and ".join(left)
            yield (
                ("priorities", at, "visibility"),
                f"the unit’s channel tells all of the unit about each priority; add {names} here",
            )


def _doubled_people(content: dict[str, Any]) -> Found:
    people = content.get("people")
    seen: dict[str, str] = {}
    for key in people if isinstance(people, dict) else ():
        account = _at(people, (key, "slack"))
        if isinstance(account, str) and account:
            other = seen.setdefault(account.lower(), key)
            if other != key:
                yield ("people", key, "slack"), f"“{account}” is {other} already; list each person once"


def _doubled_keys(content: dict[str, Any]) -> Found:
    seen = set()
    for at, one in enumerate(_priorities(content)):
        key = _at(one, ("key",))
        if isinstance(key, str) and key in seen:
            yield ("priorities", at, "key"), f"“{key}” stands twice; give each priority a key of its own"
        seen.add(str(key))


def _unit(row: UnitRow) -> Found:
    calendar = row.calendar
    try:
        workdays(calendar.country, calendar.subdivision, frozenset(calendar.holidays), weekend_of(calendar.weekend))
    except Refused as unknown:
        yield ("unit", "calendar"), str(unknown)
    if row.hours.opens >= row.hours.closes:
        yield ("unit", "hours"), "closes before it opens; exchange the two"


def _lead_times(row: RoutineRow) -> Found:
    try:
        building.lead_times(row)
    except Refused as wrong:
        yield ("routine", "lead_times"), str(wrong)


def _meetings(row: RoutineRow) -> Found:
    try:
        building.cadence(row.meetings)
    except Refused as wrong:
        field = {"weeks": "blocked_weeks", "nth": "on_the"}.get(wrong.field, wrong.field)
        yield ("routine", "meetings", field), str(wrong)


def _priority(row: PriorityRow, place: Path) -> Found:
    indicator, _ = building.indicator(row)
    of_calendar = list(_calendars(row, place))
    yield from of_calendar
    yield from _limits(row, place)
    yield from _twice(row, place)
    yield from _targets(row, indicator, place)
    yield from checking_indicator.subgroups(row, indicator, place)
    for at, figure in enumerate(row.history):
        yield from _figure(figure, indicator, (*place, "history", at))
    if not of_calendar:  # periods of two calendars cannot be compared
        yield from _trajectory(row, indicator, place)
        yield from checking_indicator.breaks(row, place)
        yield from checking_indicator.together(row, place)


def _calendars(row: PriorityRow, place: Path) -> Found:
    """Every period is of the calendar that the indicator states."""
    of = row.indicator
    if of.year_starts is not None and of.year_starts != JANUARY and not of.frequency.own_year:
        said = f"a {of.frequency} belongs to the calendar year; leave it out, or choose fiscal quarter"
        yield (*place, "indicator", "year_starts"), said
        return
    calendar = Calendar(of.frequency, of.year_starts) if of.year_starts else Calendar.usual(of.frequency)
    one = ONE_OF.get(of.frequency, of.frequency.value)
    for path, period in _periods(row):
        if period.frequency is not of.frequency:
            yield (*place, *path), f"“{period.short}” is no {one}, and the indicator has a value every {one}"
        elif period.calendar != calendar:
            starts = f"{calendar.opens.day} {MONTHS[calendar.opens.month - 1]}"
            said = f"“{period.short}” is of a year that starts on another day than the indicator's, {starts}; set "
            yield (*place, *path), f"{said}year_starts under the indicator, or correct the period"


def _periods(row: PriorityRow) -> Iterator[tuple[Path, Period]]:
    yield ("baseline", "period"), row.baseline.period
    yield from [(("targets", at, "period"), one.period) for at, one in enumerate(row.targets)]
    yield from [(("history", at, "period"), one.period) for at, one in enumerate(row.history)]
    yield from [(("indicator", "breaks", at, "first"), one.first) for at, one in enumerate(row.indicator.breaks)]
    path = row.trajectory or TrajectoryRow()
    yield from [(("trajectory", "points", at, "period"), one.period) for at, one in enumerate(path.points)]
    yield from [(("trajectory", "interventions", at, "start"), one.start) for at, one in enumerate(path.interventions)]


def _twice(row: PriorityRow, place: Path) -> Found:
    for text, count in Counter(one.text for one in row.milestones).items():
        if count > 1:
            last = max(at for at, one in enumerate(row.milestones) if one.text == text)
            yield (*place, "milestones", last, "text"), "stands twice; keep one"
    for name, listed in (
        ("targets", [one.period for one in row.targets]),
        ("history", [o.period for o in row.history]),
    ):
        for period, count in Counter(listed).items():
            if count > 1:
                last = max(at for at, one in enumerate(listed) if one == period)
                yield (*place, name, last, "period"), f"{period.short} stands twice; keep one"


def _limits(row: PriorityRow, place: Path) -> Found:
    one = row.indicator
    if (one.numerator is None) != (one.denominator is None):
        yield (*place, "indicator"), "has only one of numerator and denominator; name both, or neither"
    if one.range and one.range[0] >= one.range[1]:
        yield (*place, "indicator", "range"), "ends before it begins; write the lower limit first"


def _targets(row: PriorityRow, indicator: Indicator, place: Path) -> Found:
    yield from checking_indicator.number(row.baseline.value, indicator, (*place, "baseline", "value"))
    goal = final_target(paths.targets(row))
    for at, one in enumerate(row.targets):
        there = (*place, "targets", at)
        yield from checking_indicator.number(one.value, indicator, (*there, "value"))
        if not one.comparator.fits(indicator.polarity):
            said = f"“{one.comparator}” contradicts the polarity, {indicator.polarity} is better; change one of them"
            yield (*there, "comparator"), said
        if one.period <= row.baseline.period:
            said = f"is not after the baseline's, {row.baseline.period.short}; correct one of them"
            yield (*there, "period"), f"“{one.period.short}” {said}"
        elif one.interim and goal and one.period > goal.period:
            said = f"comes after the target of {goal.period.short}; set it for a period on the way"
            yield (*there, "period"), f"“{one.period.short}” is interim and {said}"


def _figure(row: FigureRow, indicator: Indicator, place: Path) -> Found:
    """What would be refused from a person, and two numbers that do not make the third."""
    if (row.numerator is None) != (row.denominator is None):
        yield place, "has only one of numerator and denominator; give both, or neither"
        return
    if row.numerator is not None and not indicator.ratio:
        yield place, "has a numerator and a denominator, and the indicator does not say what they are; name them there"
        return
    given = Submission(row.period, indicator.as_printed(row.value), row.numerator, row.denominator)
    for finding in check(indicator, row.period, given, today=date.max):
        if finding.severity is Severity.REFUSE or finding.code == DISAGREE:
            yield (*place, finding.field), finding.sentence


def _trajectory(row: PriorityRow, indicator: Indicator, place: Path) -> Found:
    if row.trajectory is None:
        return
    try:
        paths.check_fields(row.trajectory)
    except Refused as wrong:
        yield (*place, "trajectory", wrong.field), f"{wrong.problem}; {wrong.mend}"
        return
    try:
        path = paths.trajectory(row, indicator)
    except Refused as wrong:
        yield (*place, "trajectory"), str(wrong)
        path = None
    for at, one in enumerate(row.trajectory.points):
        yield from checking_indicator.in_range(
            one.expected, indicator, (*place, "trajectory", "points", at, "expected")
        )
    if path and not row.trajectory.points:
        yield from _leaves_range(path, indicator, (*place, "trajectory"))


def _leaves_range(path: Trajectory, indicator: Indicator, place: Path) -> Found:
    """A path that was worked out; its points stand nowhere in the plan."""
    for point in path.points:
        expected = indicator.as_printed(point.expected)
        if any(checking_indicator.in_range(expected, indicator, place)):
            limits = f"the indicator's range, {indicator.low} to {indicator.high}"
            yield place, f"would lead to {expected} in {point.period.short}, out of {limits}; change what it is made of"
            return


def _priorities(content: dict[str, Any]) -> list[Any]:
    listed = content.get("priorities")
    return listed if isinstance(listed, list) else []


def _at(content: Any, path: Path) -> Any:
    """What stands there; None where nothing does."""
    for part in path:
        if isinstance(content, dict):
            content = content.get(part)
        elif isinstance(content, list) and isinstance(part, int) and part < len(content):
            content = content[part]
        else:
            return None
    return content
