"""A summary before it goes out: the five lines as they would be posted, the gate, and what staff can do."""

from bot.facts.unit import DraftFacts
from bot.messages import summary
from bot.messages.blocks import actions, button, confirm, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import plain
from bot.ports import Json, Rendered

ITSELF = "stocktake"  # who posted, when nobody did
SPOKEN = 2500  # characters of the notification: all five lines


def draft(facts: DraftFacts) -> Rendered:
    """Once posted, the buttons give way to who posted it and when."""
    lines = facts.summary
    say = Phrases(
        "draft",
        facts=facts,
        title=lines.title,
        zone=facts.zone,
        year=lines.meeting_on.year,
        by_itself=facts.posted_by == ITSELF,
    )
    part = _part(facts)
    five = "\n".join(summary.lines(lines))
    buttons = [] if facts.posted_at else [_buttons(facts, say)]
    text = spoken(say("head"), say(part), say("because"), five, n=SPOKEN)
    return Rendered(text, (*sections(say("head"), five, say("because"), say(part)), *buttons))


def _part(facts: DraftFacts) -> str:
    """What becomes of it."""
    if facts.posted_at:
        return "posted"
    if facts.held_by:
        return "held"
    if facts.gate:
        return "gate"
    return "by_hand" if facts.restricted or facts.past else "ready"


def _buttons(facts: DraftFacts, say: Phrases) -> Json:
    """Post Now stays while the gate is shut: pressing it tells why."""
    key = facts.summary.priority_key
    value = ButtonValue(cycle=facts.cycle_id, priority=key)
    shown = value.model_copy(update={"lines": facts.summary.mark})
    asked = confirm("Post now?", plain(say("confirm")), "Post Now", "Not Yet")
    return actions(
        f"draft:{facts.cycle_id}:{key}",
        button(Button.POST_NOW, "Post Now", shown, primary=facts.gate is None, confirm=asked),
        button(Button.EDIT_LINES, "Edit", value),
        button(Button.RELEASE, "Release", value) if facts.held_by else button(Button.HOLD, "Hold", value),
        button(Button.ADD_ACTION, "Add Action", value, primary=facts.gate is not None),
        button(Button.NO_ACTION, "No Action Because", value),
    )
