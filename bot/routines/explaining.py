"""Words for a figure that is there: a reason, an answer to a query, or a tap that says that nothing has changed."""

from bot.facts.records import RequestRow
from bot.routines import Work, checking, seen, showing, subjects
from bot.store import requests, surfaces
from domain import request
from domain.people import Person
from domain.request import Move, RequestState
from domain.rights import Act

ANSWERS_QUERY = "query"  # the way of words that answer what the unit asked
TAP = "tap"
NOTHING_CHANGED = "Nothing has changed since last time."


def nothing_changed(work: Work, actor: Person, request_id: int, answer_id: int | None = None) -> None:
    """One tap instead of a sentence, where nothing calls for one. A second does nothing more. Raises Changed too."""
    row = requests.get(work, request_id, lock=True)
    request.move(row.state, Move.ACCEPT)
    subjects.allow(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row))
    last = requests.latest_answer(work, row.id)
    assert last is not None, "only what was answered can be accepted"
    if last.way != TAP:
        seen.answer(work, row, answer_id)
        add_words(work, actor, row, NOTHING_CHANGED, receipt=f"tap:{last.id}", way=TAP)


def add_words(work: Work, actor: Person, row: RequestRow, words: str, *, receipt: str, way: str = "reason") -> None:
    """A reason given after the figure, or an answer to a query: the same figure, now with its sentence.

    What the unit asks, the unit alone is told (`way` "query"): the sentence for the summary stays as it was.
    """
    about = f"request:{row.id}"
    work.act(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row), about, way=way)
    last = requests.latest_answer(work, row.id)
    before = (last.for_summary, last.for_unit) if last else ("", "")
    to_unit = "\n".join(filter(None, (before[1], words)))
    for_summary, for_unit = (before[0], to_unit) if way == ANSWERS_QUERY else (words, before[1])
    answer_id = requests.add_answer(
        work,
        request_id=row.id,
        observation_id=last.observation_id if last else None,
        for_summary=for_summary,
        for_unit=for_unit,
        given_by=actor.id,
        way=way,
        receipt=receipt,
        late=row.is_late(work.now),
    )
    if row.state is RequestState.QUERIED:
        requests.set_state(work, row.id, request.move(row.state, Move.ANSWER), reason="")
    showing.request(work, row)
    if last is not None:
        surfaces.touch(work, f"answer:{last.id}")
        checking.show_unit(work, row, answer_id, ())
