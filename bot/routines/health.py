"""The health of the routine, counted from cycles, requests, briefs, summaries, data and actions (DOMAIN 6)."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.facts.records import CycleRow
from bot.routines import Work, calendars, subjects, summarising
from bot.store import actions, cycles, ledger, plan, requests, summaries
from domain import health
from domain.action import ActionState
from domain.health import ActionKept, CycleKept, Health, PriorityData, RequestKept
from domain.people import Person
from domain.request import RequestState
from domain.rights import Act, Subject, may
from domain.stocktake import CycleState

HELD = (CycleState.HELD, CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED)
NOT_ASKED = (RequestState.WAIVED, RequestState.DISOWNED, RequestState.DELEGATED, RequestState.SCHEDULED)
LET_GO = (ActionState.DROPPED, ActionState.SUPERSEDED)


def of_routines(work: Work, actor: Person) -> Health:
    """Of everything that this person may know of. Raises NotAllowed."""
    subjects.allow(actor, Act.SEE_HEALTH, Subject())
    rows = [cycle for one in plan.routines(work) for cycle in cycles.of_routine(work, one.key)]
    keys = {key for one in plan.routines(work) for key in one.priority_keys if _knows(work, actor, key)}
    return health.health(
        [_cycle(work, row, keys) for row in rows],
        [kept for row in rows for kept in _requests(work, row, keys)],
        [_data(work, key) for key in sorted(keys)],
        [kept for key in sorted(keys) for kept in _actions(work, key)],
        calendars.today(work),
    )


def _knows(work: Work, actor: Person, priority_key: str) -> bool:
    return may(actor, Act.SEE_HEALTH, subjects.of_priority(work, priority_key))


def _cycle(work: Work, row: CycleRow, keys: set[str]) -> CycleKept:
    """Its summaries are out when the last of them is."""
    line = calendars.timeline(work, row)
    told = ledger.of_subject(work, row.subject)
    briefs = [_day(work, one.tried_at) for one in told if one.kind == "brief" and one.ts and one.tried_at]
    wanted = [key for key in plan.priorities_of(work, row.routine_key) if key in keys]
    posted = [summaries.posted_at(work, row.id, key) for key in wanted]
    out = [_day(work, one) for one in posted if one is not None]
    return CycleKept(
        planned_on=row.planned_on or row.meeting_on,
        held_on=row.meeting_on if row.state in HELD else None,
        state=row.state,
        brief_due=line.freeze,
        brief_on=min(briefs, default=None),
        summary_due=line.post,
        summary_on=max(out) if out and len(out) == len(wanted) else None,
    )


def _requests(work: Work, row: CycleRow, keys: set[str]) -> Iterator[RequestKept]:
    for asked in requests.of_cycle(work, row.id):
        if asked.state in NOT_ASKED or plan.indicator(work, asked.indicator_key).priority_key not in keys:
            continue
        given = requests.answers(work, asked.id)
        yield RequestKept(_day(work, asked.due_at), _day(work, given[0].given_at) if given else None)


def _data(work: Work, priority_key: str) -> PriorityData:
    indicator = summarising.headline(work, priority_key).indicator
    series = plan.series(work, indicator.key)
    if not series:
        return PriorityData(None, None)
    latest = max(series)
    return PriorityData(latest.end, indicator.lag.due(latest.next(), calendars.workdays(work)))


def _actions(work: Work, priority_key: str) -> Iterator[ActionKept]:
    for row in actions.of_priority(work, priority_key):
        if row.state not in LET_GO:
            tested = row.closed_at is not None and row.claimed_at is not None
            yield ActionKept(row.original_due_on, _day(work, row.closed_at) if row.closed_at else None, tested)


def _day(work: Work, instant: datetime) -> date:
    return calendars.local_day(instant, calendars.unit(work).zone)
