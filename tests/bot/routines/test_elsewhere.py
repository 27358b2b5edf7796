"""September asked for twice, of two people for two stocktakes: whatever the unit accepts is the figure that stands."""

from datetime import UTC, date, datetime
from itertools import count

import pytest

from bot.facts.records import RequestRow
from bot.facts.requests import RequestFacts
from bot.routines import answering, checking, portraits
from bot.routines.answering import Doubted, Recorded, Rejected, Typed
from bot.store import cycles, ledger, people, requests, surfaces
from bot.store.unit import Store
from domain.errors import Changed
from domain.request import Move, RequestState
from domain.rights import Act
from tests.support import plans
from tests.support.plans import LEADER, OWNER, SEPTEMBER, STAFF

SAID = datetime(2017, 10, 9, 10, tzinfo=UTC)
FIRST, SECOND = "1745829", "1736290"  # of 1946955: 89.67 % and 89.18 %
ANSWERED, ACCEPTED = RequestState.ANSWERED, RequestState.ACCEPTED

receipts = count(1)


@pytest.fixture
def asked(store: Store) -> tuple[RequestRow, RequestRow]:
    """Of the data owner for the stocktake, of the leader for one that was planned by hand."""
    first = plans.save_request(store)
    with store.write(SAID) as work:
        plans.allow(work)
        later = cycles.ensure(work, "stocktake", date(2017, 10, 25))
        second = requests.ensure(
            work,
            cycle_id=later.id,
            indicator_key="A1",
            period=SEPTEMBER,
            person_id=LEADER,
            due_at=first.due_at,
            state=RequestState.SENT,
        )
    return first, second


def answer(store: Store, row: RequestRow, patients: str) -> int:
    """By whoever was asked; the answer's id."""
    typed = Typed(numerator=patients, denominator="1946955", for_summary="more patients", sure=True)
    with store.write(SAID) as work:
        actor = people.need(work, row.person_id)
        kept = answering.answer(work, actor, row.id, typed, receipt=f"view:{next(receipts)}", way="modal")
    assert isinstance(kept, Recorded), kept
    return kept.facts.answer_id


def form(store: Store, row: RequestRow) -> RequestFacts:
    with store.read(SAID) as work:
        return answering.look(work, people.need(work, row.person_id), row.id, Act.ANSWER_REQUEST, Move.ANSWER)


def send(store: Store, row: RequestRow, opened: RequestFacts) -> Rejected | Doubted | Recorded:
    """A form as it was opened."""
    typed = Typed(numerator=SECOND, denominator="1946955", for_summary="more patients", sure=True)
    with store.write(SAID) as work:
        actor = people.need(work, row.person_id)
        return answering.answer(work, actor, row.id, typed, receipt="form", way="modal", shown=opened.answer_id)


def accept(store: Store, row: RequestRow, answer_id: int) -> None:
    with store.write(SAID) as work:
        checking.accept(work, people.need(work, STAFF), row.id, answer_id)


def states(store: Store, *rows: RequestRow) -> list[RequestState]:
    with store.read(SAID) as work:
        return [requests.get(work, row.id).state for row in rows]


def test_a_figure_that_another_answer_replaced_is_not_accepted_unseen_and_is_settled_with_that_one(
    store: Store, asked: tuple[RequestRow, RequestRow]
) -> None:
    owner, leader = asked
    before, after = answer(store, owner, FIRST), answer(store, leader, SECOND)
    with pytest.raises(Changed, match=r"Another answer to it came since: it is 89\.18 % now"):
        accept(store, owner, before)
    with store.read(SAID) as work:
        shown = checking.facts(work, before, ())
        assert (shown.replaced, str(shown.observation.value)) == (True, "89.67")
        assert portraits.request_facts(work, owner.id, people.need(work, OWNER)).answered_by == LEADER
    accept(store, leader, after)
    assert states(store, owner, leader) == [ACCEPTED, ACCEPTED]


@pytest.mark.parametrize("patients", [None, FIRST])
def test_a_request_whose_own_answer_is_still_to_come_or_to_be_read_waits_for_it(
    store: Store, asked: tuple[RequestRow, RequestRow], patients: str | None
) -> None:
    owner, leader = asked
    given = answer(store, owner, FIRST)
    if patients:
        answer(store, leader, patients)
    accept(store, owner, given)
    assert states(store, owner, leader) == [ACCEPTED, ANSWERED if patients else RequestState.SENT]


def test_what_staff_were_shown_of_the_answer_before_is_shown_anew(
    store: Store, asked: tuple[RequestRow, RequestRow]
) -> None:
    owner, leader = asked
    answer(store, owner, FIRST)
    with store.write(SAID) as work:
        (check,) = ledger.of_kind(work, "check", plans.UNIT.channel)
        before = surfaces.wanted(work, check.id) or 0
    answer(store, leader, SECOND)
    with store.read(SAID) as work:
        assert (surfaces.wanted(work, check.id) or 0) > before


def test_a_figure_given_for_the_other_stocktake_is_shown_before_it_is_overwritten(
    store: Store, asked: tuple[RequestRow, RequestRow]
) -> None:
    owner, leader = asked
    opened = form(store, leader)
    answer(store, owner, FIRST)
    assert send(store, leader, opened) == Doubted((), meanwhile=True)
    now = form(store, leader)
    assert (now.answered_by, str(now.answered and now.answered.value)) == (OWNER, "89.67")
    assert isinstance(send(store, leader, now), Recorded)
