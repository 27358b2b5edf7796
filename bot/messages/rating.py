"""Asks staff for the likelihood of delivery, and says what they judged."""

from typing import Any

from bot.facts.unit import RateFacts, RatingFacts, ShareFacts
from bot.messages import figures
from bot.messages.blocks import button, fitting, packed, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered

ROOM = 7000  # characters of JSON for the rows


def rate(facts: RatingFacts) -> Rendered:
    """A row a priority: what there is to judge by and its button; once rated, what was judged and by whom."""
    rated = sum(row.rating is not None for row in facts.rows)
    say = Phrases("rating", facts=facts, year=facts.meeting_on.year, count=len(facts.rows), rated=rated)
    rows = [_row(row) for row in facts.rows]
    shown = fitting(rows, ROOM)
    rest = facts.rows[shown:]
    more = sections(say("rest", keys=", ".join(row.priority_key for row in rest))) if rest else []
    blocks = [*sections(say("head")), *(block for row in rows[:shown] for block in row), *more]
    return Rendered(spoken(say("head"), *(phrases(row)("spoken") for row in facts.rows)), tuple(blocks))


def _row(facts: RateFacts) -> list[Json]:
    say = phrases(facts)
    value = ButtonValue(cycle=facts.cycle_id, priority=facts.priority_key)
    label = "Change" if facts.rating else "Rate"
    text = "\n".join(
        filter(None, (say("name"), say("status"), say("owner"), say("outcome"), say("rests"), say("apart")))
    )
    return [section(text, button(Button.RATE, label, value)) | {"block_id": f"rate:{facts.priority_key}"}]


def share(facts: ShareFacts) -> Rendered:
    """The draft ratings, for the owner to comment on and not to edit. A reply under it goes to the unit."""
    said = [phrases(row, theirs=row.owner_by == facts.reader_id) for row in facts.rows]
    bodies = [
        "\n".join(filter(None, (say("shared"), say("status"), say("judged"), say("rests"), say("yours"), say("apart"))))
        for say in said
    ]
    shown = fitting([sections(body) for body in bodies], ROOM)
    more = [said[-1]("more", keys=", ".join(row.priority_key for row in facts.rows[shown:]))] if bodies[shown:] else []
    comment = said[-1]("comment")
    return Rendered(spoken(*bodies, comment), tuple(sections(*packed([*bodies[:shown], *more, comment]))))


def phrases(facts: RateFacts, **more: Any) -> Phrases:
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
        apart=facts.judged.apart if facts.rating else "",
        **more,
    )
