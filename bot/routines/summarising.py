"""The facts of a priority's summary and of its thread, from the data as they stood at the cut-off."""

from collections.abc import Collection
from datetime import date, datetime

from bot.facts.agreements import EarlierFacts
from bot.facts.outlooks import OutlookFacts
from bot.facts.records import ActionRow, CycleRow, IndicatorRow, MilestoneRow
from bot.facts.subgroups import SubgroupFacts
from bot.facts.summaries import ActionCounts, ChartFacts, FollowUp, FollowUpsFacts, QuestionsFacts, SummaryFacts
from bot.routines import Work, agreements, calendars, charting, dividing, outlooks, planning, readings
from bot.store import actions, assessments, cycles, drafts, milestones, plan, requests, summaries
from domain.action import ActionState, is_overdue
from domain.milestone import MilestoneState
from domain.pace import pace
from domain.period import Period, latest_due
from domain.priority import Indicator
from domain.status import Standing, Status, status_without_value

DUE = (MilestoneState.DUE, MilestoneState.LATE)
OPEN = (ActionState.PROPOSED, ActionState.OPEN, ActionState.DONE_CLAIMED, ActionState.BLOCKED)


def headline(work: Work, priority_key: str) -> IndicatorRow:
    """The indicator that speaks for a priority."""
    return plan.indicators_of(work, priority_key)[0]


def read_ahead(work: Work, priority_keys: Collection[str]) -> None:
    """`facts` will be asked for each of these: all that it is made of is read at once."""
    plan.read_ahead(work, [headline(work, key).indicator.key for key in priority_keys])
    actions.read_ahead(work, priority_keys)


def status_at(
    work: Work, cycle: CycleRow, priority_key: str
) -> tuple[Status, Standing | None, Standing | None, Period]:
    """Status, the standing of the period told of, the last known standing, and that period.

    It is the period asked for once that is known or due; before, the latest whose value should be there.
    """
    indicator = headline(work, priority_key).indicator
    asked = calendars.asked_period(work, cycle, indicator.key)
    series = plan.series(work, indicator.key, as_of=calendars.cut_off(work, cycle))
    known = [period for period in series if period <= asked]
    last = readings.stand(work, indicator, series[max(known)]) if known else None
    if asked in series:
        assert last is not None, "a value of the period asked for is known"
        return last.status, last, last, asked
    due = calendars.due_at(work, cycle, indicator.key, asked)
    told = asked if due <= work.now else _before(work, indicator, asked)
    gaps = readings.missing(work, indicator, series, told)
    if told < asked and last is not None and max(known) >= told:
        return last.status, last, last, max(known)
    return status_without_value(gaps), None, last, told


def _before(work: Work, indicator: Indicator, asked: Period) -> Period:
    """The latest period before the one asked for whose value should be there by today."""
    there = latest_due(indicator.calendar, indicator.lag, calendars.today(work), calendars.workdays(work))
    return min(there, asked.next(-1))


def facts(work: Work, cycle: CycleRow, priority_key: str) -> SummaryFacts:
    """The five lines of one priority."""
    priority = plan.priority(work, priority_key)
    row = headline(work, priority_key)
    indicator = row.indicator
    status, stands, last, period = status_at(work, cycle, priority_key)
    series = plan.series(work, indicator.key, as_of=calendars.cut_off(work, cycle))
    target = readings.final_target(work, indicator.key)
    unit = assessments.latest(work, priority_key, "unit", cycle_id=cycle.id)
    before = assessments.latest(work, priority_key, "unit", before_cycle=cycle.id)
    owner = assessments.latest(work, priority_key, "owner", cycle_id=cycle.id)
    given = requests.latest_answer_of_cycle(work, cycle.id, indicator.key)
    asked = _needed(work, priority_key, priority.principal_id)
    edited = drafts.get(work, cycle.id, priority_key)
    return SummaryFacts(
        cycle_id=cycle.id,
        priority_key=priority_key,
        title=priority.title,
        indicator=indicator,
        meeting_on=cycle.meeting_on,
        status=status,
        standing=stands,
        period=period,
        last_known=last,
        target=target,
        likelihood=unit.likelihood if unit else None,
        before=before.likelihood if before else None,
        owner_likelihood=owner.likelihood if owner else None,
        why=edited.why if edited.why is not None else given.for_summary if given else "",
        pace=pace(indicator, tuple(series.values()), target, row.definitions) if target and series else None,
        needed=edited.needed if edited.needed is not None else f"{asked.text} ({asked.label})" if asked else "",
        needed_by=edited.needed_by if edited.needed is not None else asked.due_on if asked else None,
        actions=counts(work, cycle, priority_key),
        next_meeting_on=next_meeting(work, cycle),
        as_of=_as_of(work, cycle, given.given_at.astimezone(calendars.unit_zone(work)).date() if given else None),
        final=stands is not None and series[period].final,
    )


def follow_ups(work: Work, cycle: CycleRow, priority_key: str) -> FollowUpsFacts:
    """First in the thread: what became of what was agreed before, then what is new."""
    rows = actions.of_priority(work, priority_key)
    since = _posted_before(work, cycle, priority_key)
    earlier = [
        row
        for row in rows
        if row.cycle_id != cycle.id and (row.state in OPEN or (row.closed_at and (not since or row.closed_at > since)))
    ]
    new = [row for row in rows if row.cycle_id == cycle.id]
    return FollowUpsFacts(
        title=plan.priority(work, priority_key).title,
        earlier=tuple(follow_up(work, row) for row in earlier),
        new=tuple(follow_up(work, row) for row in new),
        milestones=milestone_rows(work, cycle, priority_key),
    )


