"""Forecasts and problems come back as they were kept, on both databases."""

from dataclasses import replace
from decimal import Decimal

from bot.facts.records import IndicatorRow
from bot.store import forecasts, plan, problems
from bot.store.unit import Store, Work
from domain.forecast import About
from domain.priority import Comparator
from domain.problem import Cause, Level, Problem, Proposal, State, resolve, take_up
from tests.support import plans
from tests.support.plans import NOW, OWNER, SEPTEMBER, STAFF


def test_a_forecast_waits_until_it_is_settled_and_of_two_words_the_last_counts(store: Store) -> None:
    cycle = plans.save_plan(store)
    with store.write(NOW) as work:
        plans.allow(work)
        for chance in (0.6, 0.3):
            kept = forecasts.add(
                work,
                indicator_key="A1",
                cycle_id=cycle.id,
                capacity=forecasts.OWNER,
                said_by=OWNER,
                about=About.TARGET,
                period=SEPTEMBER,
                goal=Decimal("90.00"),
                comparator=Comparator.ABOVE,
                chance=chance,
                model=0.25,
                unled=False,
            )
        [row] = forecasts.waiting(work)
        assert (row.chance, row.goal, row.comparator, row.model, row.unled) == (
            0.3,
            Decimal("90.00"),
            Comparator.ABOVE,
            0.25,
            False,
        )
        assert forecasts.known(work) == []
        forecasts.settle(work, kept, Decimal(1))
    with store.read(NOW) as work:
        assert forecasts.waiting(work) == [], "of the first word nothing is asked any more"
        [known] = forecasts.known(work)
        assert known.resolved is not None
        assert known.resolved.brier is not None
        assert forecasts.latest(work, "A1", cycle.id, forecasts.OWNER, About.TARGET) == known


def test_a_word_is_the_last_of_its_cycle_as_soon_as_it_is_said_and_no_other_indicators(store: Store) -> None:
    cycle = plans.save_plan(store)

    def say(work: Work, chance: float, key: str = "A1") -> int:
        return forecasts.add(
            work,
            indicator_key=key,
            cycle_id=cycle.id,
            capacity=forecasts.OWNER,
            said_by=OWNER,
            about=About.TARGET,
            period=SEPTEMBER,
            goal=Decimal(95),
            chance=chance,
        )

    def last(work: Work, key: str = "A1") -> float | None:
        found = forecasts.latest(work, key, cycle.id, forecasts.OWNER, About.TARGET)
        return found.chance if found else None

    with store.write(NOW) as work:
        plans.allow(work)
        plan.save_indicator(work, IndicatorRow(replace(plans.INDICATOR, key="B1"), "A1", OWNER))
        assert last(work) is None
        for chance in (0.6, 0.7):
            say(work, chance)
            assert (last(work), last(work, "B1")) == (chance, None)
        say(work, 0.2, "B1")
        assert (last(work), last(work, "B1")) == (0.7, 0.2)
    with store.read(NOW) as work:
        assert (last(work), last(work, "B1")) == (0.7, 0.2)


def test_a_problem_stands_as_its_last_version_says_and_the_others_stay(store: Store) -> None:
    cycle = plans.save_plan(store)
    proposal = Proposal(Cause.TARGET_MISSED, "Sep 2017")
    first = Problem("A1", Level.WATCH, proposal.reason, NOW.date())
    with store.write(NOW) as work:
        plans.allow(work)
        kept = problems.add(work, first, cycle_id=cycle.id, proposal=proposal)
        raised = take_up(first, STAFF, "met twice running", Level.UNIT_HELPS)
        problems.change(work, kept, raised, STAFF)
        problems.change(work, kept, resolve(raised, "a list by site", NOW.date()), STAFF)
    with store.read(NOW) as work:
        [row] = problems.every(work)
        assert (row.label, row.proposal, row.changed_by) == (f"P-{kept}", proposal, STAFF)
        assert row.problem == resolve(raised, "a list by site", NOW.date())
        assert row.problem.state is State.RESOLVED
        assert problems.versions(work, kept) == 3
        assert problems.of_priority(work, "A1") == [row]
