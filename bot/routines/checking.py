"""Staff check an answer: accept it, or ask its owner about it (DOMAIN 6, to T-6)."""

from collections.abc import Sequence

from bot.facts.records import RequestRow
from bot.facts.unit import CheckFacts
from bot.routines import Work, calendars, elsewhere, expiring, readings, seen, showing, subjects
from bot.store import ledger, plan, requests
from domain import gaming, request
from domain.errors import Refused
from domain.people import Person
from domain.request import Move
from domain.rights import Act

LONGEST = 600  # characters of a question


def show_unit(work: Work, row: RequestRow, answer_id: int, notes: Sequence[str]) -> None:
    """An answer goes to staff with what is worth a question."""
    ledger.plan(
        work,
        key=f"check:{answer_id}",
        kind="check",
        subject=row.subject,
        lane=calendars.unit(work).channel,
        priority=1,
        details={"answer": answer_id, "notes": list(notes)},
        surface=True,
    )


def patterns(work: Work, row: RequestRow) -> tuple[str, ...]:
    """What a target can bring about, as questions that staff alone read (DOMAIN 8)."""
    indicator, series = plan.indicator(work, row.indicator_key).indicator, plan.series(work, row.indicator_key)
    found = gaming.patterns(indicator, series, row.period, plan.targets(work, row.indicator_key))
    return tuple(one.question for one in found)


def accept(work: Work, actor: Person, request_id: int, answer_id: int | None = None) -> None:
    """Checked and right: the answer that they were shown, wherever it was given. Raises NotAllowed, IllegalMove,

    Changed.
    """
    row = requests.get(work, request_id, lock=True)
    state = request.move(row.state, Move.ACCEPT)
    work.act(actor, Act.ACCEPT_ANSWER, subjects.of_request(work, row), row.subject)
    seen.answer(work, row, answer_id)
    requests.set_state(work, row.id, state)
    showing.request(work, row)
    elsewhere.accept(work, row)


def query(work: Work, actor: Person, request_id: int, question: str, answer_id: int | None = None) -> None:
    """Ask the owner about the answer that they were shown; the request is open until they reply.

    Raises NotAllowed, IllegalMove, Refused, Changed.
    """
    row = requests.get(work, request_id, lock=True)
    state = request.move(row.state, Move.QUERY)
    if not question.strip():
        raise Refused("reason", "There is no question yet.", "One sentence is enough.")
    work.act(actor, Act.QUERY_ANSWER, subjects.of_request(work, row), row.subject, question=question[:200])
    seen.answer(work, row, answer_id)
    requests.set_state(work, row.id, state, reason=question.strip()[:LONGEST])
    last = requests.latest_answer(work, row.id)
    ledger.plan(
        work,
        key=f"query:{row.id}:{last.id if last else 0}",
        kind="query",
        subject=row.subject,
        lane=row.person_id,
        parent=row.message_id,
        priority=1,
        expires_at=expiring.until(work, "query", row.subject),
        details={"question": question.strip()[:LONGEST], "by": actor.id, "answer": last.id if last else 0},
        surface=True,
    )
    showing.request(work, row)


def look(work: Work, actor: Person, request_id: int, answer_id: int | None = None) -> CheckFacts:
    """The answer, for somebody who may query it, while it can be. Raises NotAllowed, IllegalMove, Changed."""
    row = requests.get(work, request_id)
    subjects.allow(actor, Act.QUERY_ANSWER, subjects.of_request(work, row))
    request.move(row.state, Move.QUERY)
    seen.answer(work, row, answer_id)
    last = requests.latest_answer(work, row.id)
    assert last is not None, "only what was answered can be queried"
    return facts(work, last.id, ())


def facts(work: Work, answer_id: int, notes: Sequence[str]) -> CheckFacts:
    given = requests.answer(work, answer_id)
    row = requests.get(work, given.request_id)
    read = readings.of_answer(work, answer_id, charted=False)
    newest = requests.latest_answer(work, row.id)
    replaced = (newest is not None and newest.id != answer_id) or elsewhere.overtaken(work, row, given) is not None
    observation, standing = read.observation, read.standing
    if replaced and given.observation_id is not None:  # as it was said, not as it is now
        observation = plan.observation(work, given.observation_id).observation
        standing = readings.stand(work, read.indicator, observation)
    return CheckFacts(
        request_id=row.id,
        answer_id=answer_id,
        title=read.title,
        priority_key=read.priority_key,
        indicator=read.indicator,
        observation=observation,
        standing=standing,
        given_by=given.given_by,
        late=given.late,
        corrected=None if replaced else read.corrected,
        for_summary=given.for_summary,
        for_unit=given.for_unit,
        notes=tuple(notes),
        state=row.state,
        replaced=replaced,
        query=row.reason or "" if newest is not None and newest.id == answer_id else "",
    )
