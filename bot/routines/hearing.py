"""What a person says to the bot in words: a figure, a day, a reason, or something for staff. Nothing said is lost.

The same message comes as an event, again as a retry, and once more from history; its receipt is its place and its
edit, so that it has its effect once. An edit is a new saying that corrects the old one.
"""

from dataclasses import replace
from decimal import Decimal

from bot.facts.records import RequestRow
from bot.routines import (
    Work,
    addressing,
    answering,
    calendars,
    expecting,
    explaining,
    forecasting,
    notices,
    people,
    requests,
    trouble,
)
from bot.routines.addressing import Said
from bot.routines.answering import Doubted, Rejected, Typed
from bot.store import cycles, ledger, plan, receipts, strays, surfaces
from bot.store import requests as rows
from domain.checks import Submission
from domain.errors import IllegalMove, Refused, StocktakeError
from domain.people import Person
from domain.reply import Figure, Promise, UnclearFigure, Words, read_reply, said_provisional
from domain.request import RequestState

TO_STAFF = ("words", "aside", "comment", "nothing open", "closed", "not theirs")  # who read it
Heard = Figure | Promise | UnclearFigure | Words


def hear(work: Work, actor: Person, said: Said) -> None:
    """Give one saying its effect, once. Whatever it is, the person is told what became of it."""
    if not receipts.take_later(work, said.place, said.receipt):
        return
    asked = addressing.asked(work, actor, said)
    if isinstance(asked, str):
        why, code = ("comment", "comment_kept") if asked == addressing.COMMENT else ("aside", "stray_kept")
        _keep(work, actor, said, None, why, code)
        return
    named, text = addressing.named(work, asked, said.text)
    heard = expecting.heard(work, actor, text)
    if named is not None:
        _reply_to(work, actor, replace(said, text=text), named, heard)
    elif not asked or isinstance(heard, Words):
        code = "nothing_open" if not isinstance(heard, Words) else "stray_kept" if asked else "nothing_asked"
        _keep(work, actor, said, None, "words" if asked else "nothing open", code)
    else:
        _ask_which(work, actor, said, asked)


def settle_which(work: Work, actor: Person, stray_id: int, request_id: int) -> None:
    """The person said which request their figure was for. A second press does nothing more."""
    kept = strays.get(work, stray_id)
    if kept.person_id != actor.id or not receipts.take(work, f"which:{stray_id}"):
        return
    said = Said(channel="which", ts=str(stray_id), text=kept.text)
    heard = expecting.heard(work, actor, kept.text)
    strays.set_request(work, stray_id, request_id)
    surfaces.touch(work, f"stray:{stray_id}")
    _reply_to(work, actor, said, rows.get(work, request_id), heard)


def refused(work: Work, actor: Person, said: Said, sentence: str) -> None:
    """Told once, instead of being heard again and refused again."""
    told = {"sentence": sentence, "typed": said.text[:200]}
    notices.reply(work, actor, "refused", told, act=said.receipt, subject=f"person:{actor.id}")


def unsay(work: Work, actor: Person, channel: str, ts: str, event_id: str) -> None:
    """A message was deleted. What was recorded from it stays (an answer is corrected, not erased); staff are told."""
    if not receipts.take(work, f"event:{event_id}"):
        return
    place = Said(channel, ts, "").place
    given = rows.answer_by_receipt(work, place) if receipts.settled(work, place) else None
    if given is None:
        return
    row = rows.get(work, given.request_id)
    indicator = plan.indicator(work, row.indicator_key)
    values = {"title": plan.priority(work, indicator.priority_key).title, "period": row.period.key, "by": actor.id}
    trouble.tell_staff(work, "deleted_answer", values, f"deleted:{given.id}")
    notices.reply(
        work, actor, "deleted_kept", act=f"event:{event_id}", subject=f"request:{row.id}", parent=row.message_id
    )


def _ask_which(work: Work, actor: Person, said: Said, asked: list[RequestRow]) -> None:
    """Kept as typed, and the person is asked by a button for each that it could be for."""
    stray_id = strays.add(
        work, receipt=said.receipt, person_id=actor.id, request_id=None, text=said.text, why="which request"
    )
    ledger.plan(
        work,
        key=f"which:{stray_id}",
        kind="which",
        subject=f"stray:{stray_id}",
        lane=actor.id,
        priority=0,
        details={"requests": [row.id for row in asked]},
        surface=True,
    )


def _still_counts(work: Work, row: RequestRow) -> bool:
    """Without a thread a saying is about the last request only while its cycle's data are not frozen."""
    return not calendars.frozen(cycles.get(work, row.cycle_id))


