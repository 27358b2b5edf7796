"""Questions back to whoever was asked: which figure a number is for, and what the unit wants to know of an answer."""

from bot.facts.requests import QueryFacts, RequestFacts, WhichFacts
from bot.messages import asked
from bot.messages.blocks import actions, button, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip
from bot.ports import Rendered

NAME = 50  # characters of a title on a button, so that the period stays
MOST = 10  # figures offered; more are answered in their own message


def which(facts: WhichFacts) -> Rendered:
    """A button for each figure that the number could be for; then which one it was."""
    say = Phrases("asking_back", typed=facts.typed, names=[_name(one) for one in facts.requests])
    if facts.settled is not None:
        text = say("settled", name=_name(facts.settled))
        return Rendered(spoken(text), (section(text),))
    choices = [
        button(Button.WHICH, _name(one), ButtonValue(stray=facts.stray_id, request=one.request_id))
        | {"action_id": f"{Button.WHICH}:{one.request_id}"}
        for one in facts.requests[:MOST]
    ]
    text = say("which")
    return Rendered(spoken(text), (section(text), actions(f"which:{facts.stray_id}", *choices)))


def query(facts: QueryFacts) -> Rendered:
    """What the unit asks, to be answered in words or by another number."""
    one = facts.request
    say = asked.phrases("asking_back", one, question=facts.question, by=facts.asked_by)
    if facts.answered:
        return Rendered(spoken(say("query_answered")), tuple(sections(say("query_answered"))))
    correct = button(Button.CORRECT, "Correct It", ButtonValue(request=one.request_id))
    text = f"{say('query')}\n{say('words')}"
    blocks = (*sections(text, say("how")), actions(f"query:{one.request_id}", correct))
    return Rendered(spoken(text, say("how")), blocks)


def _name(facts: RequestFacts) -> str:
    return f"{clip(facts.title, NAME)}, {facts.period.short}"
