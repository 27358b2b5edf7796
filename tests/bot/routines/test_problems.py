"""Problems and the routine's health: proposed by rule, decided by staff, never deleted; counted, never guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.facts.records import ActionRow
from bot.routines import actions as agreed
from bot.routines import commanding, health, problems
from bot.routines import people as directory
from bot.routines.problems import Raising
from bot.store import actions, assessments, cycles, ledger, milestones, people, plan
from bot.store import problems as kept
from bot.store.unit import Store, Work
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.errors import IllegalMove, NotAllowed, Refused
from domain.period import Frequency, Period
from domain.priority import Comparator, Target
from domain.problem import Cause, Level, State
from domain.stocktake import CycleState
from domain.trajectory import linear
from tests.support import plans
from tests.support.plans import LEADER, OWNER, PRINCIPAL, SEPTEMBER, STAFF

FROZEN = datetime(2017, 10, 13, 16, tzinfo=UTC)
MARCH = Period(Frequency.MONTH, date(2018, 3, 1))
GIVEN = Raising(
    LEADER, "on trajectory twice running", Level.PRIORITY_REVIEW, "beds", reason="Two sites stopped counting."
)


@pytest.fixture(autouse=True)
def frozen(store: Store) -> None:
    """A stocktake frozen with September far behind, rated red."""
    cycle = plans.save_plan(store)
    with store.write(FROZEN) as work:
        plans.allow(work)
        plan.add_target(work, "A1", Target(MARCH, Decimal(95), Comparator.AT_LEAST), set_by=STAFF)
        path = linear(plans.INDICATOR.baseline_period, plans.INDICATOR.baseline, MARCH, Decimal(95))
        plan.add_trajectory(work, "A1", path, approved_by=STAFF)
        plan.add_observation(work, "A1", SEPTEMBER, Decimal("85.10"), submitted_by=STAFF)
        assessments.add(
            work,
            priority_key="A1",
            cycle_id=cycle.id,
            capacity=assessments.UNIT,
            likelihood=Likelihood.RED,
            reason="Winter.",
            judged_by=STAFF,
        )
        cycles.freeze(work, cycle.id, CycleState.FROZEN, FROZEN)
        problems.propose(work, cycles.get(work, cycle.id))


def action(work: Work, *, slips: int = 0, due: date = date(2017, 10, 27)) -> ActionRow:
    row = actions.add(
        work,
        priority_key="A1",
        cycle_id=1,
        text="Publish bed occupancy by site",
        moves_number="It shows where people wait.",
        owner_id=LEADER,
        due_on=due,
        closure_test="the table is out",
        created_by=STAFF,
    )
    actions.update(work, row.id, slips=slips)
    return actions.get(work, row.id)


def test_what_the_rules_find_is_proposed_once_the_gravest_first(store: Store) -> None:
    with store.write(FROZEN) as work:
        found = problems.listed(work, people.need(work, STAFF))
        assert [(one.level, one.reason) for one in found] == [
            (Level.PRIORITY_REVIEW, "rated red"),
            (Level.UNIT_HELPS, "far behind the trajectory"),
        ]
        problems.propose(work, commanding.the_cycle(work))
        assert len(kept.every(work)) == 2
        assert len(ledger.of_kind(work, "problems", plans.UNIT.channel)) == 1


def test_a_problem_goes_its_way_and_each_step_of_it_stays(store: Store) -> None:
    with store.write(FROZEN) as work:
        actor = people.need(work, STAFF)
        problems.take_up(work, actor, 1, GIVEN)
        problems.move_to(work, actor, problems.find(work, actor, "p1"), Level.INTENSIVE_DRIVE, "It is winter.")
        problems.resolve(work, actor, problems.find(work, actor, "P-1"), "A list by site every Monday")
        assert kept.versions(work, 1) == 4
        assert [one.label for one in problems.listed(work, actor)] == ["P-2"]
        assert {one.state for one in problems.listed(work, actor, everything=True)} == {State.PROPOSED, State.RESOLVED}
        with pytest.raises(IllegalMove):
            problems.take_up(work, actor, 1, GIVEN)


def test_what_worked_is_shown_with_the_next_one_like_it(store: Store) -> None:
    with store.write(FROZEN) as work:
        actor = people.need(work, STAFF)
        problems.take_up(work, actor, 1, GIVEN)
        problems.resolve(work, actor, problems.find(work, actor, "P-1"), "A list by site every Monday")
        problems.propose(work, commanding.the_cycle(work))
        again = problems.listed(work, actor)[0]
        assert (again.label, again.worked) == ("P-3", (("P-1", "A list by site every Monday"),))


def test_not_now_needs_a_reason_and_is_kept(store: Store) -> None:
    with store.write(FROZEN) as work:
        actor = people.need(work, STAFF)
        with pytest.raises(Refused, match="needs a reason"):
            problems.set_aside(work, actor, 2, " ")
        problems.set_aside(work, actor, 2, "The figure is provisional.")
        assert kept.get(work, 2).problem.exit_note == "The figure is provisional."


def test_one_that_no_rule_proposed_needs_its_reason(store: Store) -> None:
    with store.write(FROZEN) as work:
        actor, cycle = people.need(work, STAFF), commanding.the_cycle(work)
        with pytest.raises(Refused, match="needs its reason"):
            problems.raise_by_hand(work, actor, cycle.id, "A1", replace(GIVEN, reason=""))
        with pytest.raises(Refused, match="not active"):
            problems.raise_by_hand(work, actor, cycle.id, "A1", replace(GIVEN, lead="U0GONE"))
        row = problems.raise_by_hand(work, actor, cycle.id, "A1", GIVEN)
        assert (row.problem.state, row.problem.reason) == (State.OPEN, "Two sites stopped counting.")
        assert [one.label for one in problems.open_of(work, "A1")] == [row.label]


def test_only_the_unit_decides_and_a_restricted_priority_has_no_problem_for_others(store: Store) -> None:
    with store.write(FROZEN) as work:
        for person in (OWNER, LEADER, PRINCIPAL):
            with pytest.raises(NotAllowed):
                problems.take_up(work, people.need(work, person), 1, GIVEN)
        plans.allow(work)
        plan.save_priority(work, replace(plans.PRIORITY, visibility="named", named=frozenset()))
        actor = people.need(work, STAFF)
        assert problems.listed(work, actor) == ()
        with pytest.raises(Refused, match="There is no problem P-1"):
            problems.find(work, actor, "P-1")
        with pytest.raises(NotAllowed):
            problems.look_by_hand(work, actor, 1, "A1")


def test_a_third_slip_proposes_a_problem_at_once(store: Store) -> None:
    with store.write(FROZEN) as work:
        plans.allow(work)
        row = action(work, slips=3)
        problems.after_slip(work, row)
        problems.after_slip(work, row)
        assert [one.reason for one in problems.listed(work, people.need(work, STAFF))][1:] == [
            "far behind the trajectory",
            f"an action moved for the third time: {row.label}",
        ]


def test_a_third_slip_that_was_set_aside_comes_back_with_the_next_slip_and_not_with_the_next_freeze(
    store: Store,
) -> None:
    def slipped(work: Work) -> int:
        return [one.rule for one in kept.every(work)].count(Cause.SLIPPED_ACTION)

    with store.write(FROZEN) as work:
        plans.allow(work)
        row, staff = action(work, slips=3), people.need(work, STAFF)
        problems.after_slip(work, row)
        problems.set_aside(work, staff, kept.every(work)[-1].id, "The last date holds.")
        problems.propose(work, commanding.the_cycle(work))
        assert slipped(work) == 1
        problems.after_slip(work, actions.update(work, row.id, slips=4))
        assert slipped(work) == 2


@pytest.mark.parametrize(("day", "proposed"), [(date(2017, 11, 10), True), (date(2017, 10, 20), False)])
def test_a_date_that_is_agreed_to_proposes_one_only_where_it_is_a_slip(store: Store, day: date, proposed: bool) -> None:
    with store.write(FROZEN) as work:
        plans.allow(work)
        row = action(work, slips=2 if proposed else 3)
        actions.update(work, row.id, proposed_due_on=day)
        agreed.decide_date(work, people.need(work, STAFF), row.id, agree=True)
        reasons = [one.reason for one in problems.listed(work, people.need(work, STAFF))]
        assert any("third time" in one for one in reasons) is proposed


def test_the_health_of_the_routine_is_counted_from_what_was_kept(store: Store) -> None:
    with store.write(datetime(2017, 10, 20, 9, tzinfo=UTC)) as work:
        plans.allow(work)
        cycles.set_state(work, 1, CycleState.HELD)
        closed = action(work, due=date(2017, 10, 19))
        actions.update(work, closed.id, state=ActionState.CLOSED, claimed_at=work.now, closed_at=work.now)
        found = health.of_routines(work, people.need(work, STAFF))
        assert (str(found.cycles_on_date), str(found.summaries_in_time)) == ("1 of 1", "0 of 1")
        assert (str(found.actions_in_time), str(found.closed_with_test), found.days_overdue) == ("0 of 1", "1 of 1", 1)
        assert str(found.fresh_priorities) == "1 of 1"
        with pytest.raises(NotAllowed):
            health.of_routines(work, people.need(work, OWNER))


def leaves(work: Work, person_id: str) -> None:
    """Slack says that somebody is deactivated, twice."""
    for _ in range(2):
        plans.allow(work)
        gone = [replace(one, deactivated=True) for one in plans.MEMBERS if one.id == person_id]
        directory.refresh(work, gone)


@pytest.mark.parametrize(("lead", "after"), [(OWNER, LEADER), (LEADER, STAFF)])
def test_a_problem_whose_lead_leaves_is_handed_on_and_its_new_lead_told_once(
    store: Store, lead: str, after: str
) -> None:
    with store.write(FROZEN) as work:
        staff = people.need(work, STAFF)
        row = problems.raise_by_hand(work, staff, 1, "A1", replace(GIVEN, lead=lead))
        leaves(work, lead)
        now = kept.get(work, row.id)
        told = [one.details for one in ledger.of_kind(work, "notice", after)]
        [trouble] = [one.details["values"] for one in ledger.of_kind(work, "trouble", plans.UNIT.channel)]
    assert (now.problem.lead, now.problem.state, now.problem.exit_criteria) == (after, State.OPEN, GIVEN.exit_criteria)
    assert [(one["code"], one["values"]["label"]) for one in told] == [("problem_handed_on", row.label)]
    assert trouble["problems"].startswith(f"{row.label} (now ")
    with store.read(FROZEN) as work:
        assert kept.versions(work, row.id) == 2


def test_milestones_of_somebody_who_leaves_go_to_whoever_takes_over(store: Store) -> None:
    with store.write(FROZEN) as work:
        plans.allow(work)
        milestones.ensure(work, priority_key="A1", text="Open lounges", owner_id=OWNER, due_on=date(2017, 10, 25))
        leaves(work, OWNER)
        assert [row.owner_id for row in milestones.of_priority(work, "A1")] == [LEADER]