def _reply_to(work: Work, actor: Person, said: Said, asked: RequestRow, heard: Heard) -> None:
    row = rows.get(work, asked.id, lock=True)
    try:
        match heard:
            case Figure():
                _figure(work, actor, said, row, heard)
            case Promise():
                requests.promise(work, actor, row.id, heard.day, said=said.receipt)
            case UnclearFigure():
                _keep(work, actor, said, row, "unclear", "unclear_number", sentence=str(heard))
            case Words():
                _words(work, actor, said, row)
    except IllegalMove as closed:
        _keep(work, actor, said, row, "closed", "already_closed", sentence=str(closed))
    except Refused as problem:
        _keep(work, actor, said, row, "refused", "refused", sentence=str(problem))
    except StocktakeError as problem:
        _keep(work, actor, said, row, "not theirs", "not_yours", sentence=str(problem))


def _figure(work: Work, actor: Person, said: Said, row: RequestRow, heard: Figure) -> None:
    expected, heard = expecting.split(work, actor, row, heard)
    typed = _typed(work, said, row, heard, sure=_meant(work, actor, row, heard))
    typed = replace(typed, likelihood=expected.likelihood)
    words = typed.for_summary
    submission = Submission(row.period, heard.value, heard.numerator, heard.denominator, words, heard.unit)
    judged = answering.judge(work, actor, row, submission, typed)
    if isinstance(judged, Rejected):
        _keep(work, actor, said, row, "refused", "refused", sentence=" ".join(judged.errors.values()))
    elif isinstance(judged, Doubted):
        sentence = " ".join(one.sentence for one in judged.findings)
        _keep(work, actor, said, row, "doubted", "confirm_figure", sentence=sentence)
    else:
        way, in_thread = "edit" if said.edited_ts else "reply", said.thread_ts is not None
        judged = replace(judged, said=forecasting.Said(expected.chance, expected.next_value))
        answering.record(work, actor, judged, receipt=said.receipt, way=way, in_thread=in_thread)


def _typed(work: Work, said: Said, row: RequestRow, heard: Figure, *, sure: bool) -> Typed:
    """A number alone puts the number right: the sentence given with the one before still tells why."""
    last, provisional = rows.latest_answer(work, row.id), said_provisional(heard.words)
    if last is None:
        return Typed(for_summary=heard.words, provisional=provisional, sure=sure)
    kept = "" if said.edited_ts or last.way == explaining.TAP else last.for_summary
    return Typed(for_summary=heard.words or kept, for_unit=last.for_unit, provisional=provisional, sure=sure)


def _meant(work: Work, actor: Person, row: RequestRow, heard: Figure) -> bool:
    """A figure that was doubted and is said a second time is meant."""
    doubted = strays.latest(work, actor.id, row.id, "doubted")
    return doubted is not None and _same_figure(work, actor, doubted.text, heard)


def _same_figure(work: Work, actor: Person, before: str, heard: Figure) -> bool:
    earlier = read_reply(before, people.numerals(actor), calendars.today(work, actor.zone))
    return isinstance(earlier, Figure) and _numbers(earlier) == _numbers(heard)


def _numbers(heard: Figure) -> tuple[Decimal | None, ...]:
    return heard.value, heard.numerator, heard.denominator


def _words(work: Work, actor: Person, said: Said, row: RequestRow) -> None:
    """Words after the figure are its reason; words instead of a figure are for staff to read."""
    answered = (RequestState.ANSWERED, RequestState.ACCEPTED, RequestState.QUERIED)
    if row.state in answered[:2] and expecting.after_the_figure(work, actor, said, row):
        return
    if row.state in answered and _still_counts(work, row):
        asked = row.state is RequestState.QUERIED or _answered_a_query(work, said)
        way = explaining.ANSWERS_QUERY if asked else "reason"
        explaining.add_words(work, actor, row, said.text.strip(), receipt=said.receipt, way=way)
        _tell(work, actor, said, row, "told_the_unit" if asked else "reason_kept")
    else:
        _keep(work, actor, said, row, "words", "stray_kept")


def _answered_a_query(work: Work, said: Said) -> bool:
    """Whether this is the edit of what answered one."""
    before = rows.answer_by_receipt(work, said.place) if said.edited_ts else None
    return before is not None and before.way == explaining.ANSWERS_QUERY


def _keep(work: Work, actor: Person, said: Said, row: RequestRow | None, why: str, code: str, **values: str) -> None:
    """Keep what was typed, tell the person, and show words that need a reader to staff."""
    stray_id = strays.add(
        work,
        receipt=said.receipt,
        person_id=actor.id,
        request_id=row.id if row else None,
        text=said.text,
        why=why,
    )
    _tell(work, actor, said, row, code, typed=said.text[:200], **values)
    if why in TO_STAFF:
        ledger.plan(
            work,
            key=f"stray:{stray_id}",
            kind="stray",
            subject=f"stray:{stray_id}",
            lane=calendars.unit(work).channel,
            priority=1,
        )


def _tell(work: Work, actor: Person, said: Said, row: RequestRow | None, code: str, **values: str) -> None:
    notices.reply(
        work,
        actor,
        code,
        values,
        act=said.receipt,
        subject=f"request:{row.id}" if row else f"person:{actor.id}",
        parent=row.message_id if row and said.thread_ts and row.person_id == actor.id else None,
    )
