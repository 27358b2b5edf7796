"""What the commands read: dates ahead, where each priority stands, who owes what, which actions are open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.facts.records import ActionRow, CycleRow, RequestRow, RoutineRow
from bot.facts.status import StatusMore
from bot.routines import Work, away, calendars, planning, problems, reminding, subjects, summarising
from bot.store import actions, cycles, ledger, people, plan, receipts, requests, summaries, timetable
from domain.action import is_overdue
from domain.people import Person
from domain.period import Period
from domain.priority import Indicator
from domain.request import RequestState
from domain.rights import Act, Subject, may
from domain.status import Standing, Status
from domain.workdays import at

AHEAD = 60  # days that are looked ahead unless said otherwise


@dataclass(frozen=True)
class CalendarRow:
    """One day on which something happens, and what: a step of the cycle, as the timetable names it."""

    at: datetime
    kind: str
    title: str


@dataclass(frozen=True)
class StatusRow:
    priority_key: str
    title: str
    status: Status
    standing: Standing | None
    period: Period
    indicator: Indicator
    last_known: Standing | None  # where there is no standing
    more: StatusMore


@dataclass(frozen=True)
class RequestLine:
    title: str
    period: Period
    person_id: str
    state: str
    due_at: datetime
    promised_for: date | None
    late: bool
    away_until: date | None = None


@dataclass(frozen=True)
class ActionLine:
    label: str
    text: str
    owner_id: str
    state: str
    due_on: date
    overdue: bool


def calendar_rows(work: Work, actor: Person, days: int = AHEAD) -> tuple[CalendarRow, ...]:
    """The steps of the cycles that run, soonest first, of the priorities this person may know of."""
    subjects.allow(actor, Act.SEE_CALENDAR, Subject())
    rows: list[CalendarRow] = []
    for routine in plan.routines(work):
        rows += _later_meetings(work, routine, work.now + timedelta(days=days))
        cycle = cycles.current(work, routine.key)
        if cycle is None:
            continue
        for kind in ("open", "rate", "lines", "freeze", "meet"):
            rows.append(CalendarRow(planning.due_at(work, kind, cycle.subject), kind, routine.name))
        for key in _visible(work, actor, plan.priorities_of(work, routine.key)):
            title = plan.priority(work, key).title
            for kind in ("request", "share", "post"):
                rows.append(CalendarRow(planning.due_at(work, kind, f"{cycle.id}:{key}"), kind, title))
            for one in plan.indicators_of(work, key):
                at = planning.due_at(work, "late", f"{cycle.id}:{one.indicator.key}")
                rows.append(CalendarRow(at, "late", title))
    ahead = work.now + timedelta(days=days)
    return tuple(
        sorted((row for row in rows if work.now <= row.at <= ahead), key=lambda row: (row.at, row.kind, row.title))
    )


def _later_meetings(work: Work, routine: RoutineRow, until: datetime) -> Iterator[CalendarRow]:
    """Those after the one that is prepared, which has a row of its own."""
    cycle = cycles.current(work, routine.key)
    today = calendars.today(work)
    day = summarising.next_meeting(work, cycle) if cycle else planning.next_meeting(work, routine.key, today)
    while day is not None and (held := at(day, routine.wall_time, routine.zone)) <= until:
        yield CalendarRow(held, "meet", routine.name)
        day = planning.next_meeting(work, routine.key, day)


def status_rows(work: Work, actor: Person, only: str = "") -> tuple[StatusRow, ...]:
    """Where each priority stands that this person may know of; `only` is one priority's key."""
    found = []
    for routine in plan.routines(work):
        cycle = cycles.current(work, routine.key)
        if cycle is None:
            continue
        for key in _visible(work, actor, plan.priorities_of(work, routine.key)):
            if only and key.lower() != only.lower():
                continue
            subjects.allow(actor, Act.SEE_STATUS, subjects.of_priority(work, key))
            status, stands, last, period = summarising.status_at(work, cycle, key)
            indicator = summarising.headline(work, key).indicator
            more = _more(work, actor, cycle, key, whole=bool(only))
            found.append(StatusRow(key, plan.priority(work, key).title, status, stands, period, indicator, last, more))
    return tuple(found)


