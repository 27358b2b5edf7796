"""Problems: what the rules propose, for staff to decide on; the list of them; one as it stands."""

from bot.facts.problems import ProblemFacts, ProposedFacts
from bot.messages.blocks import actions, button, fitting, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered
from domain.problem import State

ROOM = 7000  # characters of JSON for the rows


def proposed(facts: ProposedFacts) -> Rendered:
    """A row a proposal with its two buttons; once decided, what was decided and by whom."""
    waiting = sum(row.state is State.PROPOSED for row in facts.rows)
    say = Phrases("problems", facts=facts, year=facts.meeting_on.year, count=len(facts.rows), waiting=waiting)
    rows = [_row(row) for row in facts.rows]
    shown = fitting(rows, ROOM)
    rest = facts.rows[shown:]
    more = sections(say("rest", labels=", ".join(row.label for row in rest))) if rest else []
    blocks = [*sections(say("head")), *(block for row in rows[:shown] for block in row), *more]
    return Rendered(spoken(say("head"), *(line(row) for row in facts.rows)), tuple(blocks))


def line(facts: ProblemFacts, *, listed: bool = False) -> str:
    """One problem as it stands; `listed` among others, a proposed one says that it is only that."""
    say = Phrases("problems", one=facts, year=None)
    proposed = facts.state is State.PROPOSED
    parts = (say("one"), say("worked") if proposed else "", say("outcome") if listed or not proposed else "")
    return "\n".join(filter(None, parts))


def _row(facts: ProblemFacts) -> list[Json]:
    text = section(line(facts))
    if facts.state is not State.PROPOSED:
        return [text]
    value = ButtonValue(problem=facts.problem_id)
    raise_it, not_now = button(Button.RAISE, "Raise", value), button(Button.NOT_NOW, "Not Now", value)
    return [text, actions(f"problem:{facts.problem_id}", raise_it, not_now)]
