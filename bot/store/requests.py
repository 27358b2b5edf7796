"""Requests for a figure, and what was answered."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, func, select

from bot.facts.records import AnswerRow, RequestRow
from bot.store import cycles
from bot.store.rows import NotHere, add, bounds, change, insert_if_absent, need_row, starting
from bot.store.tables import answer as given
from bot.store.tables import cycle, request
from bot.store.types import Instant
from bot.store.unit import Work
from domain.period import Period
from domain.request import RequestState
from domain.stocktake import CycleState

REQUEST: Final = frozenset({"request"})
ANSWER: Final = frozenset({"answer"})
_OPEN: Final = tuple(state.value for state in RequestState if state.is_open)
_COMING: Final = tuple(
    state.value
    for state in (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED, CycleState.FROZEN)
)

_OF_PERSON: Final = request.c.person_id == bindparam("person")
_IN_CYCLE: Final = request.c.cycle_id == bindparam("cycle")
_KEY: Final = ("cycle_id", "indicator_key", "period", "person_id")
_JUST_THIS: Final = select(request).where(*(request.c[name] == bindparam(name) for name in _KEY))
_EARLIEST_FIRST: Final = select(request).order_by(request.c.due_at, request.c.id)
_ALL_OPEN: Final = _EARLIEST_FIRST.where(request.c.state.in_(_OPEN))
_HELD: Final = _ALL_OPEN.with_for_update(read=True)
_OPEN_OF: Final = _ALL_OPEN.where(_OF_PERSON)
_OF_CYCLE: Final = _EARLIEST_FIRST.where(_IN_CYCLE)
_OF_FIGURE: Final = _EARLIEST_FIRST.where(
    request.c.indicator_key == bindparam("indicator"), request.c.period == bindparam("period")
)
_OF_MESSAGE: Final = _EARLIEST_FIRST.where(request.c.message_id == bindparam("message"))
_LATEST_DUE: Final = func.max(request.c.due_at, type_=Instant).label("latest")
_DUE: Final = select(request.c.indicator_key, _LATEST_DUE).where(_IN_CYCLE).group_by(request.c.indicator_key)
_LAST_ANSWER: Final = select(given).order_by(given.c.id.desc()).limit(1)
_LAST_OF_REQUEST: Final = _LAST_ANSWER.where(given.c.request_id == bindparam("request"))
_ITS: Final = select(given.c.request_id).where(given.c.id == bindparam("answer")).scalar_subquery()
_SAME: Final = select(given).where(given.c.request_id == _ITS).order_by(given.c.id)
_TO: Final = request.c.id == given.c.request_id
_LAST_IDS: Final = select(func.max(given.c.id)).join(request, _TO).where(_IN_CYCLE).group_by(request.c.indicator_key)
_LAST_OF_CYCLE: Final = select(request.c.indicator_key, given).join(request, _TO).where(given.c.id.in_(_LAST_IDS))
_TO_REQUEST: Final = select(given).where(given.c.request_id == bindparam("request")).order_by(given.c.id)
_LAST_BY_RECEIPT: Final = _LAST_ANSWER.where(starting(given.c.receipt))


def get(work: Work, request_id: int, *, lock: bool = False) -> RequestRow:
    """With `lock` nobody else changes it until the transaction ends, nor freezes or moves its stocktake, which is held
    first: whoever does takes all of its requests along. Raises NotHere.
    """
    key = _key(request_id)
    row = work.known(key, REQUEST, lambda: _request(need_row(work, request.c.id, request_id, "request")))
    if not lock:
        return row
    cycles.lock(work, row.cycle_id, "share")
    return work.learn(key, REQUEST, _request(need_row(work, request.c.id, request_id, "request", "update")))


def ensure(
    work: Work,
    *,
    cycle_id: int,
    indicator_key: str,
    period: Period,
    person_id: str,
    due_at: datetime,
    state: RequestState = RequestState.SCHEDULED,
) -> RequestRow:
    """The request of this person for this period in this cycle; one that is there is left as it is."""
    key = {
        "cycle_id": cycle_id,
        "indicator_key": indicator_key,
        "period": period.key,
        "person_id": person_id,
    }
    insert_if_absent(work, request, **key, state=state.value, due_at=due_at)
    return _request(work.conn.execute(_JUST_THIS, key).mappings().one())


def open_of(work: Work, person_id: str) -> list[RequestRow]:
    """Asked of this person and not yet answered or settled, the earliest due first."""
    return _requests(work, _OPEN_OF, person=person_id)


def open_all(work: Work, *, hold: bool = False) -> list[RequestRow]:
    """Everybody's, the earliest due first. With `hold` they stay as they are until the transaction ends."""
    return _requests(work, _HELD if hold else _ALL_OPEN)


def of_coming(work: Work, state: RequestState) -> list[RequestRow]:
    """In this state, of the stocktakes that were not held yet."""
    query = select(request).join(cycle, cycle.c.id == request.c.cycle_id)
    return _requests(work, query.where(request.c.state == state.value, cycle.c.state.in_(_COMING)))


def latest_of(work: Work, person_id: str) -> RequestRow | None:
    """The request whose answer by or for this person came last."""
    query = select(request).join(given, given.c.request_id == request.c.id)
    asked = query.where(request.c.person_id == person_id).order_by(given.c.id.desc()).limit(1)
    row = work.conn.execute(asked).mappings().first()
    return None if row is None else _request(row)


def answered_of(work: Work, person_id: str) -> list[RequestRow]:
    """Asked of this person and answered, of cycles whose data are not frozen yet, the last answer first."""
    return _requests(work, _answered(), person=person_id)


