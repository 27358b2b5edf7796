"""What one row of the timetable asks for, once its time has come.

Each function is one transaction's work. It trusts nothing but the present facts: what was planned weeks ago is
decided again now, and a row whose reason is gone does nothing and says why.
"""

from collections.abc import Callable
from datetime import datetime

from bot.facts.records import CycleRow, DueRow
from bot.routines import Work, asking, calendars, offering, planning, publishing, reminding, trouble
from bot.store import actions, cycles, ledger, people, plan, requests, summaries, surfaces
from domain import request, stocktake
from domain.errors import Refused
from domain.request import Move as RequestMove
from domain.request import RequestState
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState, Move

NOT_HELD = (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED, CycleState.FROZEN)


def run(work: Work, due: DueRow) -> str:
    """Do what a claimed row asks for; the answer says what came of it, for the record."""
    return KINDS[due.kind](work, due)


def _plan(work: Work, due: DueRow) -> str:
    planning.plan_all(work)
    return "planned"


def _request(work: Work, due: DueRow) -> str:
    cycle, key = _cycle_and(work, due)
    period = calendars.asked_period(work, cycle, key)
    whom = asking.whom(work, key)
    if due.key != f"request:{cycle.id}:{key}:{period.key}:{whom}":
        return "somebody else or another period is asked now"
    if cycle.state not in NOT_HELD:
        return f"the stocktake is {cycle.state.value}"
    _act(work, f"cycle:{cycle.id}", asks=whom)
    asking.ask(work, cycle, key, period, whom)
    return "asked"


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
    if not late_rows(work, cycle):
        return "nobody is late"
    day = calendars.today(work).isoformat()
    _tell_unit(work, "late", f"late:{cycle.id}:{day}", f"cycle:{cycle.id}")
    return "listed"


def _rate(work: Work, due: DueRow) -> str:
    _tell_unit(work, "rate", due.key, f"rating:{due.subject}")
    return "asked"


def _share(work: Work, due: DueRow) -> str:
    """The draft rating goes to whoever was asked, before anybody else sees it: no surprises (DOMAIN 6, T-5)."""
    cycle, key = _cycle_and(work, due)
    keys = {one.indicator.key for one in plan.indicators_of(work, key)}
    told = {
        row.person_id
        for row in requests.of_cycle(work, cycle.id)
        if row.indicator_key in keys and row.state in (*reminding.WAITING, RequestState.ANSWERED, RequestState.ACCEPTED)
    }
    for person_id in sorted(told):
        ledger.plan(
            work,
            key=f"{due.key}:{person_id}",
            kind="share",
            subject=f"rating:{due.subject}",
            lane=person_id,
            priority=1,
        )
    return f"shown to {len(told)}"


def _freeze(work: Work, due: DueRow) -> str:
    """The cut-off is the hour it was planned for, however late this runs; who has not answered is left alone."""
    cycle = cycles.lock(work, int(due.subject.partition(":")[2]))
    if cycle.frozen_at is not None:
        return "frozen already"
    _act(work, f"cycle:{cycle.id}", frozen=due.due_at.isoformat())
    cycles.freeze(work, cycle.id, stocktake.move(cycle.state, Move.FREEZE), due.due_at)
    for row in requests.of_cycle(work, cycle.id):
        if row.state in reminding.WAITING:
            requests.set_state(work, row.id, request.move(row.state, RequestMove.LAPSE))
        if row.state in (*reminding.WAITING, RequestState.ANSWERED):
            surfaces.touch(work, f"request:{row.id}")
    return "frozen"


def _hold(work: Work, due: DueRow) -> str:
    cycle = cycles.lock(work, int(due.subject.partition(":")[2]))
    if cycle.state is not CycleState.FROZEN:
        return f"the stocktake is {cycle.state.value}"
    _act(work, f"cycle:{cycle.id}", held=True)
    cycles.set_state(work, cycle.id, stocktake.move(cycle.state, Move.HOLD))
    for action in actions.open_all(work):
        if action.cycle_id == cycle.id and action.offered_at is None:
            offering.offer(work, action.id)
    return "held"


def _draft(work: Work, due: DueRow) -> str:
    cycle, key = _cycle_and(work, due)
    if summaries.get(work, cycle.id, key) is not None:
        return "posted already"
    _tell_unit(work, "draft", due.key, f"draft:{due.subject}")
    return "drafted"


def _post(work: Work, due: DueRow) -> str:
    """T+1 10:00: it posts itself if the gate passes; restricted priorities go out by hand only."""
    cycle, key = _cycle_and(work, due)
    priority = plan.priority(work, key)
    if priority.visibility == "named":
        return "restricted: posted by hand"
    try:
        publishing.post_now(work, BOT, cycle.id, key)
    except Refused as closed:
        values = {"title": priority.title, "why": closed.problem, "mend": closed.mend}
        trouble.tell_staff(work, "not_posted", values, f"gate:{due.subject}")
        return f"not posted: {closed.problem}"
    return "posted"


def late_rows(work: Work, cycle: CycleRow) -> list[int]:
    """Ids of the cycle's requests whose figure is due and not given; a promise is told beside it."""
    waiting = (RequestState.SENT, RequestState.QUERIED, RequestState.PROMISED, RequestState.LAPSED)
    rows = requests.of_cycle(work, cycle.id)
    return [row.id for row in rows if row.state in waiting and row.due_at <= work.now]


def _cycle_and(work: Work, due: DueRow) -> tuple[CycleRow, str]:
    cycle_id, _, key = due.subject.partition(":")
    return cycles.get(work, int(cycle_id)), key


def _act(work: Work, about: str, **details: str | bool) -> None:
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), about, **details)


def _tell_unit(work: Work, kind: str, key: str, subject: str) -> None:
    channel = calendars.unit(work).channel
    ledger.plan(work, key=key, kind=kind, subject=subject, lane=channel, priority=1, surface=kind != "late")


def too_early(work: Work, due: DueRow) -> datetime | None:
    """When a claimed row should really run, if that is later than now (the calendar was changed meanwhile)."""
    if due.kind in ("plan", "digest"):
        return None
    wanted = planning.due_at(work, due.kind, due.subject)
    return wanted if wanted > work.now else None


KINDS: dict[str, Callable[[Work, DueRow], str]] = {
    "plan": _plan,
    "request": _request,
    "digest": _digest,
    "late": _late,
    "rate": _rate,
    "share": _share,
    "freeze": _freeze,
    "hold": _hold,
    "draft": _draft,
    "post": _post,
}
