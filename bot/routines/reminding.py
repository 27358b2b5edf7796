"""The day's reminder: one direct message a person a day at most, with everything that is due to be said (DOMAIN 7).

A row of the timetable says only "speak to this person on this day"; what is said is worked out when it is sent, so
an answer given in the meantime, or a day on which the bot was down, needs no repair. A fact that was carried once is
never carried again.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.facts.records import ActionRow, RequestRow
from bot.facts.requests import DigestItem, Nudge
from bot.routines import Work, calendars
from bot.store import absences, actions, cycles, ledger, people, plan, receipts, requests, timetable
from bot.store.timetable import Planned
from domain import absence, ladder
from domain.absence import Absence
from domain.action import ActionState
from domain.errors import Refused
from domain.ladder import Audience, Rung, RungKind
from domain.people import Person
from domain.request import RequestState
from domain.workdays import Workdays

CHASED = (ActionState.PROPOSED, ActionState.OPEN)
WAITING = (RequestState.SENT, RequestState.PROMISED, RequestState.QUERIED)
ASKED_FOR = "remind:"  # with the request and the day: staff asked for this reminder


def plan_request(work: Work, request_id: int) -> None:
    """Put the days on which this request is reminded of into the timetable."""
    timetable.plan_all(work, list(_days_of_request(work, requests.get(work, request_id))))


def plan_action(work: Work, action_id: int) -> None:
    """Put the days on which somebody hears of this action into the timetable."""
    timetable.plan_all(work, list(_days_of_action(work, actions.get(work, action_id))))


def plan_open(work: Work) -> None:
    """The days of everything that is open."""
    days = [day for row in requests.open_all(work, hold=True) for day in _days_of_request(work, row)]
    days += [day for row in actions.open_all(work, hold="share") for day in _days_of_action(work, row)]
    timetable.plan_all(work, list(dict.fromkeys(days)))


def plan_actions_of(work: Work, owner_id: str) -> None:
    """The days on which others hear of them changed, since their owner is away on other days. What has fallen due by

    now is looked at today and, where today's reminder is out, on the next working day. What is being changed meanwhile
    plans itself.
    """
    days = [day for row in actions.open_of_owner(work, owner_id) for day in _days_of_action(work, row, again=True)]
    timetable.plan_all(work, list(dict.fromkeys(days)))


def items(work: Work, person: Person, *, except_message: int | None = None) -> tuple[DigestItem, ...]:
    """What there is to say to a person today, what was said before left out. Empty when they are gone."""
    if person.deactivated:
        return ()
    today = calendars.today(work, person.zone)
    carried = ledger.carried(work, person.id, except_message=except_message)
    found = [*_of_requests(work, person, today), *_of_actions(work, person, today)]
    return tuple(item for item in found if item.fact not in carried)


def told_items(work: Work, person: Person, carried: Iterable[str], day: date) -> tuple[DigestItem, ...]:
    """What a reminder of that day said, each with what became of it since."""
    found = []
    for fact in carried:
        noun, number, rest = fact.split(":", 2)
        if noun == "request":
            row = requests.get(work, int(number))
            item = _request_item(work, row, date.fromisoformat(rest), day)
            waits = row.state in WAITING and row.person_id == person.id
            found.append(replace(item, settled="" if waits else row.state.value))
        else:
            found.append(_told_action(work, actions.get(work, int(number)), rest, person, day))
    return tuple(found)


def _told_action(work: Work, row: ActionRow, rest: str, person: Person, day: date) -> DigestItem:
    due, kind = rest.split(":")
    said = next(rung for rung in ladder.LADDER if rung[1] == kind)
    as_said = replace(row, due_on=date.fromisoformat(due))
    item = _action_item(work, as_said, Rung(day, said[1], said[2]), person, day)
    live = row.state in (*CHASED, ActionState.BLOCKED) and row.offered_at is not None
    return replace(item, settled="" if live else row.state.value)


def _days_of_request(work: Work, row: RequestRow) -> Iterator[Planned]:
    if row.state in WAITING:
        for day in _reminder_days(work, row):
            yield from _day(work, row.person_id, day)


def _days_of_action(work: Work, row: ActionRow, *, again: bool = False) -> Iterator[Planned]:
    """With `again` what has fallen due is also planned for today and the next working day."""
    if not _is_chased(row):
        return
    workdays = calendars.workdays(work)
    for rung, person_id in _audiences(work, row):
        yield from _day(work, person_id, rung.day)
        today = calendars.today(work, people.need(work, person_id).zone)
        if rung.day > today:
            continue
        if again:
            yield from _day(work, person_id, workdays.on_or_after(today))
            yield from _day(work, person_id, workdays.shift(today, 1))
        if _must_wait(work, row, rung, today):
            with suppress(Refused):  # over a year: the planning of a later night finds the day
                here = absence.days_here(workdays, absences.of(work, row.owner_id))
                yield from _day(work, person_id, here.on_or_after(today))


def _day(work: Work, person_id: str, day: date) -> Iterator[Planned]:
    zone = people.need(work, person_id).zone
    if day >= calendars.today(work, zone):
        key, subject = f"digest:{person_id}:{day.isoformat()}", f"person:{person_id}"
        yield Planned(key, "digest", subject, calendars.on_day(work, day, calendars.MORNING, zone))


def _reminder_days(work: Work, row: RequestRow) -> tuple[date, ...]:
    line = calendars.timeline(work, cycles.get(work, row.cycle_id))
    due = row.due_at.astimezone(calendars.unit_zone(work)).date()
    days = ladder.request_reminders(line.remind, due, row.promised_for, calendars.workdays(work))
    return tuple(day for day in days if day <= line.freeze)


def _of_requests(work: Work, person: Person, today: date) -> Iterator[DigestItem]:
    for row in requests.open_of(work, person.id):
        if row.state not in WAITING or row.person_id != person.id:
            continue
        passed = [day for day in (*_reminder_days(work, row), *_days_asked_for(work, row)) if day <= today]
        if passed:
            yield _request_item(work, row, max(passed), today)


def _days_asked_for(work: Work, row: RequestRow) -> list[date]:
    """On which staff had its owner reminded, besides the calendar."""
    start = f"{ASKED_FOR}{row.id}:"
    return [date.fromisoformat(key.removeprefix(start)) for key in receipts.starting_with(work, start)]


def _request_item(work: Work, row: RequestRow, day: date, today: date) -> DigestItem:
    due = row.due_at.astimezone(calendars.unit_zone(work)).date()
    if row.state is RequestState.QUERIED:
        nudge = Nudge.FIGURE_QUERIED
    elif row.state is RequestState.PROMISED and row.promised_for is not None and row.promised_for >= today:
        nudge = Nudge.FIGURE_PROMISED
    elif today < due:
        nudge = Nudge.FIGURE_SOON
    else:
        nudge = Nudge.FIGURE_TODAY if today == due else Nudge.FIGURE_LATE
    return DigestItem(
        fact=f"request:{row.id}:{day.isoformat()}",
        nudge=nudge,
        title=plan.priority(work, plan.indicator(work, row.indicator_key).priority_key).title,
        request_id=row.id,
        period=row.period,
        due_at=row.due_at,
        due_on=row.promised_for,
        text=row.reason or "" if row.state is RequestState.QUERIED else "",
    )


def _of_actions(work: Work, person: Person, today: date) -> Iterator[DigestItem]:
    """The newest rung reached of each action, for this person; older ones are overtaken, not repeated."""
    for row in actions.open_all(work):
        if not _is_chased(row):
            continue
        theirs = [rung for rung, told in _audiences(work, row) if told == person.id and rung.day <= today]
        reached = [rung for rung in theirs if not _must_wait(work, row, rung, today)]
        if reached:
            yield _action_item(work, row, max(reached, key=lambda rung: rung.day), person, today)


def _action_item(work: Work, row: ActionRow, rung: Rung, person: Person, today: date) -> DigestItem:
    own = row.owner_id == person.id
    overdue = max(0, calendars.workdays(work).between(row.due_on, today))
    warned = _told_next(work, row, rung.kind)
    return DigestItem(
        fact=f"action:{row.id}:{row.due_on.isoformat()}:{rung.kind}",
        nudge=Nudge.ACTION if own else Nudge.ESCALATION,
        title=plan.priority(work, row.priority_key).title,
        action_id=row.id,
        label=row.label,
        text=row.text,
        due_on=row.due_on,
        rung=rung.kind,
        overdue=overdue if today > row.due_on else 0,
        owner_id=row.owner_id,
        tells=warned[1] if warned else None,
        tells_on=warned[0].day if warned else None,
    )


def _must_wait(work: Work, row: ActionRow, rung: Rung, today: date) -> bool:
    """What could not be said to somebody else on its day waits while the owner is away."""
    return rung.to is not Audience.OWNER and absence.on(absences.of(work, row.owner_id), today) is not None


def _is_chased(row: ActionRow) -> bool:
    """Its owner was asked, and has not said that it is somebody else's."""
    return row.state in CHASED and row.offered_at is not None


