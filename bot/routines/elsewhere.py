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


def show(work: Work, row: RequestRow) -> None:
    """Whatever shows this figure as the answer to another request."""
    for one in _others(work, row):
        showing.request(work, one)


def accept(work: Work, row: RequestRow) -> None:
    """The figure that was accepted took the place of other answers, which have nothing left to check."""
    for one in _others(work, row):
        given = requests.latest_answer(work, one.id) if one.state is RequestState.ANSWERED else None
        if given is not None and overtaken(work, one, given) is not None:
            requests.set_state(work, one.id, move(one.state, Move.ACCEPT))
            showing.request(work, one)


def _others(work: Work, row: RequestRow) -> list[RequestRow]:
    return [one for one in requests.of_figure(work, row.indicator_key, row.period) if one.id != row.id]


def _says(row: ObservationRow) -> tuple[object, ...]:
    one = row.observation
    return one.value, one.numerator, one.denominator, one.final
