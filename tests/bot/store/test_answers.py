"""Requests with their answers, agreed actions, summaries, and whatever else people said: each kept once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from bot.facts.records import ActionRow, NoActionRow
from bot.store import actions, cycles, helps, ledger, no_actions, plan, requests, strays, summaries
from bot.store.unit import Store, Work
from domain.action import ActionState
from domain.request import RequestState
from tests.bot.messages.facts import SUMMARY
from tests.support.plans import NOW, OWNER, SEPTEMBER, STAFF, allow, save_plan, save_request

LEASE = timedelta(seconds=90)
LINES = SUMMARY
OTHER = replace(SUMMARY, why="snow")


def _answer(work: Work, request_id: int, receipt: str, words: str = "winter") -> int:
    observation_id = plan.add_observation(work, "A1", SEPTEMBER, Decimal("89.67"), submitted_by=OWNER)
    return requests.add_answer(
        work,
        request_id,
        observation_id=observation_id,
        for_summary=words,
        for_unit="",
        given_by=OWNER,
        way="reply",
        receipt=receipt,
        late=False,
    )


def test_the_same_request_is_made_once_and_left_as_it_is(store: Store) -> None:
    made = save_request(store)
    assert (made.state, made.period, made.subject) == (RequestState.SENT, SEPTEMBER, f"request:{made.id}")
    with store.write(NOW) as work:
        allow(work)
        again = requests.ensure(
            work, cycle_id=made.cycle_id, indicator_key="A1", period=SEPTEMBER, person_id=OWNER, due_at=NOW
        )
    assert again == made


def test_whoever_was_asked_for_a_figure_is_found_by_it(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        later = cycles.ensure(work, "stocktake", date(2017, 12, 13))
        for period in (SEPTEMBER, SEPTEMBER.next()):
            other = requests.ensure(
                work, cycle_id=later.id, indicator_key="A1", period=period, person_id=STAFF, due_at=made.due_at
            )
        assert [row.person_id for row in requests.of_figure(work, "A1", SEPTEMBER)] == [OWNER, STAFF]
        assert requests.of_figure(work, "A1", SEPTEMBER.next()) == [other]


def test_a_request_is_owed_while_it_is_open(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        assert requests.open_of(work, OWNER) == requests.open_all(work) == [made]
        assert requests.open_of(work, STAFF) == []
        requests.set_state(work, made.id, RequestState.PROMISED, promised_for=date(2017, 10, 12))
        requests.set_due(work, made.id, NOW)
        [promised] = requests.open_of(work, OWNER)
        assert (promised.promised_for, promised.due_at) == (date(2017, 10, 12), NOW)
        requests.set_state(work, made.id, RequestState.DISOWNED, reason="not mine")
        assert requests.open_of(work, OWNER) == requests.open_all(work) == []
        settled = requests.get(work, made.id, lock=True)
        assert (settled.promised_for, settled.reason) == (date(2017, 10, 12), "not mine")
        assert requests.of_cycle(work, made.cycle_id) == [settled]


def test_a_message_knows_what_it_asks_for(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        asks = ledger.plan(work, key="one", kind="request", subject="asked:1:U0OWNER", lane=OWNER, priority=1)
        assert asks is not None
        assert requests.of_message(work, asks) == []
        requests.set_message(work, made.id, asks)
        assert [row.id for row in requests.of_message(work, asks)] == [made.id]


def test_answers_follow_each_other_and_the_last_counts(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        assert requests.latest_answer(work, made.id) is None
        assert requests.latest_of(work, OWNER) is None
        first = _answer(work, made.id, "said:D1:1.1:")
        second = _answer(work, made.id, "said:D1:1.1:1.5", "flu")
        other = _answer(work, made.id, "said:D1:1.10:", "snow")
        assert [row.id for row in requests.answers(work, made.id)] == [first, second, other]
        assert requests.latest_answer(work, made.id) == requests.answer(work, other)
        assert requests.latest_answer_of_cycle(work, made.cycle_id, "A1") == requests.answer(work, other)
        assert requests.latest_answer_of_cycle(work, made.cycle_id, "Z9") is None
        assert requests.answer_by_receipt(work, "said:D1:1.1:") == requests.answer(work, second)
        assert requests.answer_by_receipt(work, "said:D1:1.2:") is None
        assert requests.latest_of(work, OWNER) == made


def test_the_same_message_answers_once(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        _answer(work, made.id, "said:D1:1.1:")

    def again() -> None:
        with store.write(NOW) as work:
            allow(work)
            _answer(work, made.id, "said:D1:1.1:")

    with pytest.raises(IntegrityError):
        again()
    with store.read(NOW) as work:
        assert len(requests.answers(work, made.id)) == 1


def _agree(work: Work, cycle_id: int, due_on: date, owner_id: str = OWNER) -> ActionRow:
    return actions.add(
        work,
        priority_key="A1",
        cycle_id=cycle_id,
        text="Open the winter ward",
        moves_number="Frees forty beds",
        owner_id=owner_id,
        due_on=due_on,
        closure_test="the ward takes patients",
        created_by=STAFF,
    )


def test_an_action_keeps_its_first_due_date_and_is_chased_until_it_ends(store: Store) -> None:
    cycle = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        later = _agree(work, cycle.id, date(2017, 11, 10))
        sooner = _agree(work, cycle.id, date(2017, 11, 1))
        assert (later.label, later.subject) == (f"A-{later.id}", f"action:{later.id}")
        assert (later.state, later.created_at) == (ActionState.PROPOSED, NOW)
        assert actions.open_of_owner(work, OWNER) == actions.open_all(work) == [sooner, later]
        moved = actions.update(work, sooner.id, due_on=date(2017, 12, 1), slips=1, state=ActionState.OPEN)
        assert (moved.due_on, moved.original_due_on) == (date(2017, 12, 1), date(2017, 11, 1))
        assert actions.get(work, sooner.id, lock=True) == moved
        actions.update(work, later.id, state=ActionState.CLOSED, closed_at=NOW)
        assert actions.open_of_owner(work, OWNER) == actions.open_all(work) == [moved]
        assert [row.id for row in actions.of_priority(work, "A1")] == [later.id, sooner.id]
        assert actions.open_of_owner(work, STAFF) == []


def test_the_last_reason_why_there_is_no_action_counts(store: Store) -> None:
    cycle = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        assert no_actions.get(work, cycle.id, "A1") is None
        no_actions.put(work, cycle.id, "A1", "the winter plan starts now", STAFF)
        no_actions.put(work, cycle.id, "A1", "the winter plan has started", STAFF)
        assert no_actions.get(work, cycle.id, "A1") == NoActionRow(
            cycle.id, "A1", "the winter plan has started", STAFF, NOW
        )


def test_a_summary_goes_out_once_and_stays_as_it_was(store: Store) -> None:
    cycle = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        made = summaries.add(work, cycle_id=cycle.id, priority_key="A1", lines=LINES, posted_by="stocktake")
        assert made is not None
        assert summaries.add(work, cycle_id=cycle.id, priority_key="A1", lines=OTHER, posted_by=STAFF) is None
        row = summaries.by_id(work, made)
        assert (summaries.snapshot(row), row.posted_by, row.posted_at) == (LINES, "stocktake", NOW)
        assert summaries.get(work, cycle.id, "A1") == summaries.latest(work, "A1") == row
        assert summaries.get(work, cycle.id, "Z9") is None


def test_words_that_are_no_answer_are_kept_once(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:

        def keep(receipt: str, text: str) -> int | None:
            return strays.add(work, receipt=receipt, person_id=OWNER, request_id=made.id, text=text, why="doubted")

        first = keep("said:D1:1.1:", "0.897")
        assert first is not None
        assert keep("said:D1:1.1:", "0.897") is None
        second = keep("said:D1:2.2:", "89.7")
        assert second is not None
        assert strays.latest(work, OWNER, made.id, "doubted") == strays.get(work, second)
        assert strays.latest(work, OWNER, made.id, "words") is None


def test_help_wanted_is_known_again(store: Store) -> None:
    made = save_request(store)
    with store.write(NOW) as work:
        allow(work)
        wanted = helps.add(
            work,
            request_id=made.id,
            what="discharge data",
            from_whom="the hospitals director",
            by_when=None,
            wanted_by=OWNER,
            priority_key="A1",
        )
        assert wanted is not None
        assert [row.id for row in helps.of_request(work, made.id)] == [wanted]
        assert helps.get(work, wanted).wanted_at == NOW
        assert helps.same(work, made.id, "discharge data", "the hospitals director", None)
        assert not helps.same(work, made.id, "discharge data", "the hospitals director", date(2017, 10, 1))
