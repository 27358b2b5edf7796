"""Short replies to a person's own act, and what staff are told to mend: one sentence a code, in the templates."""

from datetime import date
from typing import Any

from bot.facts.requests import NoticeFacts
from bot.facts.unit import TroubleFacts
from bot.messages.blocks import actions, button, section
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Rendered
from domain.period import Period

DAYS = ("day", "due_on", "freeze", "before", "first", "last")  # values that are ISO dates
PERIOD = "period"  # a value that is a period's key
KINDS = {
    "request": "a request for a figure",
    "reading": "the reading of an answer",
    "digest": "a reminder",
    "notice": "a reply",
    "summary": "a summary",
    "follow_ups": "a summary's follow-ups",
    "questions": "a summary's three questions",
    "chart": "a summary's chart",
    "offer": "an agreed action",
    "which": "a question about a figure",
    "query": "a question about an answer",
    "brief": "the brief",
    "share": "a draft rating",
    "cover": "a stocktake's cover",
    "correction": "a correction",
    "trouble": "something to mend",
    "opening": "the dates of a stocktake",
    "check": "an answer to check",
    "rate": "ratings to give",
    "late": "what is late",
    "lines": "lines of the summaries",
    "gaps": "figures that are missing",
    "meeting": "the meeting",
    "draft": "a draft summary",
    "silence": "actions without a word",
    "closure": "an action to close",
    "proposal": "another date to decide on",
    "help": "help that is wanted",
    "problems": "problems proposed by rule",
    "stray": "words that were no answer",
}


def notice(facts: NoticeFacts) -> Rendered:
    """Raises KeyError for a code without a sentence, jinja2's UndefinedError for one without its values."""
    return _said(Phrases("notices", **_read(facts.values))(facts.code))


def trouble(facts: TroubleFacts) -> Rendered:
    """Raises like `notice`."""
    said = _said(Phrases("trouble", **_read(facts.values))(facts.code))
    if facts.request_id is None:
        return said
    name = button(Button.GIVE, "Ask Somebody Else", ButtonValue(request=facts.request_id), primary=True)
    return Rendered(said.text, (*said.blocks, actions(f"give:{facts.request_id}", name)))


def _said(text: str) -> Rendered:
    return Rendered(spoken(text), (section(text),))


def _read(values: dict[str, str]) -> dict[str, Any]:
    kind = values.get("kind", "")
    return {name: _value(name, text) for name, text in values.items()} | {"kind_named": KINDS.get(kind, kind)}


def _value(name: str, text: str) -> Any:
    if name in DAYS:
        return date.fromisoformat(text)
    return Period.parse(text) if name == PERIOD else text
