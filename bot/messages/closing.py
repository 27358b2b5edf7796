"""What staff decide about an action: whether it is closed, and whether its date may move."""

from bot.facts.unit import ClosureFacts, ProposalFacts
from bot.messages.blocks import actions, button, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Rendered
from domain.action import ActionState


def closure(facts: ClosureFacts) -> Rendered:
    """The claim beside the closure test; then what was decided."""
    say = Phrases("closing", facts=facts, year=facts.claimed_on.year)
    value = ButtonValue(action=facts.action_id, claimed_at=facts.claimed_at)
    waits = facts.state is ActionState.DONE_CLAIMED
    decided = actions(
        f"closure:{facts.action_id}",
        button(Button.CLOSE_ACTION, "Close Action", value, primary=True),
        button(Button.SEND_BACK, "Send Back", value),
    )
    head = say("claim") if waits else say("decided")
    parts = [head, say("test"), say("evidence"), *([say("ask")] if waits else [])]
    return Rendered(spoken(*parts), (*sections("\n".join(parts)), *([decided] if waits else [])))


def proposal(facts: ProposalFacts) -> Rendered:
    """Another date, for staff to agree or to refuse; then what stands."""
    say = Phrases("closing", facts=facts, year=facts.due_on.year)
    value = ButtonValue(action=facts.action_id, day=facts.proposed_on)
    if facts.proposed_on is None:
        text = say("settled")
        return Rendered(spoken(text), tuple(sections(text)))
    choice = actions(
        f"proposal:{facts.action_id}",
        button(Button.AGREE_DATE, "Agree", value, primary=True),
        button(Button.KEEP_DATE, "Keep the Date", value),
    )
    text = say("proposal")
    parts = [part for part in (text, say("what"), say("reason"), say("slips")) if part]
    return Rendered(spoken(*parts, say("choose")), (*sections("\n".join(parts)), choice))
