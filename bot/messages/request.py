"""The message that asks one person for one period's figure (DOMAIN 10), and what it turns into afterwards."""

from bot.facts.requests import RequestFacts
from bot.messages import asked
from bot.messages.blocks import actions, button, context, overflow, section, sections
from bot.messages.ids import Button, More
from bot.messages.phrases import Phrases
from bot.messages.values import ButtonValue
from bot.mrkdwn import plain
from bot.ports import Json, Rendered
from domain.request import RequestState

ASKS = (RequestState.SCHEDULED, RequestState.SENT, RequestState.PROMISED, RequestState.QUERIED)
GIVEN = (RequestState.ANSWERED, RequestState.ACCEPTED)


def request(facts: RequestFacts) -> Rendered:
    """With its buttons while an answer is waited for; then with the line that says what became of it."""
    say = asked.phrases("request", facts)
    if facts.state in ASKS:
        return _asking(facts, say)
    outcome = say("outcome")
    blocks = [*sections(f"{say('about')}\n{outcome}"), *_correction(facts)]
    return Rendered(plain(f"{say('short')} {outcome}"), tuple(blocks))


def _asking(facts: RequestFacts, say: Phrases) -> Rendered:
    blocks = [
        *sections(say("introduction")),
        section("\n".join(filter(None, (say("head"), say("ask"), say.row("known"), say("quick"))))),
        *sections(say("promised")),
        actions(f"request:{facts.request_id}", *_buttons(facts)),
        context(f"_{say('foot')}_"),
    ]
    return Rendered(plain(say("text")), tuple(blocks))


def _buttons(facts: RequestFacts) -> list[Json]:
    value = ButtonValue(request=facts.request_id)
    return [
        button(Button.ANSWER, "Answer", value, primary=True),
        button(Button.PROMISE, "Not Out Yet", value),
        button(Button.HELP, "I Need Help", value),
        overflow(
            Button.MORE,
            [
                (value.model_copy(update={"act": More.GIVE.value}), "Give to Someone Else"),
                (value.model_copy(update={"act": More.DISOWN.value}), "Not Mine"),
                (value.model_copy(update={"act": More.WHY.value}), "Why Me?"),
            ],
        ),
    ]


def _correction(facts: RequestFacts) -> list[Json]:
    """An answer can be corrected by button until the freeze; by a reply afterwards too."""
    if facts.state not in GIVEN or facts.frozen:
        return []
    correct = button(Button.CORRECT, "Correct It", ButtonValue(request=facts.request_id))
    return [actions(f"request:{facts.request_id}", correct)]
