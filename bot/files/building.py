"""From a plan's rows to domain objects. What rows cannot become raises Refused; `checking` asks for that first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.files import paths
from bot.files.calendar import weekend_of
from bot.files.document import Path
from bot.files.plan import MilestonePlan, PersonPlan, Plan, PriorityPlan, Rebaselined, RoutinePlan, UnitPlan
from bot.files.rows import FigureRow, MeetingsRow, PlanRow, PriorityRow, RoutineRow, UnitRow
from domain.definition import DefinitionBreak, Definitions
from domain.errors import Refused
from domain.measure import divides
from domain.period import Lag
from domain.period_calendar import Calendar
from domain.priority import Indicator, Measure, Observation
from domain.recurrence import Every, EveryMonths, NthWeekday, NthWorkingDay, OnDates, OnWorkingDays, Rule, Without
from domain.status import propose_tolerance
from domain.stocktake import PRESETS, LeadTimes
from domain.subgroups import UNDIVIDED, Subgroup, Subgroups
from domain.target import final_target


def build(rows: PlanRow, lines: Mapping[Path, int]) -> Plan:
    """The plan, once nothing in it was found to be wrong."""
    return Plan(
        unit=_unit(rows.unit),
        people=tuple(PersonPlan(key, one.slack, one.role, lines[("people", key)]) for key, one in rows.people.items()),
        routine=_routine(rows.routine, rows.unit.zone),
        priorities=tuple(_priority(one, lines[("priorities", at)]) for at, one in enumerate(rows.priorities)),
    )


def lead_times(row: RoutineRow) -> LeadTimes:
    """The preset, with the plan's own days in it. Raises Refused where they do not come in their order."""
    try:
        return replace(PRESETS[row.preset], **row.lead_times)
    except Refused as wrong:
        days = ", ".join(f"{name} {value}" for name, value in vars(PRESETS[row.preset]).items())
        problem = f"do not fit: {wrong.problem[0].lower()}{wrong.problem[1:]}"
        raise Refused("lead_times", problem, f"The preset {row.preset} has {days}.") from wrong


def indicator(row: PriorityRow) -> tuple[Indicator, bool]:
    """The headline indicator, and whether its tolerance is provisional."""
    one = row.indicator
    days, _, rest = one.lag.partition(" ")
    low, high = one.range if one.range and one.range[0] < one.range[1] else (None, None)
    tolerance, provisional = _tolerance(row)
    made = Indicator(
        key=row.key,
        name=one.name,
        unit=one.unit,
        decimals=one.decimals,
        polarity=one.polarity,
        measure=one.measure,
        frequency=one.frequency,
        lag=Lag(int(days), working=rest.startswith("working")),
        baseline_period=row.baseline.period,
        baseline=row.baseline.value,
        tolerance=tolerance,
        people_unit=one.people_unit,
        low=low,
        high=high,
        numerator=one.numerator,
        denominator=one.denominator,
        source=one.source,
        licence=one.licence,
    )
    return made, provisional


def cadence(row: MeetingsRow) -> Rule:
    """The rule by which the meetings come round. Raises Refused for one that can name no day."""
    rule: Rule = OnDates(tuple(sorted(row.dates or ())))
    if row.first is not None:
        rule = _repeated(row, row.first)
    if row.blocked_weeks:
        rule = Without(rule, frozenset(row.blocked_weeks))
    return OnWorkingDays(rule, row.closed_days) if row.closed_days else rule


def _repeated(row: MeetingsRow, first: date) -> Rule:
    months = row.every_months or 1
    if row.every_weeks is not None:
        return Every(row.every_weeks, first)
    if row.on_the is None:
        return EveryMonths(months, first)
    nth, weekday = row.on_the
    return NthWorkingDay(nth, first, months) if weekday is None else NthWeekday(nth, weekday, first, months)


