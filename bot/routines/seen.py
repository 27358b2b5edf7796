"""Nobody decides on what they were not shown: a press names what stood beside its button, and that must still hold.

A press that names nothing goes by what holds now. All raise Changed.
"""

from datetime import date, datetime

from bot.facts.records import ActionRow, AnswerRow, RequestRow
from bot.facts.summaries import SummaryFacts
from bot.routines import Work, calendars, elsewhere
from bot.store import plan, requests
from domain.errors import Changed
from domain.people import Person

NEWEST = "Please look at its newest message, and press there."
AGAIN = "Please look at it, and press again."


def answer(work: Work, row: RequestRow, answer_id: int | None) -> None:
    """It is still the last one that was given to the request, which the caller holds, and its figure still stands."""
    last = requests.latest_answer(work, row.id)
    if answer_id is None or last is None:
        return
    if last.id == answer_id:
        newer = elsewhere.overtaken(work, row, last)
        if newer is not None:
            raise Changed(f"Another answer to it came since: it is {_figure(work, row, newer)} now. {NEWEST}")
        return
    if last.observation_id in (None, requests.answer(work, answer_id).observation_id):
        raise Changed(f"The words of this answer have changed since. {NEWEST}")
    raise Changed(f"This figure has been corrected since: it is {_figure(work, row, last)} now. {NEWEST}")


def overwrites(work: Work, actor: Person, row: RequestRow, answer_id: int | None) -> bool:
    """Whether somebody else has given this figure, for whichever stocktake, since this was the last answer with it."""
    last = None if answer_id is None else elsewhere.newest(work, row)
    return last is not None and last.id != answer_id and last.given_by != actor.id


def due_date(work: Work, row: ActionRow, due_on: date | None) -> None:
    """The action is still due on that day."""
    if due_on not in (None, row.due_on):
        raise Changed(f"Its date has changed since: it is due {_named(work, row.due_on)} now. {AGAIN}")


def proposal(work: Work, proposed: date, day: date | None) -> None:
    """That day is still what its owner proposes."""
    if day not in (None, proposed):
        raise Changed(f"Another date has been proposed since: {_named(work, proposed)}. {AGAIN}")


def claim(row: ActionRow, claimed_at: datetime | None) -> None:
    """It has not been claimed done anew, with other evidence."""
    if claimed_at is not None and row.claimed_at not in (None, claimed_at):
        raise Changed(f"It was sent back since, and reported as done again. {NEWEST}")


def lines(now: SummaryFacts, mark: str | None) -> None:
    """The lines of a summary still say what they said."""
    if mark not in (None, now.mark):
        raise Changed("The lines of this summary have changed since. Please look at them, and press again.")


def _figure(work: Work, row: RequestRow, given: AnswerRow) -> str:
    """As printed, and that it is provisional where it is."""
    figure = plan.observation(work, given.observation_id or 0).observation
    value = plan.indicator(work, row.indicator_key).indicator.print(figure.value)
    return value if figure.final else f"{value} (provisional)"


def _named(work: Work, day: date) -> str:
    return calendars.named(day, calendars.today(work))
