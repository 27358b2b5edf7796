"""From a plan's rows to domain objects, with the checks that a single field cannot make."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.files.calendar import weekend_of, workdays
from bot.files.plan import PersonPlan, Plan, PriorityPlan, RoutinePlan, UnitPlan
from bot.files.rows import PlanRow, PriorityRow
from domain.cadence import Every, OnDates
from domain.errors import Refused
from domain.period import Lag, Period
from domain.priority import Indicator, Observation, Target
from domain.status import propose_tolerance
from domain.stocktake import PRESETS
from domain.trajectory import Point, Shape, Trajectory, check_ends

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]
Say = Callable[[Path, str], None]


def build(rows: PlanRow, lines: Lines) -> tuple[Plan | None, list[tuple[Path, str]]]:
    """The plan, and every mistake as (where, what is wrong and how to mend it). With a mistake there is no plan."""
    found: list[tuple[Path, str]] = []

    def say(path: Path, sentence: str) -> None:
        found.append((path, sentence))

    _check_names(rows, say)
    unit = _unit(rows, say)
    routine = _routine(rows, say)
    priorities = [_priority(one, ("priorities", index), lines, say) for index, one in enumerate(rows.priorities)]
    if found or unit is None or routine is None:
        return None, found
    people = tuple(PersonPlan(key, one.slack, one.role, lines[("people", key)]) for key, one in rows.people.items())
    return Plan(unit, people, routine, tuple(one for one in priorities if one is not None)), found


def _check_names(rows: PlanRow, say: Say) -> None:
    """Everybody that is named must be listed under people; keys stand once."""
    named: list[tuple[Path, str | None]] = [
        (("routine", "principal"), rows.routine.principal),
        (("routine", "chair"), rows.routine.chair),
    ]
    keys: set[str] = set()
    for index, one in enumerate(rows.priorities):
        place: Path = ("priorities", index)
        named += [((*place, "leader"), one.leader), ((*place, "delivery_lead"), one.delivery_lead)]
        named += [((*place, "indicator", "owner"), one.indicator.owner)]
        if isinstance(one.visibility, list):
            named += [((*place, "visibility", number), name) for number, name in enumerate(one.visibility)]
        if one.key in keys:
            say((*place, "key"), f"(“{one.key}”) stands twice; give each priority a key of its own")
        keys.add(one.key)
    for path, name in named:
        if name is not None and name not in rows.people:
            say(path, f"(“{name}”) is not listed under people; add them there, or correct the name")


def _unit(rows: PlanRow, say: Say) -> UnitPlan | None:
    unit, calendar = rows.unit, rows.unit.calendar
    own, weekend = frozenset(calendar.holidays), weekend_of(calendar.weekend)
    if unit.hours.opens >= unit.hours.closes:
        say(("unit", "hours"), "closes before it opens; exchange the two")
        return None
    try:
        workdays(calendar.country, calendar.subdivision, own, weekend)
    except Refused as unknown:
        say(("unit", "calendar"), str(unknown))
        return None
    return UnitPlan(
        name=unit.name,
        channel=unit.channel,
        zone=unit.zone,
        country=calendar.country,
        subdivision=calendar.subdivision,
        holidays=own,
        weekend=weekend,
        opens=unit.hours.opens,
        closes=unit.hours.closes,
    )


def _routine(rows: PlanRow, say: Say) -> RoutinePlan | None:
    row, meetings = rows.routine, rows.routine.meetings
    try:
        lead = replace(PRESETS[row.preset], **row.lead_times)
    except ValueError as wrong:
        say(("routine", "lead_times"), f"do not fit: {wrong}")
        return None
    cadence: Every | OnDates
    if meetings.every_weeks is not None and meetings.first is not None:
        cadence = Every(meetings.every_weeks, meetings.first)
    else:
        cadence = OnDates(tuple(sorted(meetings.dates or ())))
    return RoutinePlan(
        key=row.key,
        name=row.name,
        principal=row.principal,
        chair=row.chair,
        lead=lead,
        cadence=cadence,
        wall_time=row.time,
        zone=ZoneInfo(row.zone or rows.unit.zone),
    )


def _priority(row: PriorityRow, place: Path, lines: Lines, say: Say) -> PriorityPlan | None:
    if row.baseline is None:
        has = "a target" if row.targets else "an indicator"
        say(
            place,
            f"({row.key}) has {has} but no baseline; add the period and the value it starts from, like "
            "baseline: {period: Mar 2017, value: 90.01}",
        )
        return None
    targets = tuple(Target(one.period, one.value, one.comparator, one.interim) for one in row.targets)
    observations = tuple(
        Observation(one.period, one.value, one.numerator, one.denominator, final=not one.provisional)
        for one in row.history
    )
    indicator, provisional = _indicator(row, targets, observations)
    _check_periods(row, place, say)
    _check_targets(row, place, say)
    return PriorityPlan(
        key=row.key,
        title=row.title,
        outcome=row.outcome,
        channel=row.channel,
        visibility="named" if isinstance(row.visibility, list) else row.visibility,
        named=tuple(row.visibility) if isinstance(row.visibility, list) else (),
        leader=row.leader,
        delivery_lead=row.delivery_lead,
        owner=row.indicator.owner,
        indicator=indicator,
        provisional_tolerance=provisional,
        targets=targets,
        trajectory=_trajectory(row, indicator, targets, place, say),
        observations=observations,
        line=lines[place],
    )


def _indicator(
    row: PriorityRow, targets: tuple[Target, ...], observations: tuple[Observation, ...]
) -> tuple[Indicator, bool]:
    """The headline indicator. Its tolerance, where the plan sets none, is proposed from the figures to the baseline."""
    assert row.baseline is not None, "checked before"
    one, baseline = row.indicator, row.baseline
    tolerance, provisional = one.tolerance, False
    if tolerance is None:
        known = sorted(observations, key=lambda figure: figure.period)
        values = [figure.value for figure in known if figure.period <= baseline.period]
        goal = max(targets, key=lambda target: target.period).value if targets else baseline.value
        tolerance, provisional = propose_tolerance(values, baseline.value, goal, one.decimals)
    days, _, rest = one.lag.partition(" ")
    low, high = one.range if one.range else (None, None)
    indicator = Indicator(
        key=row.key,
        name=one.name,
        unit=one.unit,
        decimals=one.decimals,
        polarity=one.polarity,
        measure=one.measure,
        frequency=one.frequency,
        lag=Lag(int(days), working=rest.startswith("working")),
        baseline_period=baseline.period,
        baseline=baseline.value,
        tolerance=Decimal(tolerance),
        people_unit=one.people_unit,
        low=low,
        high=high,
        numerator=one.numerator,
        denominator=one.denominator,
        source=one.source,
        licence=one.licence,
    )
    return indicator, provisional


def _check_periods(row: PriorityRow, place: Path, say: Say) -> None:
    assert row.baseline is not None, "checked before"
    seen = set()
    rows: list[tuple[Path, Period]] = [((*place, "baseline", "period"), row.baseline.period)]
    rows += [((*place, "targets", n, "period"), one.period) for n, one in enumerate(row.targets)]
    rows += [((*place, "history", n, "period"), one.period) for n, one in enumerate(row.history)]
    for path, period in rows:
        if period.frequency is not row.indicator.frequency:
            say(path, f"is no {row.indicator.frequency}; the indicator has a value every {row.indicator.frequency}")
    for number, one in enumerate(row.history):
        if one.period in seen:
            say((*place, "history", number, "period"), f"({one.period.short}) stands twice; keep one")
        seen.add(one.period)


def _check_targets(row: PriorityRow, place: Path, say: Say) -> None:
    for number, one in enumerate(row.targets):
        if not one.comparator.fits(row.indicator.polarity):
            say(
                (*place, "targets", number, "comparator"),
                f"(“{one.comparator}”) contradicts the polarity: {row.indicator.polarity} is better; turn one of them",
            )


def _trajectory(
    row: PriorityRow, indicator: Indicator, targets: tuple[Target, ...], place: Path, say: Say
) -> Trajectory | None:
    if row.trajectory is None:
        return None
    points = tuple(Point(one.period, one.expected, one.low, one.high) for one in row.trajectory.points)
    final = [one for one in targets if not one.interim]
    try:
        path = Trajectory(Shape(row.trajectory.shape), points)
        if final:
            check_ends(path, indicator, max(final, key=lambda target: target.period))
    except Refused as wrong:
        say((*place, "trajectory"), str(wrong))
        return None
    return path
