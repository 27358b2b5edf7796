"""The day's reminder: a line for each thing, each with its own button, the most pressing first (DOMAIN 7)."""

from bot.facts.requests import DigestFacts, DigestItem, Nudge
from bot.messages.blocks import button, fitting, section
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip
from bot.ports import Json, Rendered

ROOM = 6000  # characters of JSON for the lines with buttons; the others are named in one line
FIRST = (
    Nudge.FIGURE_LATE,
    Nudge.FIGURE_TODAY,
    Nudge.FIGURE_QUERIED,
    Nudge.FIGURE_PROMISED,
    Nudge.ACTION,
    Nudge.FIGURE_SOON,
)
SETTLED = {
    "answered": "answered. Thank you.",
    "accepted": "answered, and checked by the unit. Thank you.",
    "lapsed": "closed without a figure.",
    "delegated": "somebody else is asked now.",
    "disowned": "not yours; the delivery unit decides whom to ask.",
    "waived": "no longer needed.",
    "done claimed": "done; the delivery unit checks it. Thank you.",
    "closed": "closed. Thank you.",
    "dropped": "dropped; nothing more from you.",
}  # what became of a figure or an action, by its state


def digest(facts: DigestFacts) -> Rendered:
    """Everything a person is reminded of on one day."""
    say = Phrases(
        "digest",
        zone=facts.zone,
        year=facts.day.year,
        today=facts.day,
        count=sum(not item.settled for item in facts.items),
    )
    items = sorted(facts.items, key=_pressing)
    lines = [
        say("line", item=item, late=item.overdue > 0, settled=SETTLED.get(item.settled, f"{item.settled}."))
        for item in items
    ]
    rows = [_row(item, line) for item, line in zip(items, lines, strict=True)]
    shown = fitting([[row] for row in rows], ROOM)
    rest = items[shown:]
    blocks = [section(say("head")), *rows[:shown]]
    if rest:
        blocks.append(section(say("rest", count=len(rest), names=", ".join(map(_name, rest)))))
    return Rendered(spoken(say("head"), *lines), tuple(blocks))


def _pressing(item: DigestItem) -> tuple[int, int]:
    return (FIRST.index(item.nudge) if item.nudge in FIRST else len(FIRST), -item.overdue)


def _row(item: DigestItem, line: str) -> Json:
    if item.nudge is Nudge.ESCALATION or item.settled:
        return section(line)
    if item.request_id is not None:
        answer = button(Button.ANSWER, "Answer", ButtonValue(request=item.request_id))
        return section(line, answer) | {"block_id": f"{Button.ANSWER}:{item.request_id}"}
    done = button(Button.CLAIM_DONE, "Done", ButtonValue(action=item.action_id))
    return section(line, done) | {"block_id": f"{Button.CLAIM_DONE}:{item.action_id}"}


def _name(item: DigestItem) -> str:
    return item.label or f"{clip(item.title, 60)} {item.period.short if item.period else ''}".strip()
