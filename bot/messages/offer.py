"""An agreed action, put to its owner, and what it turns into as it is accepted, moved, done and closed."""

from bot.facts.actions import OfferFacts
from bot.messages.blocks import actions, button, context, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered
from domain.action import ActionState

LIVE = (ActionState.OPEN, ActionState.BLOCKED)


def offer(facts: OfferFacts) -> Rendered:
    """Somebody who is not its owner any more sees whose it is, and no buttons."""
    say = Phrases("offer", facts=facts, year=facts.meeting_on.year, theirs=facts.reader_id == facts.owner_id)
    shown = _buttons(facts)
    body = [say("head"), say("what"), say("outcome"), say("proposed")]
    blocks = [
        *sections("\n".join(filter(None, body))),
        *([actions(f"action:{facts.action_id}", *shown)] if shown else []),
        *([context(f"_{say('foot')}_")] if shown else []),
    ]
    asks = facts.state is ActionState.PROPOSED and facts.reader_id == facts.owner_id and not facts.disowned
    parts = [say("text"), say("what")] if asks else [say("short"), say("outcome"), say("proposed")]
    return Rendered(spoken(*parts), tuple(blocks))


def _buttons(facts: OfferFacts) -> list[Json]:
    value = ButtonValue(action=facts.action_id)
    if facts.reader_id != facts.owner_id or facts.disowned:
        return []
    another = button(Button.PROPOSE_DATE, "Propose Another Date", value)
    if facts.state is ActionState.PROPOSED:
        shown = value.model_copy(update={"day": facts.due_on})
        accept = button(Button.ACCEPT, "Accept", shown, primary=True)
        return [accept, another, button(Button.DISOWN_ACTION, "Not Mine", value)]
    if facts.state not in LIVE:
        return []
    blocked = facts.state is ActionState.BLOCKED
    stuck = (
        button(Button.UNBLOCK, "Not Blocked Any More", value) if blocked else button(Button.BLOCKED, "Blocked", value)
    )
    return [button(Button.CLAIM_DONE, "Done", value, primary=True), stuck, another]
