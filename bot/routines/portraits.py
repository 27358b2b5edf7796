"""One request, rating or action as it now stands, for the message or the modal that shows it."""

from datetime import date, timedelta

from bot.facts.actions import OfferFacts
from bot.facts.records import CycleRow, MilestoneRow, RequestRow
from bot.facts.requests import AskingFacts, Introduction, Led, NextMilestone, RequestFacts
from bot.facts.unit import ClosureFacts, ProposalFacts, RateFacts
from bot.routines import Work, calendars, contacts, elsewhere, forecasting, milestone_chances, outlooks, summarising
from bot.routines.milestones import facts as milestone_facts
from bot.store import actions, assessments, cycles, forecasts, milestones, people, plan, requests, subgroups
from domain import milestone
from domain.assessment import NOT_JUDGED
from domain.forecast import About
from domain.people import Person
from domain.period import Period
from domain.priority import Observation, Target
from domain.request import RequestState

CHECK_WITHIN = 5  # working days in which staff check a closure test (DOMAIN 3)
RECENT = timedelta(days=120)  # an action closed longer ago is no news to the person who asked for it


def request_facts(work: Work, request_id: int, reader: Person) -> RequestFacts:
    """One request, for one reader's zone."""
    row = requests.get(work, request_id)
    indicator = plan.indicator(work, row.indicator_key)
    priority = plan.priority(work, indicator.priority_key)
    path = plan.trajectory(work, indicator.indicator.key)
    given = requests.latest_answer(work, row.id)
    stands = (elsewhere.overtaken(work, row, given) or given) if given else None  # the figure; the words are its own
    owner = assessments.latest(work, priority.key, "owner", cycle_id=row.cycle_id)
    key = indicator.indicator.key
    target = outlooks.final_target(work, key)
    chance = forecasts.latest(work, key, row.cycle_id, forecasts.OWNER, About.TARGET)
    expected = forecasts.latest(work, key, row.cycle_id, forecasts.OWNER, About.NEXT_VALUE)
    return RequestFacts(
        request_id=row.id,
        priority_key=priority.key,
        title=priority.title,
        indicator=indicator.indicator,
        period=row.period,
        state=row.state,
        due_at=row.due_at,
        zone=reader.zone,
        dates=calendars.dates(work, cycles.get(work, row.cycle_id)),
        contact_id=contacts.contact(work, priority.key, reader.id),
        expected=path.expected(row.period) if path else None,
        last=_last(work, row),
        due_target=_due_target(work, indicator.indicator.key, row.period),
        promised_for=row.promised_for,
        answered=plan.series(work, row.indicator_key).get(row.period) if given else None,
        answered_by=stands.given_by if stands else None,
        answer_id=given.id if given else 0,
        owner_likelihood=owner.likelihood if owner else None,
        for_summary=given.for_summary if given else "",
        for_unit=given.for_unit if given else "",
        target=target if target and row.period.distance(target.period) > 0 else None,
        next_period=forecasting.next_unknown(work, key, row.period),
        subgroups=indicator.subgroups,
        subgroup_figures=subgroups.of_period(work, key, row.period) if indicator.subgroups.names else (),
        owner_chance=chance.chance if chance else None,
        owner_next=expected.value if expected else None,
        milestone=_next_milestone(work, priority.key, reader),
        # Only the first message to a person says so (DOMAIN 7).
        introduction=None if people.introduced(work, reader.id) else introduction(work, priority.key, reader.id),
        led_to=_led_to(work, priority.key),
        reason=row.reason or "",
        given_to=_taker(row),
        frozen=calendars.frozen(cycles.get(work, row.cycle_id)),
        query=row.reason or "" if row.state is RequestState.QUERIED else "",
    )


def asking_facts(work: Work, message_id: int, cycle_id: int, reader: Person, *, first: bool) -> AskingFacts:
    """All that one message asks of one person; milestones stand in the first one only."""
    cycle = cycles.get(work, cycle_id)
    rows = tuple(request_facts(work, row.id, reader) for row in requests.of_message(work, message_id))
    due = _milestones(work, cycle, reader) if first else ()
    known = people.introduced(work, reader.id)
    keys = [row.priority_key for row in rows] or [row.priority_key for row in due]
    return AskingFacts(
        requests=rows,
        milestones=tuple(milestone_facts(work, row) for row in due),
        meeting_on=cycle.meeting_on,
        introduction=introduction(work, keys[0], reader.id) if keys and not known else None,
    )


def _milestones(work: Work, cycle: CycleRow, reader: Person) -> tuple[MilestoneRow, ...]:
    """Those that were due by the meeting when they were first planned for it, or still are."""
    keys = plan.priorities_of(work, cycle.routine_key)
    before = cycles.before(work, cycle)
    since = before.meeting_on if before else None
    return tuple(
        row
        for row in milestones.of_owner(work, reader.id)
        if row.priority_key in keys and _shows(row, cycle.meeting_on, since)
    )


def _shows(row: MilestoneRow, meeting: date, since: date | None) -> bool:
    """Open and due, or reported on since the meeting before."""
    if milestone.falls_due(row.state, row.due_on, meeting):
        return True
    told = row.told_at.date() if row.told_at else None
    return told is not None and (since is None or told > since) and told <= meeting