def _audiences(work: Work, row: ActionRow) -> Iterator[tuple[Rung, str]]:
    """Each rung of an action's ladder with the person who hears of it. The principal is never chased."""
    priority = plan.priority(work, row.priority_key)
    if row.owner_id == priority.principal_id:
        return
    for rung in _rungs(work, row):
        told = ladder.audience_of(rung, row.owner_id, priority.delivery_lead_id, priority.leader_id)
        if told is not None:
            yield rung, told


def _told_next(work: Work, row: ActionRow, kind: RungKind) -> tuple[Rung, str] | None:
    """The rung after a warning, and whom it tells; None when that would be nobody new."""
    priority = plan.priority(work, row.priority_key)
    for rung in _rungs(work, row):
        if rung.kind is ladder.WARNINGS.get(kind):
            told = ladder.audience_of(rung, row.owner_id, priority.delivery_lead_id, priority.leader_id)
            return (rung, told) if told is not None else None
    return None


def _rungs(work: Work, row: ActionRow) -> tuple[Rung, ...]:
    created = row.created_at.astimezone(calendars.unit_zone(work)).date()
    priority = plan.priority(work, row.priority_key)
    warnings = ladder.warnings_of(row.owner_id, priority.delivery_lead_id, priority.leader_id)
    return _ladder(row.due_on, created, calendars.workdays(work), absences.of(work, row.owner_id), warnings)


@lru_cache(maxsize=4096)  # asked for again and again in a night's planning
def _ladder(
    due: date, created: date, workdays: Workdays, away: tuple[Absence, ...], warnings: frozenset[RungKind]
) -> tuple[Rung, ...]:
    return ladder.rungs(due, created, workdays, absence.days_here(workdays, away), warnings)