def of_cycle(work: Work, cycle_id: int) -> list[RequestRow]:
    """The earliest due first."""
    return _requests(work, _OF_CYCLE, cycle=cycle_id)


def of_figure(work: Work, indicator_key: str, period: Period) -> list[RequestRow]:
    """Of whomever it was asked, for whatever stocktake; the earliest due first."""
    return _requests(work, _OF_FIGURE, indicator=indicator_key, period=period.key)


def hold(work: Work, indicator_key: str, periods: Collection[Period]) -> None:
    """Nobody answers for these periods until the transaction ends; whoever is just doing so is waited for."""
    wanted = _EARLIEST_FIRST.where(request.c.indicator_key == indicator_key)
    for row in _requests(work, wanted.where(request.c.period.in_([one.key for one in periods]))):
        get(work, row.id, lock=True)


def set_state(
    work: Work,
    request_id: int,
    state: RequestState,
    *,
    promised_for: date | None = None,
    reason: str | None = None,
) -> None:
    """A promise, once given, stays until another; a reason likewise."""
    values: dict[str, Any] = {"state": state.value}
    values |= {} if promised_for is None else {"promised_for": promised_for}
    values |= {} if reason is None else {"reason": reason}
    change(work, request.c.id, request_id, **values)


def set_message(work: Work, request_id: int, message_id: int) -> None:
    """The message that asks for it."""
    change(work, request.c.id, request_id, message_id=message_id)


def of_message(work: Work, message_id: int) -> list[RequestRow]:
    """What one message asks for, the earliest due first."""
    return _requests(work, _OF_MESSAGE, message=message_id)


def set_due(work: Work, request_id: int, due_at: datetime) -> None:
    """The calendar has changed."""
    change(work, request.c.id, request_id, due_at=due_at)


def due_of(work: Work, cycle_id: int, indicator_key: str) -> datetime | None:
    """When the last of those who were asked for this figure must have given it; None before anybody was asked."""

    def read() -> dict[str, datetime]:
        return {row.indicator_key: row.latest for row in work.conn.execute(_DUE, {"cycle": cycle_id})}

    return work.known(("last due", str(cycle_id)), REQUEST, read).get(indicator_key)


def answers(work: Work, request_id: int) -> list[AnswerRow]:
    """In the order they were given."""
    return [AnswerRow(**row) for row in work.conn.execute(_TO_REQUEST, {"request": request_id}).mappings()]


def answer(work: Work, answer_id: int) -> AnswerRow:
    """Whoever asks for one asks for the last to the same request too: all of them are read at once. Raises NotHere."""

    def read() -> AnswerRow:
        rows = [AnswerRow(**row) for row in work.conn.execute(_SAME, {"answer": answer_id}).mappings()]
        if not rows:
            raise NotHere("answer", answer_id)
        work.learn(_last_key(rows[-1].request_id), ANSWER, rows[-1])
        return next(row for row in rows if row.id == answer_id)

    return work.known(("answer", str(answer_id)), ANSWER, read)


def _last_key(request_id: int) -> tuple[str, ...]:
    return ("last answer", str(request_id))


def latest_answer(work: Work, request_id: int) -> AnswerRow | None:
    key = _last_key(request_id)
    return work.known(key, ANSWER, lambda: _last_answer(work, _LAST_OF_REQUEST, request=request_id))


def latest_answer_of_cycle(work: Work, cycle_id: int, indicator_key: str) -> AnswerRow | None:
    """Whoever was asked in this cycle for this indicator."""

    def read() -> dict[str, AnswerRow]:
        rows = [dict(row) for row in work.conn.execute(_LAST_OF_CYCLE, {"cycle": cycle_id}).mappings()]
        return {row.pop("indicator_key"): AnswerRow(**row) for row in rows}

    return work.known(("last answers", str(cycle_id)), ANSWER, read).get(indicator_key)


def answer_by_receipt(work: Work, start: str) -> AnswerRow | None:
    """The last answer whose receipt starts so: a message and its edits share their place."""
    return _last_answer(work, _LAST_BY_RECEIPT, **bounds(start))


def add_answer(
    work: Work,
    request_id: int,
    *,
    observation_id: int | None,
    for_summary: str,
    for_unit: str,
    given_by: str,
    way: str,
    receipt: str,
    late: bool,
) -> int:
    """Its id. The receipt is unique: the same message answers once."""
    values = {
        "request_id": request_id,
        "observation_id": observation_id,
        "for_summary": for_summary,
        "for_unit": for_unit,
        "given_by": given_by,
        "given_at": work.now,
        "way": way,
        "receipt": receipt,
        "late": late,
    }
    return int(add(work, given, values))


def _last_answer(work: Work, query: Select[Any], **asked: int | str) -> AnswerRow | None:
    row = work.conn.execute(query, asked).mappings().first()
    return None if row is None else AnswerRow(**row)


def _requests(work: Work, query: Select[Any], **asked: int | str) -> list[RequestRow]:
    rows = [_request(row) for row in work.conn.execute(query, asked).mappings()]
    for row in rows:
        work.learn(_key(row.id), REQUEST, row)
    return rows


def _key(request_id: int) -> tuple[str, ...]:
    return ("request", str(request_id))


@cache
def _answered() -> Select[Any]:
    last = select(func.max(given.c.id)).where(given.c.request_id == request.c.id).scalar_subquery()
    query = select(request).join(cycle, cycle.c.id == request.c.cycle_id)
    asked = query.where(_OF_PERSON, cycle.c.frozen_at.is_(None), last.is_not(None))
    return asked.order_by(last.desc())


def _request(row: RowMapping) -> RequestRow:
    return RequestRow(**{**row, "period": Period.parse(row["period"]), "state": RequestState(row["state"])})
