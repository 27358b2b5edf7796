"""Two replicas that act at the same moment: the same act has one effect, and of two acts neither is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bot.facts.records import DueRow
from bot.files.reading import read_plan
from bot.routines import (
    actions,
    answering,
    checking,
    drafting,
    freezing,
    hearing,
    importing,
    meeting,
    moving,
    people,
    publishing,
    rating,
    requests,
    timetable,
)
from bot.routines.actions import NewAction
from bot.routines.addressing import Said
from bot.routines.answering import Typed
from bot.routines.importing import Resolved
from bot.routines.rating import Rating
from bot.store import actions as agreed
from bot.store import cycles, ledger, plan, summaries
from bot.store import requests as asked
from bot.store.tables import audit
from bot.store.unit import Work
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.errors import Changed, Refused
from domain.people import Person
from domain.request import RequestState
from domain.stocktake import CycleState
from tests.support import asking
from tests.support.databases import PostgresqlDatabases
from tests.support.plans import LEADER, OWNER, PRIORITY, SEPTEMBER, STAFF, UNIT, Member, allow, save_request
from tests.support.replicas import Does, Replicas, at_once, does_alone, two_replicas

ASKED_FOR = datetime(2017, 10, 9, 8, 0, tzinfo=UTC)  # September is over, its figure is due tomorrow
MET = datetime(2017, 10, 18, 12, 0, tzinfo=UTC)
FIGURE = Typed(numerator="1,801,472", denominator="2,008,930", for_summary="fewer nurses")
CORRECTED = Typed(numerator="1,791,472", denominator="2,008,930", for_summary="fewer nurses", sure=True)
AUGUST = "{period: Aug 2017, value: 90.3, numerator: 1737957, denominator: 1924663}"  # of A1 in the example's plan
AGAIN = Typed(numerator="1,781,472", denominator="2,008,930", for_summary="fewer nurses", sure=True)
HIRE = NewAction(1, "A1", "Hire ten nurses", "40 more are seen in time", OWNER, date(2017, 11, 20), "they are hired")


@pytest.fixture
def stores(postgresql: PostgresqlDatabases) -> Iterator[Replicas]:
    """Two replicas of a unit with a figure asked, and an action agreed."""
    with two_replicas(postgresql) as found:
        save_request(found[0])
        does_alone(found[0], agree, ASKED_FOR)
        yield found


def by(person_id: str, does: Callable[[Work, Person], object]) -> Does:
    return lambda work: does(work, people.person(work, person_id))


def agree(work: Work) -> None:
    allow(work)
    agreed.add(work, created_by=STAFF, **vars(HIRE) | {"text": "Open two wards"})
    agreed.update(work, 1, offered_at=work.now)


def figure(typed: Typed, owner: str = OWNER, request: int = 1) -> Does:
    def give(work: Work, actor: Person) -> object:
        return answering.answer(work, actor, request, typed, receipt=typed.numerator, way="modal")

    return by(owner, give)


def step(kind: str, subject: str) -> Does:
    """A row of the timetable has its turn."""
    return lambda work: timetable.run(work, DueRow(f"{kind}:{subject}", kind, subject, work.now, "pending", 1, None))


freeze = by(STAFF, lambda work, actor: freezing.freeze_now(work, actor, 1))
close = by(STAFF, lambda work, actor: meeting.close(work, actor, 1))
post = by(STAFF, lambda work, actor: publishing.post_now(work, actor, 1, "A1"))


def accept(answer_id: int, request: int = 1) -> Does:
    """Staff find the answer that they were shown right."""
    return by(STAFF, lambda work, actor: checking.accept(work, actor, request, answer_id))


def leave(work: Work) -> None:
    people.refresh(work, [Member(OWNER, "data owner", deactivated=True)])


def audited(stores: Replicas, subject: str) -> int:
    with stores[0].read(MET) as work:
        asked_for = select(func.count()).select_from(audit).where(audit.c.subject.startswith(subject))
        return int(work.conn.execute(asked_for).scalar_one())


def planned(stores: Replicas, lane: str) -> list[str]:
    """The kinds of messages to somebody or to a channel."""
    with stores[0].read(MET) as work:
        return sorted(one.kind for one in ledger.latest_of(work, lane, 20))


def action_state(stores: Replicas) -> ActionState:
    with stores[0].read(MET) as work:
        return agreed.get(work, 1).state


def request_state(stores: Replicas) -> RequestState:
    with stores[0].read(MET) as work:
        return asked.get(work, 1).state


def test_a_figure_given_while_its_owner_is_removed_is_asked_of_nobody_else(stores: Replicas) -> None:
    at_once(stores, figure(FIGURE), leave, ASKED_FOR)
    assert (request_state(stores), "request" in planned(stores, LEADER)) == (RequestState.ANSWERED, False)


def test_a_figure_corrected_while_it_is_accepted_is_not_accepted_unseen(stores: Replicas) -> None:
    does_alone(stores[0], figure(FIGURE), ASKED_FOR)
    with pytest.raises(Changed, match=r"it is 89\.18 % now"):
        at_once(stores, figure(CORRECTED), accept(1), ASKED_FOR)
    assert request_state(stores) is RequestState.ANSWERED


def test_a_figure_handed_back_at_the_freeze_stays_handed_back(stores: Replicas) -> None:
    at_once(stores, by(OWNER, lambda work, actor: requests.disown(work, actor, 1, "not mine")), freeze, ASKED_FOR)
    assert request_state(stores) is RequestState.DISOWNED


def test_who_is_asked_while_a_stocktake_is_frozen_does_not_thaw_it(stores: Replicas) -> None:
    at_once(stores, freeze, step("request", f"1:{OWNER}"), ASKED_FOR)
    with stores[0].read(MET) as work:
        assert cycles.get(work, 1).state is CycleState.FROZEN


def test_what_its_owner_claims_done_when_silence_is_noted_stays_claimed(stores: Replicas) -> None:
    claim = by(OWNER, lambda work, actor: actions.claim_done(work, actor, 1, "see the wards"))
    at_once(stores, claim, step("silence", "cycle:1"), MET)
    assert action_state(stores) is ActionState.DONE_CLAIMED


def test_an_action_added_twice_is_one(stores: Replicas) -> None:
    add = by(STAFF, lambda work, actor: actions.add(work, actor, HIRE))
    at_once(stores, add, add, ASKED_FOR)
    with stores[0].read(MET) as work:
        assert len(agreed.of_priority(work, "A1")) == 2


def test_a_rating_given_twice_is_one(stores: Replicas) -> None:
    rate = by(STAFF, lambda work, actor: rating.rate(work, actor, 1, "A1", Rating(Likelihood.GREEN, "more nurses")))
    at_once(stores, rate, rate, ASKED_FOR)
    assert audited(stores, "rating:") == 1


def test_who_is_removed_is_handed_over_once(stores: Replicas) -> None:
    at_once(stores, leave, leave, ASKED_FOR)
    assert audited(stores, "person:") == 1


def test_a_figure_deleted_while_it_is_heard_is_told_to_staff(stores: Replicas) -> None:
    said = Said("D0OWNER", "1506499200.000100", "1,801,472/2,008,930 fewer nurses")
    hear = by(OWNER, lambda work, actor: hearing.hear(work, actor, said))
    unsay = by(OWNER, lambda work, actor: hearing.unsay(work, actor, said.channel, said.ts, "Ev1"))
    at_once(stores, hear, unsay, ASKED_FOR)
    assert "trouble" in planned(stores, UNIT.channel)


def test_a_stocktake_planned_on_the_day_that_another_is_just_moved_to_is_refused(stores: Replicas) -> None:
    day = date(2017, 11, 22)
    move = by(STAFF, lambda work, actor: moving.move(work, actor, 1, day, "the minister is away"))
    by_hand = by(STAFF, lambda work, actor: moving.plan_meeting(work, actor, "stocktake", day))
    with pytest.raises(Refused, match="There is a stocktake on that day already"):
        at_once(stores, move, by_hand, ASKED_FOR)


def import_september(work: Work) -> None:
    """The plan once more, in which September has a figure."""
    text = asking.SMALL.read_text().replace(AUGUST, f"{AUGUST}\n      - {{period: Sep 2017, value: 89.67}}")
    given = read_plan(text, "plan.yaml")
    everybody = dict.fromkeys((one.key for one in given.people), LEADER) | {"unit-head": STAFF, "waits-analyst": OWNER}
    resolved = Resolved(everybody, dict.fromkeys(given.channels(), UNIT.channel))
    importing.import_plan(work, people.person(work, STAFF), given, resolved)


@pytest.mark.parametrize(("here", "there"), [(figure(FIGURE), import_september), (import_september, figure(FIGURE))])
def test_a_figure_given_while_the_plan_is_imported_is_not_overwritten_by_its_history(
    stores: Replicas, here: Does, there: Does
) -> None:
    at_once(stores, here, there, ASKED_FOR)
    with stores[0].read(MET) as work:
        stands = plan.latest_observation(work, "A1", SEPTEMBER)
    assert stands is not None
    assert (stands.observation.numerator, stands.submitted_by) == (Decimal(1801472), OWNER)


@pytest.fixture
def twice(stores: Replicas) -> Replicas:
    """September is asked of the leader too, for another stocktake."""

    def ask(work: Work) -> None:
        allow(work)
        asked.ensure(
            work,
            cycle_id=cycles.ensure(work, "stocktake", date(2017, 10, 25)).id,
            indicator_key="A1",
            period=SEPTEMBER,
            person_id=LEADER,
            due_at=asked.get(work, 1).due_at,
            state=RequestState.SENT,
        )

    does_alone(stores[0], ask, ASKED_FOR)
    return stores


def test_a_figure_given_twice_at_once_is_given_and_corrected(twice: Replicas) -> None:
    at_once(twice, figure(FIGURE), figure(CORRECTED, LEADER, 2), ASKED_FOR)
    with twice[0].read(MET) as work:
        assert plan.superseded(work, "A1", SEPTEMBER) is not None


def test_a_figure_corrected_while_the_one_that_took_its_place_is_accepted_is_not_accepted_unseen(
    twice: Replicas,
) -> None:
    does_alone(twice[0], figure(FIGURE), ASKED_FOR)
    does_alone(twice[0], figure(CORRECTED, LEADER, 2), ASKED_FOR)
    at_once(twice, figure(AGAIN), accept(2, 2), ASKED_FOR)
    assert request_state(twice) is RequestState.ANSWERED


@pytest.fixture
def frozen(stores: Replicas) -> Replicas:
    """September was given, and the data are frozen."""
    does_alone(stores[0], figure(FIGURE), ASKED_FOR)
    does_alone(stores[0], freeze, ASKED_FOR)
    return stores


@pytest.fixture
def held(frozen: Replicas) -> Replicas:
    """The meeting is over."""
    does_alone(frozen[0], close, MET)
    return frozen


def test_an_action_dropped_while_the_meeting_is_closed_is_offered_to_nobody(frozen: Replicas) -> None:
    with frozen[0].write(MET) as work:
        allow(work)
        agreed.update(work, 1, offered_at=None)
    at_once(frozen, by(STAFF, lambda work, actor: actions.drop(work, actor, 1, "not needed")), close, MET)
    assert "offer" not in planned(frozen, OWNER)


def test_a_summary_held_when_it_would_post_itself_is_not_posted(held: Replicas) -> None:
    hold = by(STAFF, lambda work, actor: drafting.hold(work, actor, 1, "A1"))
    at_once(held, hold, step("post", "1:A1"), MET)
    with held[0].read(MET) as work:
        assert summaries.get(work, 1, "A1") is None


@pytest.mark.parametrize(("here", "there"), [(figure(CORRECTED), post), (post, figure(CORRECTED))])
def test_a_figure_corrected_while_its_summary_is_posted_is_told_its_readers(
    held: Replicas, here: Does, there: Does
) -> None:
    at_once(held, here, there, MET)
    assert "correction" in planned(held, PRIORITY.channel)
