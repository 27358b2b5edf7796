"""Asks staff for the likelihood of delivery, and says what they judged."""

from bot.facts.unit import RateFacts
from bot.messages import figures
from bot.messages.blocks import actions, button, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases
from bot.messages.values import ButtonValue
from bot.mrkdwn import plain
from bot.ports import Rendered


def rate(facts: RateFacts) -> Rendered:
    """With its button until somebody rated; then with what they judged, and why."""
    say = phrases(facts)
    body = sections("\n".join(filter(None, (say("asks"), say("status"), say("owner"), say("outcome")))))
    if facts.rating:
        return Rendered(plain(f"{say('name')} {say('outcome')}"), tuple(body))
    value = ButtonValue(cycle=facts.cycle_id, priority=facts.priority_key)
    asked = actions(f"rate:{facts.cycle_id}:{facts.priority_key}", button(Button.RATE, "Rate", value, primary=True))
    return Rendered(plain(f"{say('text')} {say('status')}"), (*body, asked))


def share(facts: RateFacts) -> Rendered:
    """The draft rating, for the owner to comment on and not to edit. A reply under it goes to the unit."""
    say = phrases(facts)
    body = sections(
        say("shared"), "\n".join(filter(None, (say("status"), say("judged"), say("yours")))), say("comment")
    )
    return Rendered(plain(f"{say('shared')} {say('judged')} {say('comment')}"), tuple(body))


def phrases(facts: RateFacts) -> Phrases:
    standing, indicator = facts.standing, facts.indicator
    return Phrases(
        "rate",
        facts=facts,
        title=facts.title,
        year=facts.meeting_on.year,
        value=indicator.print(standing.actual) if standing else "",
        path=figures.from_path(indicator, standing) if standing and standing.expected is not None else "",
        owner=figures.judged(facts.owner_likelihood) if facts.owner_likelihood else "",
        rating=figures.judged(facts.rating) if facts.rating else "",
    )
