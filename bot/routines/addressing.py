"""What a saying is about: the request of its thread, of the message before its edit, of its key, or what is open."""

from dataclasses import dataclass

from bot.facts.records import MessageRow, RequestRow
from bot.routines import Work, calendars, people
from bot.store import ledger, plan, strays
from bot.store import requests as rows
from domain.people import Person
from domain.reply import Figure, UnclearFigure, read_reply
from domain.request import RequestState

ASIDE = "aside"  # said under something of ours that asks for no figure: an action, a brief, a trouble
ABOUT_FIGURES = ("request", "reading", "query", "which", "digest", "notice")
COMMENT = "comment"  # said under the draft rating: for staff, not for the record of the figure


@dataclass(frozen=True)
class Said:
    """One message of a person in their direct conversation with the bot, as it now reads.

    `ts` names it, `edited_ts` its latest edit; `thread_ts` the message it replies to.
    """

    channel: str
    ts: str
    text: str
    edited_ts: str | None = None
    thread_ts: str | None = None

    @property
    def place(self) -> str:
        return f"said:{self.channel}:{self.ts}:"

    @property
    def receipt(self) -> str:
        return f"{self.place}{self.edited_ts or ''}"


def asked(work: Work, actor: Person, said: Said) -> list[RequestRow] | str:
    """The requests this may be said to: that of the message before its edit, those of its thread, the open ones,
    or the one answered last.
    """
    if said.edited_ts and (before := _before_the_edit(work, said)) is not None:
        return [before]
    if said.thread_ts:
        posted = ledger.by_posted(work, said.channel, said.thread_ts)
        if posted is not None and posted.kind == "share":
            return _of_draft(work, actor, said, posted)
        found = _requests_of(work, posted) if posted else []
        if found:
            return _by_key(work, found, said.text) or [row for row in found if row.state.is_open] or found
        if posted is not None and posted.kind not in ABOUT_FIGURES:
            return ASIDE
    owed, answered = rows.open_of(work, actor.id), rows.answered_of(work, actor.id)
    return _by_key(work, [*owed, *answered], said.text) or owed or answered[:1]


def _of_draft(work: Work, actor: Person, said: Said, posted: MessageRow) -> list[RequestRow] | str:
    """Under the draft a number corrects the figure; anything else is a comment on the rating."""
    cycle_id = int(posted.subject.partition(":")[2])
    away = (RequestState.DELEGATED, RequestState.DISOWNED)
    theirs = [row for row in rows.of_cycle(work, cycle_id) if row.person_id == actor.id and row.state not in away]
    meant = _by_key(work, theirs, said.text) or theirs
    heard = read_reply(named(work, meant, said.text)[1], people.numerals(actor), calendars.today(work, actor.zone))
    return meant if meant and isinstance(heard, Figure | UnclearFigure) else COMMENT


def _before_the_edit(work: Work, said: Said) -> RequestRow | None:
    """What this message was about as it read before: an edit corrects that, whatever is open now."""
    given = rows.answer_by_receipt(work, said.place)
    if given is not None:
        return rows.get(work, given.request_id)
    kept = strays.newest(work, said.place)
    return rows.get(work, kept.request_id) if kept is not None and kept.request_id is not None else None


def _requests_of(work: Work, posted: MessageRow) -> list[RequestRow]:
    noun, _, number = posted.subject.partition(":")
    if noun == "answer":
        return [rows.get(work, rows.answer(work, int(number)).request_id)]
    if noun == "asked":
        return rows.of_message(work, posted.id)
    return [rows.get(work, int(number))] if noun == "request" else []


def named(work: Work, asked: list[RequestRow], text: str) -> tuple[RequestRow | None, str]:
    """The one that is meant, if it is only one, and what is said to it: "D1 82.46" for D1 is 82.46."""
    if len(asked) != 1:
        return None, text
    return asked[0], _split(text)[1] if _by_key(work, asked, text) else text


def _by_key(work: Work, asked: list[RequestRow], text: str) -> list[RequestRow]:
    """Those whose priority's key stands first in what was said."""
    key, rest = _split(text)
    return [row for row in asked if rest and key == plan.indicator(work, row.indicator_key).priority_key.lower()]


def _split(text: str) -> tuple[str, str]:
    """The first word, as a key, and the rest."""
    first, _, rest = text.strip().partition(" ")
    return first.strip(":,").lower(), rest.strip()
