"""What is shown anew when something has changed: every posted message that speaks of it."""

from bot.facts.records import RequestRow
from bot.routines import Work
from bot.store import surfaces


def request(work: Work, row: RequestRow) -> None:
    """The message that asks for it, and whatever staff were shown of its answer."""
    surfaces.touch(work, f"request:{row.id}")
    if row.message_id is not None:
        surfaces.touch_message(work, row.message_id)


def cycle(work: Work, cycle_id: int) -> None:
    """Ratings, lines, gaps, the meeting, the cover: all that shows a stocktake as a whole."""
    surfaces.touch(work, f"cycle:{cycle_id}")


def draft(work: Work, cycle_id: int, priority_key: str) -> None:
    """A priority's draft, and the messages that have a row for it."""
    surfaces.touch(work, f"draft:{cycle_id}:{priority_key}")
    cycle(work, cycle_id)
