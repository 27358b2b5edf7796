"""Milestones: their owner says done, late with a new date, or dropped with a reason; staff are told."""

from datetime import date

from bot.facts.records import MilestoneRow
from bot.facts.requests import MilestoneFacts
from bot.routines import Work, calendars, contacts, forecasting, milestone_chances, subjects, trouble
from bot.store import ledger, milestones, people, plan, surfaces
from domain import milestone
from domain.errors import Refused
from domain.milestone import Move
from domain.people import Person
from domain.rights import Act, Subject


def done(work: Work, actor: Person, milestone_id: int) -> None:
    """It has happened. Raises NotAllowed and IllegalMove."""
    row = _report(work, actor, milestone_id, Move.DONE)
    _tell(work, actor, row, "milestone_done")


def late(work: Work, actor: Person, milestone_id: int, day: date, note: str, chance: str = "") -> None:
    """It comes later; with the chance, as typed, that the new date is kept. Raises also Refused, for a day that is
    past, and Refused and Unclear for a chance that is none.
    """
    if day <= calendars.today(work):
        raise Refused("day", "This day is not in the future.", "Pick a later day.")
    expected = forecasting.read_chance(actor, chance)
    row = _report(work, actor, milestone_id, Move.LATE, note=note, due_on=day)
    if expected is not None:
        milestone_chances.keep(work, actor, row, day, expected)
    _tell(work, actor, row, "milestone_late", note=note, day=day.isoformat())


def drop(work: Work, actor: Person, milestone_id: int, reason: str) -> None:
    """It is not pursued any more. Raises also Refused, without a reason."""
    if not reason.strip():
        raise Refused("reason", "There is no reason yet.", "One sentence is enough.")
    row = _report(work, actor, milestone_id, Move.DROP, note=reason)
    _tell(work, actor, row, "milestone_dropped", note=reason)


def look(work: Work, actor: Person, milestone_id: int, step: Move) -> MilestoneFacts:
    """For somebody who may report on it, while there is something to report. Raises NotAllowed and IllegalMove."""
    row = milestones.get(work, milestone_id)
    subjects.allow(actor, Act.SETTLE_MILESTONE, subject_of(work, row))
    milestone.move(row.state, step)
    return facts(work, row)


def facts(work: Work, row: MilestoneRow) -> MilestoneFacts:
    priority = plan.priority(work, row.priority_key)
    whom = contacts.contact(work, row.priority_key, row.owner_id)
    return MilestoneFacts(row.id, priority.title, row.text, row.due_on, row.state, whom)


def subject_of(work: Work, row: MilestoneRow) -> Subject:
    visible = subjects.visible_to(work, plan.priority(work, row.priority_key))
    helpers = people.helpers_of(work, row.owner_id)
    readers = None if visible is None else visible | {row.owner_id} | helpers
    return Subject(owner=row.owner_id, helpers=helpers, visible_to=readers)


def _report(work: Work, actor: Person, milestone_id: int, step: Move, **columns: str | date) -> MilestoneRow:
    row = milestones.get(work, milestone_id, lock=True)
    state = milestone.move(row.state, step)
    work.act(actor, Act.SETTLE_MILESTONE, subject_of(work, row), row.subject, state=state.value)
    milestones.update(work, row.id, state=state, told_by=actor.id, told_at=work.now, **columns)
    for message in ledger.of_kind(work, "request", row.owner_id):
        surfaces.touch_message(work, message.id)
    return milestones.get(work, row.id)


def _tell(work: Work, actor: Person, row: MilestoneRow, code: str, **values: str) -> None:
    told = {"title": plan.priority(work, row.priority_key).title, "text": row.text, "by": actor.id}
    trouble.tell_staff(work, code, told | values, f"{code}:{row.id}:{work.now.isoformat()}")
