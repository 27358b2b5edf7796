"""What the delivery unit's staff are shown as it happens: who is late, who needs help, words that are no answer."""

from bot.facts.unit import HelpFacts, LateFacts, SilenceFacts, StrayFacts
from bot.messages.blocks import actions, button, packed, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Rendered

ROWS = 25


def late(facts: LateFacts) -> Rendered:
    """For staff only, who phone. Promised figures come last."""
    rows = sorted(facts.rows, key=lambda row: (row.promised_for is not None, row.due_at))
    say = Phrases("staff", zone=facts.zone, year=facts.meeting_on.year, facts=facts, count=len(rows))
    lines = [say("late_row", row=row) for row in rows[:ROWS]]
    rest = len(rows) - ROWS
    if rest > 0:
        lines.append(say("late_rest", rest=rest))
    return Rendered(spoken(say("late"), *lines), tuple(sections(say("late"), *packed(lines))))


def help_wanted(facts: HelpFacts) -> Rendered:
    """With what staff can make of it; then what they made of it."""
    say = Phrases("staff", facts=facts)
    head = "\n".join((say("help_wanted") if facts.period else say("question"), say("what")))
    if facts.outcome:
        return Rendered(spoken(head, say("settled")), tuple(sections(head, say("settled"))))
    value = ButtonValue(help=facts.help_id)
    choices = actions(
        f"help:{facts.help_id}",
        button(Button.MAKE_ASK, "Make an Ask", value),
        button(Button.MAKE_ACTION, "Make an Action", value),
        button(Button.REPLY, "Answer It", value),
    )
    return Rendered(spoken(head), (*sections(head), choices))


def silence(facts: SilenceFacts) -> Rendered:
    """Actions without a word: agreed in the room."""
    say = Phrases("staff", facts=facts, year=facts.meeting_on.year, count=len(facts.rows))
    lines = [say("silent_row", one=one) for one in facts.rows[:ROWS]]
    rest = len(facts.rows) - ROWS
    if rest > 0:
        lines.append(say("silent_rest", rest=rest))
    return Rendered(spoken(say("silence"), *lines), tuple(sections(say("silence"), *packed(lines))))


def stray(facts: StrayFacts) -> Rendered:
    say = Phrases("staff", facts=facts)
    text = say("stray")
    return Rendered(spoken(text, say("words")), tuple(sections("\n".join((text, say("words"), say("mend"))))))
