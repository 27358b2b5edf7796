"""T-4: the lines of each summary as they would read, for staff to edit."""

from bot.facts.summaries import SummaryFacts
from bot.facts.unit import LinesFacts
from bot.messages import summary
from bot.messages.blocks import button, fitting, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered

ROOM = 7000  # characters of JSON for the rows
MANY = 6  # from so many priorities on a row has the verdict alone


def lines(facts: LinesFacts) -> Rendered:
    """A row a priority: its verdict and the two lines that can be edited."""
    say = Phrases("lines", facts=facts, year=facts.meeting_on.year, count=len(facts.rows))
    rows = [[_row(facts, one, brief=len(facts.rows) >= MANY)] for one in facts.rows]
    shown = fitting(rows, ROOM)
    rest = facts.rows[shown:]
    more = sections(say("rest", keys=", ".join(one.priority_key for one in rest))) if rest else []
    blocks = [*sections(say("head")), *(block for row in rows[:shown] for block in row), *more]
    return Rendered(spoken(say("head"), *map(summary.verdict, facts.rows)), tuple(blocks))


def _row(facts: LinesFacts, one: SummaryFacts, *, brief: bool) -> Json:
    verdict, _, why, needed, _ = summary.lines(one)
    edited = one.priority_key in facts.edited
    text = verdict if brief else "\n".join((verdict, why, needed))
    value = ButtonValue(cycle=facts.cycle_id, priority=one.priority_key)
    label = "Edit Again" if edited else "Edit Lines"
    return section(text, button(Button.EDIT_LINES, label, value)) | {"block_id": f"lines:{one.priority_key}"}
