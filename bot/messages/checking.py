"""An answer, for staff to check: the figure, how it stands, the words, what is worth a question."""

from bot.facts.unit import CheckFacts
from bot.messages import figures
from bot.messages.blocks import actions, button, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Rendered
from domain.request import RequestState


def check(facts: CheckFacts) -> Rendered:
    """With its buttons until it is accepted; a query stays visible until it is answered."""
    indicator, standing = facts.indicator, facts.standing
    say = Phrases(
        "checking",
        facts=facts,
        period=facts.observation.period,
        value=indicator.print(facts.observation.value),
        before=figures.before(indicator, facts.observation, facts.corrected),
        path=figures.from_path(indicator, standing) if standing.expected is not None else "",
        shape=standing.status.shape,
    )
    body = "\n".join(filter(None, (say("head"), say("notes"))))
    words = (say("summary_words"), say("unit_words"), say("outcome"))
    blocks = sections(body, *words)
    if facts.state is RequestState.ANSWERED and not facts.replaced:
        value = ButtonValue(request=facts.request_id, answer=facts.answer_id)
        accept = button(Button.ACCEPT_ANSWER, "Accept", value)
        blocks.append(actions(f"check:{facts.request_id}", accept, button(Button.QUERY, "Query", value)))
    return Rendered(spoken(body, *words), tuple(blocks))
