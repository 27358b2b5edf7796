"""The meeting, as staff run it from one message: a row a priority, and nothing is sent until it is closed."""

from bot.facts.records import CycleRow
from bot.routines import Work, calendars, expiring, offering, showing
from bot.store import actions, cycles, ledger, plan, summaries
from domain import stocktake
from domain.errors import Refused
from domain.people import Person
from domain.rights import Act, Subject
from domain.stocktake import CycleState, Move

BEFORE = (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED)


def start(work: Work, actor: Person, cycle_id: int) -> None:
    """Bring the meeting's message now. Raises NotAllowed, Refused before the data are frozen, IllegalMove later."""
    cycle = cycles.lock(work, cycle_id)
    work.act(actor, Act.HOLD_MEETING, Subject(), cycle.subject, begun=True)
    if cycle.state in BEFORE:
        raise Refused(
            "stocktake",
            "The data of this stocktake are not frozen yet, so there is no meeting to run.",
            "Freeze them first: /stocktake stocktake freeze.",
        )
    stocktake.move(cycle.state, Move.HOLD)
    ledger.plan(
        work,
        key=f"meeting:{cycle.id}:{cycle.moves}",
        kind="meeting",
        subject=cycle.subject,
        lane=calendars.unit(work).channel,
        priority=1,
        expires_at=expiring.until(work, "meeting", cycle.subject),
        surface=True,
    )


def turn_to(work: Work, actor: Person, cycle_id: int, priority_key: str) -> None:
    """The meeting goes on to this priority. Raises NotAllowed, and IllegalMove when it is over."""
    cycle = cycles.lock(work, cycle_id)
    work.act(actor, Act.HOLD_MEETING, Subject(), cycle.subject, at=priority_key)
    stocktake.move(cycle.state, Move.HOLD)
    cycles.update_row(work, cycle.id, agenda=priority_key)
    showing.cycle(work, cycle.id)


def close(work: Work, actor: Person, cycle_id: int) -> None:
    """Close Meeting: owners are asked, drafts go to staff. A second press does nothing more."""
    cycle = cycles.lock(work, cycle_id)
    work.act(actor, Act.HOLD_MEETING, Subject(), cycle.subject, held=True)
    if cycle.state is CycleState.FROZEN:
        hold(work, cycle)


def hold(work: Work, cycle: CycleRow) -> None:
    """The stocktake was held: what was agreed in it goes to its owners, and each priority's draft to staff."""
    cycles.set_state(work, cycle.id, stocktake.move(cycle.state, Move.HOLD))
    for action in actions.open_all(work, hold="update"):
        if action.cycle_id == cycle.id and action.offered_at is None:
            offering.offer(work, action.id)
    for key in plan.priorities_of(work, cycle.routine_key):
        if summaries.posted_at(work, cycle.id, key) is None:
            show_draft(work, cycle, key)
    showing.cycle(work, cycle.id)


def show_draft(work: Work, cycle: CycleRow, priority_key: str) -> None:
    """The five lines as they would go out, to staff."""
    subject = f"draft:{cycle.id}:{priority_key}"
    channel = calendars.unit(work).channel
    ledger.plan(work, key=subject, kind="draft", subject=subject, lane=channel, priority=1, surface=True)
