"""What one row of the timetable asks for, once its time has come.

Each function is one transaction's work. It trusts nothing but the present facts: what was planned weeks ago is
decided again now, and a row whose reason is gone does nothing and says why.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.facts.records import CycleRow, DueRow
from bot.routines import (
    Work,
    actions,
    asking,
    calendars,
    expiring,
    forecasting,
    freezing,
    meeting,
    planning,
    publishing,
    reminding,
    showing,
    silence,
    trouble,
)
from bot.store import cycles, ledger, people, plan, receipts, requests
from bot.store.rows import Lock
from domain.errors import Refused
from domain.request import RequestState
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState

RECEIPTS_KEPT = timedelta(days=30)  # Slack tells nothing again after that, and catch-up looks back 25 days
BEFORE = (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED)
NOT_HELD = (*BEFORE, CycleState.FROZEN)
ALWAYS_IN_TIME = ("plan", "digest", "unblock")  # rows whose date is in their key


class Expired(str):
    """What came of a row: nothing, since by its own rule it was too late for it."""


def run(work: Work, due: DueRow) -> str:
    """Do what a claimed row asks for; the answer says what came of it, for the record: `Expired` if that is nothing."""
    return KINDS[due.kind](work, due)


def too_early(work: Work, due: DueRow) -> datetime | None:
    """When a claimed row should really run, if that is later than now (the calendar was changed meanwhile)."""
    if due.kind in ALWAYS_IN_TIME:
        return None
    wanted = planning.due_at(work, due.kind, due.subject)
    return wanted if wanted > work.now else None


def _plan(work: Work, due: DueRow) -> str:
    planning.plan_all(work)
    receipts.forget_before(work, work.now - RECEIPTS_KEPT)
    forecasting.settle(work)
    return "planned"


def _open(work: Work, due: DueRow) -> str:
    """T-20: its dates, for staff to confirm or to move."""
    cycle, _ = _cycle_and(work, due)
    if cycle.state is not CycleState.PLANNED:
        return _over(cycle)
    if planning.due_at(work, "rate", due.subject) <= work.now:
        return Expired("it is too late to open it")
    _tell_unit(work, "opening", f"opening:{due.key}", cycle.subject)
    return "opened"


def _request(work: Work, due: DueRow) -> str:
    cycle, person_id = _cycle_and(work, due, "update")
    if cycle.state not in BEFORE:
        return _over(cycle)
    _act(work, cycle.subject, asks=person_id)
    asked = asking.ask_person(work, cycle, person_id)
    return f"asked for {asked}" if asked else "nothing is owed by them any more"


def _digest(work: Work, due: DueRow) -> str:
    person = people.need(work, due.subject.partition(":")[2])
    if ledger.waiting(work, person.id, "digest"):
        return "combined with the reminder that is already waiting"
    if not reminding.items(work, person):
        return "nothing to remind of"
    ledger.plan(work, key=due.key, kind="digest", subject=due.subject, lane=person.id, priority=2, surface=True)
    return "planned"


def _late(work: Work, due: DueRow) -> str:
    cycle, _ = _cycle_and(work, due)
    if cycle.state not in NOT_HELD:
        return _over(cycle)
    if not late_rows(work, cycle):
        return "nobody is late"
    day = calendars.today(work).isoformat()
    _tell_unit(work, "late", f"late:{cycle.id}:{day}", cycle.subject, surface=False)
    return "listed"


def _rate(work: Work, due: DueRow) -> str:
    cycle, _ = _cycle_and(work, due)
    if cycle.state not in NOT_HELD:
        return _over(cycle)
    _tell_unit(work, "rate", due.key, cycle.subject)
    return "asked"


def _share(work: Work, due: DueRow) -> str:
    """The draft ratings go to whoever was asked, before anybody else sees them: no surprises (DOMAIN 6, T-5)."""
    cycle, person_id = _cycle_and(work, due)
    asked = (*reminding.WAITING, RequestState.ANSWERED, RequestState.ACCEPTED)
    theirs = [row for row in requests.of_cycle(work, cycle.id) if row.person_id == person_id and row.state in asked]
    if not theirs or cycle.state not in NOT_HELD:
        return "nothing of theirs is rated"
    subject = f"share:{cycle.id}"
    until = expiring.until(work, "share", subject)
    ledger.plan(work, key=due.key, kind="share", subject=subject, lane=person_id, priority=1, expires_at=until)
    for row in theirs:
        if not forecasting.has_judged(work, row):  # what waited for their word waits no more
            showing.readings(work, row)
    return "shown"


def _lines(work: Work, due: DueRow) -> str:
    cycle, _ = _cycle_and(work, due)
    if cycle.state not in NOT_HELD:
        return _over(cycle)
    _tell_unit(work, "lines", due.key, cycle.subject)
    return "shown"


def _freeze(work: Work, due: DueRow) -> str:
    cycle = cycles.lock(work, int(due.subject.partition(":")[2]))
    if cycle.frozen_at is not None or cycle.state not in BEFORE:
        return f"the stocktake is {cycle.state.value}"
    at = freezing.cut_off_now(work, cycle)
    _act(work, cycle.subject, frozen=at.isoformat())
    return freezing.freeze(work, cycle, at)


def _brief(work: Work, due: DueRow) -> str:
    cycle, _ = _cycle_and(work, due)
    return freezing.send_brief(work, cycle)


def _meet(work: Work, due: DueRow) -> str:
    cycle, _ = _cycle_and(work, due)
    if cycle.state is not CycleState.FROZEN:
        return f"the stocktake is {cycle.state.value}"
    _tell_unit(work, "meeting", f"meeting:{cycle.id}:{cycle.moves}", cycle.subject)
    return "begun"


def _close(work: Work, due: DueRow) -> str:
    """Two hours after it began, when nobody closed it."""
    cycle = cycles.lock(work, int(due.subject.partition(":")[2]))
    if cycle.state is not CycleState.FROZEN:
        return f"the stocktake is {cycle.state.value}"
    _act(work, cycle.subject, held=True)
    meeting.hold(work, cycle)
    return "closed by itself"


def _post(work: Work, due: DueRow) -> str:
    """T+1 10:00: it posts itself if the gate passes and nobody held it; restricted priorities by hand only."""
    plan.hold(work)  # first, as whoever posts by hand does
    cycle, key = _cycle_and(work, due, "update")
    priority = plan.priority(work, key)
    if cycle.state in (CycleState.CANCELLED, CycleState.POSTPONED):
        return f"the stocktake is {cycle.state.value}"
    if priority.visibility == publishing.RESTRICTED:
        return "restricted: posted by hand"
    if publishing.held(work, cycle.id, key):
        return "held by staff"
    try:
        publishing.post_now(work, BOT, cycle.id, key)
    except Refused as closed:
        values = {"title": priority.title, "why": closed.problem, "mend": closed.mend}
        trouble.tell_staff(work, "not_posted", values, f"gate:{due.subject}:{cycle.moves}")
        return f"not posted: {closed.problem}"
    return "posted"


def _silence(work: Work, due: DueRow) -> str:
    cycle = cycles.lock(work, int(due.subject.partition(":")[2]))
    _act(work, cycle.subject, silence=True)
    return silence.note(work, cycle)


def _unblock(work: Work, due: DueRow) -> str:
    return actions.unblock_on_its_day(work, int(due.subject.partition(":")[2]))


def late_rows(work: Work, cycle: CycleRow) -> list[int]:
    """Ids of the cycle's requests whose figure is due and not given; a promise is told beside it."""
    waiting = (RequestState.SENT, RequestState.PROMISED, *freezing.GAPS)
    rows = requests.of_cycle(work, cycle.id)
    return [row.id for row in rows if row.state in waiting and row.due_at <= work.now]