def follow_up(work: Work, row: ActionRow) -> FollowUp:
    today = calendars.today(work)
    late = is_overdue(row.state, row.due_on, today)
    closed = row.closed_at.astimezone(calendars.unit_zone(work)).date() if row.closed_at else None
    return FollowUp(
        label=row.label,
        text=row.text,
        state=row.state,
        owner_id=row.owner_id,
        due_on=row.due_on,
        overdue=calendars.workdays(work).between(row.due_on, today) if late else 0,
        closed_on=closed,
        evidence=row.evidence,
        disowned=row.state is ActionState.PROPOSED and row.offered_at is None and bool(row.reason),
    )


def questions(work: Work, cycle: CycleRow, priority_key: str, lines: SummaryFacts) -> QuestionsFacts:
    """Second in the thread: progress, likelihood, what to do."""
    series = plan.series(work, lines.indicator.key, as_of=calendars.cut_off(work, cycle))
    known = {period: one for period, one in series.items() if lines.period and period <= lines.period}
    signal = readings.signal(work, lines.indicator, known)
    rows = [row for row in actions.of_priority(work, priority_key) if row.state in OPEN]
    unit = assessments.latest(work, priority_key, "unit", cycle_id=cycle.id)
    return QuestionsFacts(
        summary=lines,
        signal=signal,
        actions=tuple(follow_up(work, row) for row in rows),
        outlook=outlook(work, cycle, lines),
        earlier=earlier(work, lines),
        broken=readings.broken(work, lines.indicator, lines.period) if lines.period else None,
        explains=unit.explains if unit else "",
        subgroups=subgroups(work, cycle, lines),
        together=readings.together(work, headline(work, priority_key), known) if lines.standing else None,
    )


def subgroups(work: Work, cycle: CycleRow, lines: SummaryFacts) -> SubgroupFacts | None:
    """How the parts stand behind the figure that is told; None where there is none."""
    if lines.standing is None or lines.period is None:
        return None
    row = headline(work, lines.priority_key)
    return dividing.told(work, row, lines.period, as_of=calendars.cut_off(work, cycle))


def earlier(work: Work, lines: SummaryFacts) -> tuple[EarlierFacts, ...]:
    """The targets that were replaced lately, with how the latest figure stands on each."""
    last = lines.standing or lines.last_known
    known = plan.series(work, lines.indicator.key).get(last.period) if last else None
    return agreements.earlier(work, lines.indicator, known) if known else ()


def outlook(work: Work, cycle: CycleRow, lines: SummaryFacts) -> OutlookFacts | None:
    """What past figures say of the target, and with the owner's word: for the brief and the thread."""
    series = plan.series(work, lines.indicator.key, as_of=calendars.cut_off(work, cycle))
    return outlooks.told(work, lines.indicator, series, lines.target, cycle.id)


def chart(work: Work, cycle: CycleRow, lines: SummaryFacts) -> ChartFacts:
    """Third in the thread: the chart, with the age and the source of its data."""
    indicator = lines.indicator
    series = plan.series(work, indicator.key, as_of=calendars.cut_off(work, cycle))
    known = {period: one for period, one in series.items() if lines.period and period <= lines.period}
    following = lines.period.next() if lines.period and lines.standing else lines.period
    return ChartFacts(
        title=lines.title,
        indicator=indicator,
        standing=lines.standing or lines.last_known,
        as_of=lines.as_of,
        next_due=indicator.lag.due(following, calendars.workdays(work)) if following else None,
        chart=charting.spec(work, indicator, known),
        missing=None if lines.standing else lines.period,
    )


def counts(work: Work, cycle: CycleRow, priority_key: str) -> ActionCounts:
    rows = actions.of_priority(work, priority_key)
    since = _posted_before(work, cycle, priority_key)
    today = calendars.today(work)
    late = sorted((row for row in rows if is_overdue(row.state, row.due_on, today)), key=lambda row: row.due_on)
    oldest = late[0] if late else None
    return ActionCounts(
        open=sum(row.state in OPEN for row in rows),
        overdue=len(late),
        closed=sum(row.closed_at is not None and (since is None or row.closed_at > since) for row in rows),
        oldest=oldest.label if oldest else None,
        oldest_days=calendars.workdays(work).between(oldest.due_on, today) if oldest else 0,
    )


def next_meeting(work: Work, cycle: CycleRow) -> date | None:
    after = max(cycle.meeting_on, cycle.planned_on or cycle.meeting_on)
    return planning.next_meeting(work, cycle.routine_key, after)


def milestone_rows(work: Work, cycle: CycleRow, priority_key: str) -> tuple[MilestoneRow, ...]:
    """Milestones that were due by this meeting, or that somebody reported on since the last summary."""
    since = _posted_before(work, cycle, priority_key)
    rows = milestones.of_priority(work, priority_key)
    return tuple(
        row for row in rows if (row.state in DUE and row.due_on <= cycle.meeting_on) or _told_since(row, since)
    )


def _told_since(row: MilestoneRow, since: datetime | None) -> bool:
    return row.told_at is not None and (since is None or row.told_at > since)


def _posted_before(work: Work, cycle: CycleRow, priority_key: str) -> datetime | None:
    before = cycles.before(work, cycle)
    return summaries.posted_at(work, before.id, priority_key) if before else None


def _needed(work: Work, priority_key: str, principal_id: str) -> ActionRow | None:
    """What only the principal can do: never chased, it becomes line 4 (DOMAIN 3, Ask)."""
    rows = actions.of_priority(work, priority_key)
    theirs = [row for row in rows if row.owner_id == principal_id and row.state in OPEN]
    return min(theirs, key=lambda row: row.due_on, default=None)


def _as_of(work: Work, cycle: CycleRow, given_on: date | None) -> date:
    return given_on or calendars.cut_off(work, cycle).astimezone(calendars.unit_zone(work)).date()
