"""What staff do with a summary before it goes out: edit its lines, hold it back, let it go again."""

from datetime import date

from bot.facts.summaries import SummaryFacts
from bot.routines import Work, showing, subjects, summarising
from bot.store import cycles, drafts, plan, summaries
from domain.errors import IllegalMove
from domain.people import Person
from domain.rights import Act

LONGEST = 900  # characters of a line


def look(work: Work, actor: Person, cycle_id: int, priority_key: str) -> SummaryFacts:
    """The lines as they would read now. Raises NotAllowed, and IllegalMove once they are posted."""
    subjects.allow(actor, Act.EDIT_SUMMARY, subjects.of_priority(work, priority_key))
    _not_posted(work, cycle_id, priority_key, "edit")
    return summarising.facts(work, cycles.get(work, cycle_id), priority_key)


def edit(
    work: Work, actor: Person, cycle_id: int, priority_key: str, *, why: str, needed: str, needed_by: date | None
) -> None:
    """The third and fourth line, in staff's words; the others are worked out and cannot be edited."""
    cycles.lock(work, cycle_id)
    subject = subjects.of_priority(work, priority_key)
    subjects.allow(actor, Act.EDIT_SUMMARY, subject)
    _not_posted(work, cycle_id, priority_key, "edit")
    about = f"draft:{cycle_id}:{priority_key}"
    work.act(actor, Act.EDIT_SUMMARY, subject, about, why=why[:200], needed=needed[:200])
    drafts.put(
        work,
        cycle_id,
        priority_key,
        why=why.strip(),
        needed=needed.strip(),
        needed_by=needed_by if needed.strip() else None,
        edited_by=actor.id,
    )
    showing.draft(work, cycle_id, priority_key)


def hold(work: Work, actor: Person, cycle_id: int, priority_key: str) -> None:
    """It does not post itself. Raises NotAllowed, and IllegalMove once it is posted."""
    _set_held(work, actor, cycle_id, priority_key, actor.id)


def release(work: Work, actor: Person, cycle_id: int, priority_key: str) -> None:
    """It may post itself again; past its hour staff post it."""
    _set_held(work, actor, cycle_id, priority_key, None)


def _set_held(work: Work, actor: Person, cycle_id: int, priority_key: str, by: str | None) -> None:
    cycles.lock(work, cycle_id)
    subject = subjects.of_priority(work, priority_key)
    subjects.allow(actor, Act.HOLD_SUMMARY, subject)
    _not_posted(work, cycle_id, priority_key, "hold")
    work.act(actor, Act.HOLD_SUMMARY, subject, f"draft:{cycle_id}:{priority_key}", held=by is not None)
    drafts.put(work, cycle_id, priority_key, held_by=by)
    showing.draft(work, cycle_id, priority_key)


def _not_posted(work: Work, cycle_id: int, priority_key: str, step: str) -> None:
    plan.priority(work, priority_key)
    if summaries.get(work, cycle_id, priority_key) is not None:
        raise IllegalMove("summary", "posted", step)