def _over(cycle: CycleRow) -> str:
    """The stocktake has got past this step, or is not held."""
    reason = f"the stocktake is {cycle.state.value}"
    return reason if cycle.state in (CycleState.CANCELLED, CycleState.POSTPONED) else Expired(reason)


def _cycle_and(work: Work, due: DueRow, how: Lock = "share") -> tuple[CycleRow, str]:
    """The stocktake, held as it is, and for whom or what of it."""
    first, _, second = due.subject.partition(":")
    number, rest = (second, "") if first == "cycle" else (first, second)
    return cycles.lock(work, int(number), how), rest


def _act(work: Work, about: str, **details: str | bool) -> None:
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), about, **details)


def _tell_unit(work: Work, kind: str, key: str, subject: str, *, surface: bool = True) -> None:
    channel, until = calendars.unit(work).channel, expiring.until(work, kind, subject)
    ledger.plan(work, key=key, kind=kind, subject=subject, lane=channel, priority=1, expires_at=until, surface=surface)


KINDS: dict[str, Callable[[Work, DueRow], str]] = {
    "plan": _plan,
    "open": _open,
    "request": _request,
    "digest": _digest,
    "late": _late,
    "rate": _rate,
    "share": _share,
    "lines": _lines,
    "freeze": _freeze,
    "brief": _brief,
    "meet": _meet,
    "close": _close,
    "post": _post,
    "silence": _silence,
    "unblock": _unblock,
}
