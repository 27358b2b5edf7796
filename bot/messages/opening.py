"""T-20: a stocktake opens, with its dates, for the unit to confirm or to move."""

from bot.facts.unit import OpeningFacts
from bot.messages.blocks import actions, button, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip
from bot.ports import Rendered
from domain.stocktake import CycleState

NAMES = {
    "request": "owners are asked",
    "due": "figures due",
    "first_due": "first figures due",
    "last_due": "last figures due",
    "rate": "staff rate",
    "draft": "draft ratings to owners",
    "lines": "lines to edit",
    "freeze": "freeze and brief",
    "meeting": "meeting",
    "post": "summaries out",
}
MOVABLE = (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED, CycleState.FROZEN)


def opening(facts: OpeningFacts) -> Rendered:
    days = [(NAMES[step], day) for step, day in facts.days]
    say = Phrases(
        "opening",
        facts=facts,
        zone=facts.zone,
        year=facts.meeting_at.year,
        days=days,
        titles=clip(", ".join(facts.titles), 600),
        count=len(facts.titles),
    )
    parts = [say("cancelled")] if facts.state is CycleState.CANCELLED else [say("head"), say("days"), say("ask")]
    moved = button(Button.MOVE, "Move It", ButtonValue(cycle=facts.cycle_id))
    buttons = [actions(f"opening:{facts.cycle_id}", moved)] if facts.state in MOVABLE else []
    return Rendered(spoken(*parts), (*sections(*parts), *buttons))
