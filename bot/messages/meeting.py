"""The meeting, as staff run it: a row a priority, the one that is discussed with its buttons (DOMAIN 6, T)."""

from bot.facts.summaries import SummaryFacts
from bot.facts.unit import AgendaRow, MeetingFacts
from bot.messages import figures, summary
from bot.messages.blocks import actions, button, confirm, fitting, section, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import plain
from bot.ports import Json, Rendered

ROOM = 6000  # characters of JSON for the rows


def meeting(facts: MeetingFacts) -> Rendered:
    """Nothing is sent until Close Meeting; then the message is the record of what was decided."""
    say = Phrases(
        "meeting",
        facts=facts,
        zone=facts.zone,
        year=facts.meeting_on.year,
        count=len(facts.rows),
        agreed=any(row.added for row in facts.rows),
    )
    rows = [_row(facts, row, say) for row in facts.rows]
    shown = _window(facts, rows)
    rest = [row.summary.priority_key for number, row in enumerate(facts.rows) if number not in shown]
    more = sections(say("rest", keys=", ".join(rest))) if rest else []
    head = say("closed" if facts.closed else "head")
    blocks = [*sections(head), *(block for number in shown for block in rows[number]), *more]
    text = spoken(head, *(summary.verdict(row.summary) for row in facts.rows))
    return Rendered(text, (*blocks, *([] if facts.closed else [_close(facts, say)])))


def _row(facts: MeetingFacts, row: AgendaRow, say: Phrases) -> list[Json]:
    lines = row.summary
    key = lines.priority_key
    text = say(
        "row",
        verdict=summary.verdict(lines),
        shape=lines.status.shape,
        judged=figures.judged(lines.likelihood) if lines.likelihood else "",
        owner=_owners(lines),
        added=", ".join(row.added),
        at=facts.at == key,
    )
    value = ButtonValue(cycle=facts.cycle_id, priority=key)
    if facts.closed:
        return [section(text)]
    if facts.at != key:
        return [section(text, button(Button.TURN_TO, "Open", value)) | {"block_id": f"row:{key}"}]
    following = _next(facts)
    onward = ButtonValue(cycle=facts.cycle_id, priority=following) if following else None
    buttons = [
        button(Button.RATE, "Rate", value),
        button(Button.ADD_ACTION, "Add Action", value, primary=True),
        button(Button.NO_ACTION, "No Action Because", value),
        *([button(Button.TURN_TO, "Next", onward)] if onward else []),
    ]
    return [section(text), actions(f"row:{key}", *buttons)]


def _owners(lines: SummaryFacts) -> str:
    """The owner's own judgement beside the unit's."""
    word = lines.owner_likelihood
    if word is None:
        return ""
    return "agrees" if word is lines.likelihood else f"says {word.value}"


def _next(facts: MeetingFacts) -> str | None:
    """The key of the priority that comes after the one that is discussed."""
    keys = [row.summary.priority_key for row in facts.rows]
    place = keys.index(facts.at) + 1 if facts.at in keys else len(keys)
    return keys[place] if place < len(keys) else None


def _window(facts: MeetingFacts, rows: list[list[Json]]) -> list[int]:
    """The rows there is room for: from the one before the open one on, then those before it."""
    keys = [row.summary.priority_key for row in facts.rows]
    start = max(0, keys.index(facts.at) - 1) if facts.at in keys else 0
    order = [*range(start, len(rows)), *reversed(range(start))]
    return sorted(order[: fitting([rows[number] for number in order], ROOM)]) if rows else []


def _close(facts: MeetingFacts, say: Phrases) -> Json:
    asked = confirm("Close the meeting?", plain(say("confirm")), "Close Meeting", "Not Yet")
    value = ButtonValue(cycle=facts.cycle_id)
    return actions(f"meeting:{facts.cycle_id}", button(Button.CLOSE_MEETING, "Close Meeting", value, confirm=asked))