def _tolerance(row: PriorityRow) -> tuple[Decimal, bool]:
    """As the plan sets it, else proposed from the figures up to the baseline."""
    if row.indicator.tolerance is not None:
        return row.indicator.tolerance, False
    baseline, goal = row.baseline, final_target(paths.targets(row))
    before = sorted((one for one in row.history if one.period <= baseline.period), key=lambda one: one.period)
    aim = goal.value if goal else baseline.value
    return propose_tolerance([one.value for one in before], baseline.value, aim, row.indicator.decimals)


def definitions(row: PriorityRow) -> Definitions:
    """Where the indicator begins to be counted in another way. Raises Refused."""
    return Definitions(tuple(DefinitionBreak(one.first, one.reason) for one in row.indicator.breaks))


def together(row: PriorityRow) -> Calendar | None:
    """The calendar of the longer periods. Raises Refused for one that the indicator's periods do not make up."""
    given = row.indicator.together
    if given is None:
        return None
    if row.indicator.measure not in (Measure.PERIOD_TOTAL, Measure.RATIO):
        problem = f"A {row.indicator.measure} of several periods is that of the last."
        raise Refused("together", problem, "Leave it out; a period total or a ratio has one.")
    usual = Calendar.usual(given.every)
    longer = Calendar(given.every, given.year_starts) if given.year_starts else usual
    if not divides(row.baseline.period, longer):
        one = row.indicator.frequency.noun
        problem = f"A {given.every} is not made up of whole {one}s like {row.baseline.period.short}."
        raise Refused("together", problem, "Choose a longer one that is, or leave it out.")
    return longer


def subgroups(row: PriorityRow) -> Subgroups:
    """What the indicator is divided into. Raises Refused for one that stands twice."""
    given = row.indicator.subgroups
    return Subgroups(given.called, tuple(given.names)) if given else UNDIVIDED


def _subgroups_of(row: FigureRow) -> tuple[Subgroup, ...]:
    return tuple(Subgroup(name, value) for name, value in row.subgroups.items())


def _unit(row: UnitRow) -> UnitPlan:
    return UnitPlan(
        name=row.name,
        channel=row.channel,
        zone=row.zone,
        country=row.calendar.country,
        subdivision=row.calendar.subdivision,
        holidays=frozenset(row.calendar.holidays),
        weekend=weekend_of(row.calendar.weekend),
        opens=row.hours.opens,
        closes=row.hours.closes,
    )


def _routine(row: RoutineRow, zone: str) -> RoutinePlan:
    return RoutinePlan(
        key=row.key,
        name=row.name,
        principal=row.principal,
        chair=row.chair,
        lead=lead_times(row),
        cadence=cadence(row.meetings),
        wall_time=row.time,
        zone=ZoneInfo(row.zone or zone),
        channel=row.channel,
    )


def _priority(row: PriorityRow, line: int) -> PriorityPlan:
    made, provisional = indicator(row)
    listed = isinstance(row.visibility, list)
    return PriorityPlan(
        key=row.key,
        title=row.title,
        outcome=row.outcome,
        channel=row.channel,
        visibility="named" if isinstance(row.visibility, list) else row.visibility,
        named=tuple(row.visibility) if listed else (),
        leader=row.leader,
        delivery_lead=row.delivery_lead,
        owner=row.indicator.owner,
        indicator=made,
        provisional_tolerance=provisional,
        targets=paths.targets(row),
        trajectory=paths.trajectory(row, made),
        observations=tuple(map(_observation, row.history)),
        line=line,
        milestones=tuple(
            MilestonePlan(one.text, one.due, one.owner or row.delivery_lead or row.leader) for one in row.milestones
        ),
        interventions=paths.interventions(row),
        note=paths.note(row, made),
        definitions=definitions(row),
        rebaselined=_rebaselined(row),
        together=together(row),
        subgroups=subgroups(row),
        subgroup_figures=tuple((one.period, _subgroups_of(one)) for one in row.history if one.subgroups),
    )


def _rebaselined(row: PriorityRow) -> Rebaselined | None:
    given = row.rebaselined
    return Rebaselined(given.reason, given.approved_by) if given else None


def _observation(row: FigureRow) -> Observation:
    return Observation(row.period, row.value, row.numerator, row.denominator, final=not row.provisional)
