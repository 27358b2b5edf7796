"""What is shown anew when something has changed: every posted message that speaks of it."""

from bot.facts.records import ActionRow, RequestRow
from bot.routines import Work
from bot.store import ledger, surfaces


def request(work: Work, row: RequestRow) -> None:
    """The message that asks for it, and whatever staff were shown of its answer."""
    surfaces.touch(work, f"request:{row.id}")
    if row.message_id is not None:
        surfaces.touch_message(work, row.message_id)
    _last_reminder(work, row.person_id)


def action(work: Work, row: ActionRow) -> None:
    """Its offer, its closure, and the last reminder that its owner got."""
    surfaces.touch(work, row.subject)
    _last_reminder(work, row.owner_id)


def _last_reminder(work: Work, person_id: str) -> None:
    """So that a button of it that was used goes away; older reminders stay as they were."""
    last = ledger.latest_of(work, person_id, 1, kind="digest")
    if last:
        surfaces.touch_message(work, last[0].id)


def cycle(work: Work, cycle_id: int) -> None:
    """Ratings, lines, gaps, the meeting, the cover: all that shows a stocktake as a whole."""
    surfaces.touch(work, f"cycle:{cycle_id}")


def draft(work: Work, cycle_id: int, priority_key: str) -> None:
    """A priority's draft, and the messages that have a row for it."""
    surfaces.touch(work, f"draft:{cycle_id}:{priority_key}")
    cycle(work, cycle_id)