def _more(work: Work, actor: Person, cycle: CycleRow, key: str, *, whole: bool) -> StatusMore:
    """What leads nobody; and what would, for the unit and for others once the summary is out."""
    lines = summarising.facts(work, cycle, key)
    told = summaries.latest(work, key)
    known = actor.role.is_unit or summaries.get(work, cycle.id, key) is not None
    posted = summaries.snapshot(told).likelihood if told else None
    judged = (lines.likelihood or lines.before) if known else posted
    final = lines.final or lines.standing is None
    if not whole:
        return StatusMore(final, judged)
    asked = summarising.questions(work, cycle, key, lines)
    return StatusMore(
        final=final,
        likelihood=judged,
        signal=asked.signal,
        target=lines.target,
        pace=lines.pace,
        outlook=asked.outlook if known else None,
        earlier=asked.earlier,
        broken=asked.broken,
        subgroups=asked.subgroups,
        together=asked.together,
        problems=problems.open_of(work, key) if may(actor, Act.SEE_PROBLEMS, subjects.of_priority(work, key)) else (),
    )


def request_rows(work: Work, actor: Person, *, late_only: bool = False) -> tuple[RequestLine, ...]:
    """Who owes which figure: all of them for staff, for others their own."""
    everything = may(actor, Act.SEE_REQUESTS, Subject())
    lines = []
    left = [*requests.open_all(work), *requests.of_coming(work, RequestState.DISOWNED)]
    left += requests.of_coming(work, RequestState.LAPSED) if late_only else []  # frozen without it: still to be phoned
    asked = sorted(left, key=lambda row: (row.due_at, row.id))
    for row in asked:
        subject = subjects.of_request(work, row)
        if may(actor, Act.SEE_REQUESTS, subject) if everything else actor.id in {row.person_id, *subject.helpers}:
            late = row.due_at < work.now
            title = plan.priority(work, plan.indicator(work, row.indicator_key).priority_key).title
            gone = away.until(work, row.person_id)
            said = row.state.value, row.due_at, row.promised_for
            lines.append(RequestLine(title, row.period, row.person_id, *said, late, gone))
    return tuple(line for line in lines if line.late or not late_only)


def action_rows(work: Work, actor: Person, which: str = "all") -> tuple[ActionLine, ...]:
    """Open actions: "all" that this person may know of, "mine", or "overdue"."""
    today = calendars.today(work)
    lines = []
    for row in actions.open_all(work):
        if not _knows(work, actor, row) or (which == "mine" and row.owner_id != actor.id):
            continue
        overdue = is_overdue(row.state, row.due_on, today)
        if which != "overdue" or overdue:
            lines.append(ActionLine(row.label, row.text, row.owner_id, row.state.value, row.due_on, overdue))
    return tuple(sorted(lines, key=lambda line: line.due_on))


def action_line(work: Work, row: ActionRow) -> ActionLine:
    """One action as it stands today."""
    overdue = is_overdue(row.state, row.due_on, calendars.today(work))
    return ActionLine(row.label, row.text, row.owner_id, row.state.value, row.due_on, overdue)


def remind(work: Work, actor: Person) -> int:
    """Remind everybody who owes a figure today, within the rule of one message a person a day. How many that is."""
    subjects.allow(actor, Act.REMIND_OWNERS, Subject())
    told = set()
    for row in requests.open_all(work):
        today = calendars.today(work, people.need(work, row.person_id).zone)
        later = away.until(work, row.person_id) or (row.promised_for is not None and row.promised_for > today)
        if not later and not _heard_today(work, row, today):
            receipts.take(work, f"{reminding.ASKED_FOR}{row.id}:{today.isoformat()}")
            told.add((row.person_id, today))
    for person_id, today in sorted(told):
        _remind(work, person_id, today)
    return len(told)


def _heard_today(work: Work, row: RequestRow, today: date) -> bool:
    """Whether this person was asked for it today, or reminded of anything."""
    zone = people.need(work, row.person_id).zone
    asking = ledger.get(work, row.message_id) if row.message_id is not None else None
    last = [one for one in (asking, ledger.find(work, f"digest:{row.person_id}:{today.isoformat()}")) if one]
    return any(
        one.state == ledger.PLANNED or (one.tried_at is not None and calendars.local_day(one.tried_at, zone) == today)
        for one in last
    )


def _remind(work: Work, person_id: str, today: date) -> None:
    """By the day's own row, or by another when that found nothing to say."""
    key = f"digest:{person_id}:{today.isoformat()}"
    for one in (key, f"{key}:asked"):
        if timetable.plan(work, key=one, kind="digest", subject=f"person:{person_id}", due_at=work.now):
            return


def _visible(work: Work, actor: Person, keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if may(actor, Act.SEE_STATUS, subjects.of_priority(work, key))]


def _knows(work: Work, actor: Person, row: ActionRow) -> bool:
    return may(actor, Act.SEE_STATUS, subjects.of_action(work, row))
