"""What is shown anew when something has changed: every posted message that speaks of it."""

from bot.facts.records import ActionRow, RequestRow
from bot.routines import Work
from bot.store import ledger, plan, requests, surfaces

REMINDERS = 10  # of these, the last: nothing is reminded of more often than six times


def request(work: Work, row: RequestRow) -> None:
    """The message that asks for it, whatever staff were shown of its answer, and the draft that speaks of it."""
    surfaces.touch(work, f"request:{row.id}")
    surfaces.touch(work, f"draft:{row.cycle_id}:{plan.indicator(work, row.indicator_key).priority_key}")
    if row.message_id is not None:
        surfaces.touch_message(work, row.message_id)
    _reminders(work, row.person_id, f"request:{row.id}:")


def readings(work: Work, row: RequestRow) -> None:
    """Every reading of it, older ones too."""
    for given in requests.answers(work, row.id):
        surfaces.touch(work, f"answer:{given.id}")


def action(work: Work, row: ActionRow) -> None:
    """Its offer, its closure, and the reminders that its owner got of it."""
    surfaces.touch(work, row.subject)
    _reminders(work, row.owner_id, f"action:{row.id}:")


def _reminders(work: Work, person_id: str, fact: str) -> None:
    """So that a button that was used goes away, in whichever of them it was pressed."""
    for message in ledger.latest_of(work, person_id, REMINDERS, kind="digest"):
        if any(said.startswith(fact) for said in message.carried):
            surfaces.touch_message(work, message.id)


def cycle(work: Work, cycle_id: int) -> None:
    """Ratings, lines, gaps, the meeting, the cover: all that shows a stocktake as a whole."""
    surfaces.touch(work, f"cycle:{cycle_id}")


def draft(work: Work, cycle_id: int, priority_key: str) -> None:
    """A priority's draft, and the messages that have a row for it."""
    surfaces.touch(work, f"draft:{cycle_id}:{priority_key}")
    cycle(work, cycle_id)
