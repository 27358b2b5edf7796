"""One figure asked for more than once, by two routines or for two stocktakes: it is one figure all the same.

Each request keeps its own sentence, and whoever owes it is asked for that; the number is what was given last.
"""

from bot.facts.records import AnswerRow, ObservationRow, RequestRow
from bot.routines import Work, showing
from bot.store import plan, requests
from domain.request import Move, RequestState, move


def overtaken(work: Work, row: RequestRow, given: AnswerRow) -> AnswerRow | None:
    """The answer to another request that has put another number in the place of this one's; None while it stands."""
    if given.observation_id is None:
        return None
    stands = plan.latest_observation(work, row.indicator_key, row.period)
    if stands is None or stands.id == given.observation_id:
        return None
    if _says(stands) == _says(plan.observation(work, given.observation_id)):
        return None
    newest = (requests.latest_answer(work, one.id) for one in _others(work, row))
    return next((one for one in newest if one is not None and one.observation_id == stands.id), None)


def newest(work: Work, row: RequestRow) -> AnswerRow | None:
    """The last answer with this figure, to whichever request."""
    given = [requests.latest_answer(work, one.id) for one in requests.of_figure(work, row.indicator_key, row.period)]
    return max((one for one in given if one is not None), key=lambda one: one.id, default=None)


def show(work: Work, row: RequestRow) -> None:
    """Whatever shows this figure as the answer to another request."""
    for one in _others(work, row):
        showing.request(work, one)


def hold(work: Work, row: RequestRow) -> None:
    """Whoever is just giving this figure as the answer to another request is waited for.

    All of them hold its first request besides their own, so that no two wait for each other.
    """
    first = min((one.id for one in _others(work, row)), default=row.id)
    if first < row.id:
        requests.get(work, first, lock=True)


def accept(work: Work, row: RequestRow) -> None:
    """The figure that was accepted took the place of other answers, which have nothing left to check."""
    for one in _others(work, row):
        if _nothing_to_check(work, one) and _nothing_to_check(work, requests.get(work, one.id, lock=True)):
            requests.set_state(work, one.id, move(one.state, Move.ACCEPT))
            showing.request(work, one)


def _nothing_to_check(work: Work, row: RequestRow) -> bool:
    """It was answered, and that answer overtaken."""
    given = requests.latest_answer(work, row.id) if row.state is RequestState.ANSWERED else None
    return given is not None and overtaken(work, row, given) is not None


def _others(work: Work, row: RequestRow) -> list[RequestRow]:
    return [one for one in requests.of_figure(work, row.indicator_key, row.period) if one.id != row.id]


def _says(row: ObservationRow) -> tuple[object, ...]:
    one = row.observation
    return one.value, one.numerator, one.denominator, one.final
