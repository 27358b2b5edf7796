"""Agreed actions, from the room to the closure: added, accepted, moved, claimed done, closed. Staff close them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.facts.records import ActionRow
from bot.routines import (
    Work,
    calendars,
    notices,
    offering,
    problems,
    reminding,
    seen,
    showing,
    subjects,
    trouble,
)
from bot.store import actions, cycles, ledger, people, timetable
from domain import action, one_line
from domain.action import ActionKind, ActionState, Move
from domain.errors import Refused
from domain.one_line import OneLine
from domain.people import Person
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState

AFTER_THE_ROOM = (CycleState.HELD, CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED)


@dataclass(frozen=True)
class NewAction:
    """An action as agreed at a stocktake."""

    cycle_id: int
    priority_key: str
    text: str
    moves_number: str
    owner_id: str
    due_on: date
    closure_test: str
    kind: ActionKind = ActionKind.ACTION


def add(work: Work, actor: Person, new: NewAction) -> ActionRow:
    """Record an agreed action; the same again is the same one. After the meeting its owner is asked to accept."""
    subject = subjects.of_priority(work, new.priority_key)
    subjects.allow(actor, Act.ADD_ACTION, subject)
    _check(work, new)
    cycle = cycles.lock(work, new.cycle_id)
    for row in actions.of_priority(work, new.priority_key):
        if (row.cycle_id, row.text, row.owner_id, row.due_on) == (new.cycle_id, new.text, new.owner_id, new.due_on):
            return row
    row = actions.add(work, created_by=actor.id, **vars(new))
    work.act(actor, Act.ADD_ACTION, subject, f"action:{row.id}", text=new.text, owner=new.owner_id)
    showing.draft(work, new.cycle_id, new.priority_key)
    if cycle.state in AFTER_THE_ROOM:
        offering.offer(work, row.id)
    return row


def read_line(work: Work, line: str) -> OneLine:
    """An action as it is said in one line, its owner by id. Raises Refused for a name that nobody active has."""
    said = one_line.read_action(line, calendars.today(work))
    if not said.owner:
        return said
    owner = people.by_handle(work, said.owner)
    if owner is None:
        raise Refused(
            "line", f"Nobody active is called @{said.owner}.", "Mend the name, or leave it out and pick them."
        )
    return replace(said, owner=owner.id)


def _check(work: Work, new: NewAction) -> None:
    action.check_text(new.text)
    owner = people.get(work, new.owner_id)
    if owner is None or owner.deactivated:
        raise Refused("owner", "This person is not active in the workspace.", "Pick somebody who is.")
    if new.due_on <= calendars.today(work):
        raise Refused("due_on", "The due date is not in the future.", "Pick a later day.")
    for box, text in (("moves_number", new.moves_number), ("closure_test", new.closure_test)):
        if not text.strip():
            raise Refused(box, "This box is empty.", "One sentence is enough.")


def accept(work: Work, actor: Person, action_id: int, due_on: date | None = None) -> None:
    """Its owner agrees to it, by the date that they were shown. Raises Changed when it is another by now."""
    row = _moved(work, actor, action_id, Act.ACCEPT_ACTION, Move.ACCEPT)
    seen.due_date(work, row, due_on)
    _tell(work, actor, row, "action_accepted")


def propose_date(work: Work, actor: Person, action_id: int, day: date, reason: str) -> None:
    """Another date, for staff to decide; the old one runs until then."""
    row = actions.get(work, action_id, lock=True)
    action.move(row.state, Move.RESCHEDULE)
    if day <= calendars.today(work):
        raise Refused("day", "This day is not in the future.", "Pick a later day.")
    if row.due_on == day:
        raise Refused("day", "It is due on that day already.", "Pick another.")
    if row.proposed_due_on == day:
        return
    work.act(actor, Act.PROPOSE_DATE, subjects.of_action(work, row), f"action:{row.id}", day=day.isoformat())
    actions.update(work, row.id, proposed_due_on=day, reason=reason)
    showing.action(work, row)
    _tell_unit(work, row, "proposal", f"proposal:{row.id}:{day.isoformat()}:{work.now.isoformat()}")
    _tell(work, actor, row, "date_proposed", day=day.isoformat())


def decide_date(work: Work, actor: Person, action_id: int, day: date | None = None, *, agree: bool) -> None:
    """Staff agree to the proposed `day` or keep the old one; the original date is never forgotten.

    Raises Changed when its owner has proposed another day since.
    """
    row = actions.get(work, action_id, lock=True)
    subjects.allow(actor, Act.CLOSE_ACTION, subjects.of_action(work, row))
    proposed = row.proposed_due_on
    if proposed is None:
        return
    seen.proposal(work, proposed, day)
    work.act(actor, Act.CLOSE_ACTION, subjects.of_action(work, row), f"action:{row.id}", agree=agree)
    changed: dict[str, Any] = {"due_on": proposed, "slips": row.slips + (proposed > row.due_on)} if agree else {}
    actions.update(work, row.id, proposed_due_on=None, **changed)
    showing.action(work, row)
    reminding.plan_action(work, row.id)
    if changed.get("slips", 0) > row.slips:
        problems.after_slip(work, actions.get(work, row.id))
    owner = people.need(work, row.owner_id)
    day = proposed if agree else row.due_on
    act = f"decided:{row.id}:{proposed.isoformat()}:{work.now.isoformat()}"
    _tell(work, owner, row, "date_agreed" if agree else "date_kept", act=act, day=day.isoformat())


def claim_done(work: Work, actor: Person, action_id: int, evidence: str) -> None:
    """The owner says it is done, with evidence. The chase stops; staff check the closure test."""
    if not evidence.strip():
        raise Refused("evidence", "There is no evidence yet.", "Say how one can see that it is done.")
    row = actions.get(work, action_id, lock=True)
    if row.claimed_at is not None and row.evidence == evidence:
        return
    row = _moved(work, actor, action_id, Act.CLAIM_DONE, Move.CLAIM, evidence=evidence, claimed_at=work.now)
    _tell_unit(work, row, "closure", f"closure:{row.id}:{work.now.isoformat()}")
    _tell(work, actor, row, "claimed")


def close(work: Work, actor: Person, action_id: int, claimed_at: datetime | None = None) -> None:
    """Staff found the closure test met, by what its owner claimed then. Raises Changed for another claim since."""
    row = _moved(work, actor, action_id, Act.CLOSE_ACTION, Move.CLOSE, closed_at=work.now)
    seen.claim(row, claimed_at)
    _tell(work, people.need(work, row.owner_id), row, "closed_thanks", act=f"closed:{row.id}")


def send_back(work: Work, actor: Person, action_id: int, reason: str, claimed_at: datetime | None = None) -> None:
    """Staff found the closure test not met: the action is open again, with what is missing. Raises like `close`."""
    if not reason.strip():
        raise Refused("reason", "It does not say what is missing.", "One sentence is enough.")
    seen.claim(actions.get(work, action_id, lock=True), claimed_at)
    row = _moved(work, actor, action_id, Act.SEND_BACK_ACTION, Move.SEND_BACK, reason=reason, claimed_at=None)
    reminding.plan_action(work, row.id)
    act = f"sent back:{row.id}:{work.now.isoformat()}"
    _tell(work, people.need(work, row.owner_id), row, "sent_back", act=act, reason=reason)


def drop(work: Work, actor: Person, action_id: int, reason: str) -> None:
    """Staff let go of it, for a reason; its owner is told."""
    if not reason.strip():
        raise Refused("reason", "There is no reason yet.", "One sentence is enough; its owner reads it.")
    row = _moved(work, actor, action_id, Act.DROP_ACTION, Move.DROP, reason=reason.strip())
    if row.offered_at is not None:
        _tell(work, people.need(work, row.owner_id), row, "dropped", act=f"dropped:{row.id}", reason=reason.strip())


def block(work: Work, actor: Person, action_id: int, by: str, until: date, reason: str) -> None:
    """It waits for somebody: the owner is left alone until then and no longer, and staff hear of it."""
    waited_for = people.get(work, by)
    if waited_for is None or waited_for.deactivated:
        raise Refused("person", "This person is not active in the workspace.", "Pick somebody who is.")
    if until <= calendars.today(work):
        raise Refused("by_when", "This day is not in the future.", "Pick a later day.")
    row = _moved(
        work, actor, action_id, Act.BLOCK_ACTION, Move.BLOCK, reason=reason, blocked_by=by, blocked_until=until
    )
    values = {"label": row.label, "text": row.text, "by": actor.id, "waits_for": by, "reason": reason}
    trouble.tell_staff(work, "blocked", values, f"blocked:{row.id}:{work.now.isoformat()}")
    timetable.plan(
        work,
        key=f"unblock:{row.id}:{until.isoformat()}",
        kind="unblock",
        subject=row.subject,
        due_at=calendars.on_day(work, until, calendars.MORNING),
    )
    _tell(work, actor, row, "blocked")


def unblock(work: Work, actor: Person, action_id: int) -> None:
    """It can go on, and its owner is reminded again."""
    row = _moved(work, actor, action_id, Act.BLOCK_ACTION, Move.UNBLOCK, blocked_by=None, blocked_until=None)
    reminding.plan_action(work, row.id)
    act = f"unblocked:{row.id}:{work.now.isoformat()}"
    _tell(work, people.need(work, row.owner_id), row, "unblocked", act=act)


def unblock_on_its_day(work: Work, action_id: int) -> str:
    """The day until which it was blocked has come: it is chased again. By the timetable."""
    row = actions.get(work, action_id, lock=True)
    today = calendars.today(work)
    if row.state is not ActionState.BLOCKED or row.blocked_until is None or row.blocked_until > today:
        return f"the action is {row.state.value}"
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), row.subject, unblocked=True)
    actions.update(work, row.id, state=action.move(row.state, Move.UNBLOCK), blocked_by=None, blocked_until=None)
    showing.action(work, row)
    reminding.plan_action(work, row.id)
    _tell(work, people.need(work, row.owner_id), row, "unblocked", act=f"unblocked:{row.id}:{today.isoformat()}")
    return "goes on"


def disown(work: Work, actor: Person, action_id: int, reason: str) -> None:
    """Not theirs: staff decide whose it is; nobody is chased for it until then."""
    row = actions.get(work, action_id, lock=True)
    action.move(row.state, Move.DROP)
    if not reason.strip():
        raise Refused("reason", "It does not say whose it is.", "One sentence is enough.")
    work.act(actor, Act.DISOWN_ACTION, subjects.of_action(work, row), f"action:{row.id}", reason=reason)
    actions.update(work, row.id, offered_at=None, reason=reason.strip())
    showing.action(work, row)
    values = {"label": row.label, "text": row.text, "by": actor.id, "reason": reason}
    trouble.tell_staff(work, "action_disowned", values, f"disowned:{row.id}:{row.owner_id}")
    _tell(work, actor, row, "disowned", act=f"disowned action:{row.id}")


def give(work: Work, actor: Person, action_id: int, to: Person) -> None:
    """Staff name another owner, who is asked to accept. Raises NotAllowed, IllegalMove, Refused."""
    row = actions.get(work, action_id, lock=True)
    action.move(row.state, Move.RESCHEDULE)
    if to.id == row.owner_id and row.offered_at is not None:
        raise Refused("person", "It is with this person already.", "Pick another.")
    work.act(actor, Act.ADD_ACTION, subjects.of_action(work, row), row.subject, owner=to.id)
    actions.update(work, row.id, owner_id=to.id, state=ActionState.PROPOSED, offered_at=None, reason=None)
    showing.action(work, row)
    offering.offer(work, row.id)


def _moved(work: Work, actor: Person, action_id: int, act: Act, step: Move, **columns: Any) -> ActionRow:
    """One legal move of an action: allowed, recorded, and shown wherever the action is shown."""
    row = actions.get(work, action_id, lock=True)
    subject = subjects.of_action(work, row)
    subjects.allow(actor, act, subject)
    state = action.move(row.state, step)
    work.act(actor, act, subject, f"action:{row.id}", state=state.value)
    actions.update(work, row.id, state=state, **columns)
    showing.action(work, row)
    return actions.get(work, row.id)


def _tell(work: Work, to: Person, row: ActionRow, code: str, *, act: str = "", **values: str) -> None:
    notices.reply(
        work,
        to,
        code,
        {"label": row.label, "text": row.text, "due_on": row.due_on.isoformat(), **values},
        act=act or f"{code}:{row.id}:{work.now.isoformat()}",
        subject=f"action:{row.id}",
    )


def _tell_unit(work: Work, row: ActionRow, kind: str, key: str) -> None:
    ledger.plan(
        work,
        key=key,
        kind=kind,
        subject=f"action:{row.id}",
        lane=calendars.unit(work).channel,
        priority=1,
        surface=True,
    )