def _next_milestone(work: Work, priority_key: str, reader: Person) -> NextMilestone | None:
    row = milestone_chances.next_of(work, reader.id, priority_key)
    if row is None:
        return None
    return NextMilestone(row.id, row.text, row.due_on, milestone_chances.said(work, row, reader.id))


def _last(work: Work, row: RequestRow) -> Observation | None:
    series = plan.series(work, row.indicator_key)
    earlier = [period for period in series if period < row.period]
    return series[max(earlier)] if earlier else None


def _due_target(work: Work, indicator_key: str, period: Period) -> Target | None:
    return next((one for one in plan.targets(work, indicator_key) if one.period == period), None)


def introduction_of(work: Work, request_id: int) -> Introduction:
    """For one request."""
    row = requests.get(work, request_id)
    return introduction(work, plan.indicator(work, row.indicator_key).priority_key, row.person_id)


def introduction(work: Work, priority_key: str, reader_id: str) -> Introduction:
    """Who set this up, who reads the answers, whom to ask."""
    priority = plan.priority(work, priority_key)
    whom = contacts.contact(work, priority_key, reader_id)
    return Introduction(calendars.unit(work).name, priority.principal_id, whom)


def _led_to(work: Work, priority_key: str) -> tuple[Led, ...]:
    """What came of what was agreed: actions closed since, the newest first, two at most."""
    zone = calendars.unit_zone(work)
    closed = [
        Led(row.label, row.text, row.owner_id, row.closed_at.astimezone(zone).date())
        for row in actions.of_priority(work, priority_key)
        if row.closed_at is not None and row.closed_at > work.now - RECENT
    ]
    return tuple(sorted(closed, key=lambda one: one.on, reverse=True)[:2])


def _taker(row: RequestRow) -> str | None:
    if row.state is not RequestState.DELEGATED:
        return None
    return (row.reason or "").removeprefix("given to ") or None


def rate_facts(work: Work, cycle_id: int, priority_key: str) -> RateFacts:
    cycle = cycles.get(work, cycle_id)
    status, stands, _, period = summarising.status_at(work, cycle, priority_key)
    unit = assessments.latest(work, priority_key, "unit", cycle_id=cycle_id)
    owner = assessments.latest(work, priority_key, "owner", cycle_id=cycle_id)
    indicator = summarising.headline(work, priority_key).indicator
    target = outlooks.final_target(work, indicator.key)
    chance = forecasts.latest(work, indicator.key, cycle_id, forecasts.UNIT, About.TARGET)
    return RateFacts(
        cycle_id=cycle_id,
        priority_key=priority_key,
        title=plan.priority(work, priority_key).title,
        indicator=indicator,
        meeting_on=cycle.meeting_on,
        period=period,
        status=status,
        standing=stands,
        owner_likelihood=owner.likelihood if owner else None,
        rating=unit.likelihood if unit else None,
        rated_by=unit.judged_by if unit else None,
        reason=unit.reason if unit else "",
        freeze_on=calendars.timeline(work, cycle).freeze,
        owner_by=owner.judged_by if owner else None,
        target=target if target and period.distance(target.period) > 0 else None,
        chance=chance.chance if chance else None,
        rubric=unit.rubric if unit else NOT_JUDGED,
        explains=unit.explains if unit else "",
    )


def offer_facts(work: Work, action_id: int, reader_id: str) -> OfferFacts:
    row = actions.get(work, action_id)
    priority = plan.priority(work, row.priority_key)
    return OfferFacts(
        action_id=row.id,
        label=row.label,
        text=row.text,
        title=priority.title,
        moves_number=row.moves_number,
        closure_test=row.closure_test,
        due_on=row.due_on,
        meeting_on=cycles.get(work, row.cycle_id).meeting_on,
        state=row.state,
        proposed_on=row.proposed_due_on,
        owner_id=row.owner_id,
        reader_id=reader_id,
        contact_id=contacts.contact(work, priority.key, reader_id),
        reason=row.reason or "",
        kind=row.kind,
        asked_by=row.created_by,
        waits_for=row.blocked_by,
        disowned=row.offered_at is None and bool(row.reason),
    )


def closure_facts(work: Work, action_id: int) -> ClosureFacts:
    row = actions.get(work, action_id)
    claimed = (row.claimed_at or work.now).astimezone(calendars.unit_zone(work)).date()
    return ClosureFacts(
        action_id=row.id,
        label=row.label,
        text=row.text,
        title=plan.priority(work, row.priority_key).title,
        owner_id=row.owner_id,
        closure_test=row.closure_test,
        evidence=row.evidence,
        claimed_on=claimed,
        check_by=calendars.workdays(work).shift(claimed, CHECK_WITHIN),
        state=row.state,
        claimed_at=row.claimed_at,
    )


def proposal_facts(work: Work, action_id: int) -> ProposalFacts:
    row = actions.get(work, action_id)
    return ProposalFacts(
        action_id=row.id,
        label=row.label,
        text=row.text,
        owner_id=row.owner_id,
        due_on=row.due_on,
        proposed_on=row.proposed_due_on,
        reason=row.reason or "",
        slips=row.slips,
    )
