"""What is stated before the fact is kept with who and when, scored when it is known, and told to nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.facts.records import MilestoneRow, RequestRow
from bot.routines import answering, forecasting, home, outlooks, portraits, rating
from bot.routines import milestones as milestones_said
from bot.routines.answering import Recorded, Rejected, Typed
from bot.routines.rating import Rating
from bot.store import assessments, cycles, forecasts, ledger, milestones, people, plan
from bot.store.unit import Store, Work
from domain.assessment import Challenge, Likelihood, Quality, Rubric, Stage
from domain.errors import Refused
from domain.forecast import About
from domain.outlook_said import Footing
from domain.period import Frequency, Period
from domain.priority import Comparator, Target
from domain.trajectory import linear
from tests.support import plans
from tests.support.plans import OWNER, SEPTEMBER, STAFF

MARCH = Period(Frequency.MONTH, date(2018, 3, 1))
SAID = datetime(2017, 10, 9, 10, tzinfo=UTC)
PAST = ("90.34", "89.00", "88.41", "86.20", "85.12", "87.60", "90.01", "90.46", "89.67", "90.67", "90.35", "90.30")
FIGURES = Typed(numerator="1745829", denominator="1946955", for_summary="more patients than planned")


@pytest.fixture
def asked(store: Store) -> RequestRow:
    """September asked of its owner; a year of figures, a target for March."""
    row = plans.save_request(store)
    with store.write(SAID) as work:
        plans.allow(work)
        for step, value in enumerate(PAST):
            plan.add_observation(work, "A1", SEPTEMBER.next(step - 12), Decimal(value), submitted_by=STAFF)
        plan.add_target(work, "A1", Target(MARCH, Decimal(95), Comparator.AT_LEAST), set_by=STAFF)
        path = linear(plans.INDICATOR.baseline_period, plans.INDICATOR.baseline, MARCH, Decimal(95))
        plan.add_trajectory(work, "A1", path, approved_by=STAFF)
    return row


def answered(store: Store, row: RequestRow, receipt: str = "view:1", now: datetime = SAID, **typed: Any) -> Recorded:
    with store.write(now) as work:
        given = replace(FIGURES, **typed, likelihood=Likelihood.AMBER_GREEN)
        kept = answering.answer(work, people.need(work, OWNER), row.id, given, receipt=receipt, way="modal")
    assert isinstance(kept, Recorded), kept
    return kept


def value_comes(work: Work, period: Period, value: str) -> None:
    plans.allow(work)
    plan.add_observation(work, "A1", period, Decimal(value), submitted_by=STAFF)


def test_a_chance_and_the_next_value_are_kept_with_what_past_figures_alone_gave(
    store: Store, asked: RequestRow
) -> None:
    answered(store, asked, chance="60 %", next_value="90.1")
    with store.read(SAID) as work:
        chance, following = forecasts.of_person(work, OWNER)
        models = [row for row in forecasts.waiting(work) if row.said_by is None]
    assert (chance.about, chance.chance, chance.period, chance.goal) == (About.TARGET, 0.6, MARCH, Decimal(95))
    assert (following.about, following.value, following.period) == (
        About.NEXT_VALUE,
        Decimal("90.1"),
        SEPTEMBER.next(),
    )
    assert chance.unled
    assert following.unled
    assert chance.said_at == SAID
    assert [row.chance for row in models] == [chance.model]  # past figures alone, kept as they were computed
    assert following.model is not None
    assert 85 < following.model < 93


@pytest.mark.parametrize(
    ("chance", "next_value"), [("120", ""), ("0.6", ""), ("likely", ""), ("", "soon"), ("", "120")]
)
def test_what_is_no_forecast_is_told_beside_its_box_and_nothing_is_kept(
    store: Store, asked: RequestRow, chance: str, next_value: str
) -> None:
    with store.write(SAID) as work:
        typed = replace(FIGURES, chance=chance, next_value=next_value)
        told = answering.answer(work, people.need(work, OWNER), asked.id, typed, receipt="view:1", way="modal")
        assert isinstance(told, Rejected)
        assert list(told.errors) == ["chance" if chance else "next_value"]
        assert forecasts.waiting(work) == []


def test_what_past_figures_say_is_shown_once_the_owners_word_is_in_or_the_draft_is_shared(
    store: Store, asked: RequestRow
) -> None:
    with store.write(SAID) as work:
        typed = FIGURES
        kept = answering.answer(work, people.need(work, OWNER), asked.id, typed, receipt="reply:1", way="reply")
        assert isinstance(kept, Recorded)
        assert (kept.facts.outlook, kept.facts.outlook_waits) == (None, True)
    told = answered(store, asked, chance="60").facts
    assert told.outlook is not None
    assert told.outlook.outlook.footing is Footing.FULL
    assert (told.outlook.owner, told.outlook_waits) == (0.6, False)
    with store.read(datetime(2017, 10, 11, 9, tzinfo=UTC)) as work:
        assert forecasting.may_see(work, asked)


def test_the_blend_leans_on_past_figures_until_the_owner_has_a_record(store: Store, asked: RequestRow) -> None:
    told = answered(store, asked, chance="60").facts.outlook
    assert told is not None
    assert told.outlook.chance is not None
    assert told.blend is not None
    assert told.outlook.chance < told.blend < (told.outlook.chance + 0.6) / 2


def test_the_tick_scores_a_forecast_on_the_day_after_its_value_came(store: Store, asked: RequestRow) -> None:
    answered(store, asked, chance="60", next_value="90.1")
    with store.write(SAID + timedelta(days=40)) as work:
        value_comes(work, SEPTEMBER.next(), "90.07")
        assert forecasting.settle(work) == 1
        assert forecasting.settle(work) == 0
    with store.read(SAID + timedelta(days=41)) as work:
        record = home.facts(work, people.need(work, OWNER))
        assert record is not None
        assert record.record is not None
        assert (record.record.waiting, record.record.values and record.record.values.count) == (1, 1)
        assert home.facts(work, people.need(work, STAFF)).record.known is False  # type: ignore[union-attr]  # a plan is in
        assert forecasting.record_of_all(work).known is False  # one person could be told from it


def test_a_chance_is_scored_against_the_target_as_it_stood_when_it_was_said(store: Store, asked: RequestRow) -> None:
    answered(store, asked, chance="60")
    with store.write(SAID + timedelta(days=200)) as work:
        plans.allow(work)
        plan.add_target(work, "A1", Target(MARCH, Decimal(80), Comparator.AT_LEAST), set_by=STAFF)
        value_comes(work, MARCH, "84.6")
        assert forecasting.settle(work) == 2  # the owner's and that of past figures
    with store.read(SAID + timedelta(days=201)) as work:
        record = forecasting.record_of(work, OWNER)
        assert record.chances is not None
        assert record.chances.mean == pytest.approx(0.36)
        assert record.model is not None
        assert record.model.count == 1


def test_of_two_words_in_one_cycle_the_last_is_scored(store: Store, asked: RequestRow) -> None:
    answered(store, asked, chance="60")
    answered(store, asked, receipt="view:2", chance="30")
    with store.read(SAID) as work:
        assert [row.chance for row in forecasts.of_person(work, OWNER)] == [0.3]


def test_staff_may_put_a_percentage_beside_the_rating_and_what_it_rests_on(store: Store, asked: RequestRow) -> None:
    with store.write(SAID) as work:
        rests = Rubric(Challenge.HIGH, Quality.MIXED, stage=Stage.IMPLEMENTATION)
        given = Rating(Likelihood.AMBER_RED, "Winter is not planned for.", "35", rubric=rests)
        assert rating.rate(work, people.need(work, STAFF), asked.cycle_id, "A1", given) == ""
        shown = portraits.rate_facts(work, asked.cycle_id, "A1")
        assert (shown.chance, shown.rubric) == (0.35, rests)


def test_a_rating_two_steps_away_waits_for_its_reason_and_keeps_it(store: Store, asked: RequestRow) -> None:
    answered(store, asked)
    with store.write(SAID) as work:
        staff, red = people.need(work, STAFF), Rating(Likelihood.RED, "Winter is not planned for.")
        question = rating.rate(work, staff, asked.cycle_id, "A1", red)
        assert question.startswith("The owner says amber-green, the unit says red.")
        assert assessments.latest(work, "A1", assessments.UNIT) is None
        explained = Rating(red.likelihood, red.reason, explains="The owner counts on beds that are not funded.")
        assert rating.rate(work, staff, asked.cycle_id, "A1", explained) == ""
        shown = portraits.rate_facts(work, asked.cycle_id, "A1")
        assert (shown.rating, shown.explains) == (Likelihood.RED, "The owner counts on beds that are not funded.")


def test_thirty_known_chances_correct_what_past_figures_are_told_to_say(store: Store, asked: RequestRow) -> None:
    answered(store, asked)
    with store.write(SAID) as work:
        plans.allow(work)
        series = plan.series(work, "A1")
        target = outlooks.final_target(work, "A1")
        before = outlooks.told(work, plans.INDICATOR, series, target)
        for month in range(30):
            known = forecasts.add(
                work,
                indicator_key="A1",
                cycle_id=asked.cycle_id,
                capacity=forecasts.MODEL,
                said_by=None,
                about=About.TARGET,
                period=SEPTEMBER.next(-40 + month),
                chance=0.1,
            )
            forecasts.settle(work, known, Decimal(1))
        after = outlooks.told(work, plans.INDICATOR, series, target)
    assert before is not None
    assert after is not None
    assert before.outlook.chance
    assert after.outlook.chance
    assert after.outlook.chance > before.outlook.chance  # what it called unlikely came thirty times


def test_a_word_far_from_the_figures_is_asked_for_its_reason(store: Store, asked: RequestRow) -> None:
    with store.write(SAID) as work:
        given = replace(FIGURES, for_summary="", likelihood=Likelihood.GREEN)
        kept = answering.answer(work, people.need(work, OWNER), asked.id, given, receipt="view:1", way="modal")
    assert isinstance(kept, Recorded)
    assert kept.facts.wants_word
    assert kept.facts.apart == "The owner says green, the figures say behind. What explains the difference?"


def test_what_a_target_can_bring_about_is_asked_of_staff_alone(store: Store, asked: RequestRow) -> None:
    with store.write(SAID) as work:
        plans.allow(work)
        plan.add_target(
            work, "A1", Target(SEPTEMBER, Decimal("89.66"), Comparator.AT_LEAST, interim=True), set_by=STAFF
        )
    answered(store, asked)
    with store.read(SAID) as work:
        [shown] = ledger.of_kind(work, "check", plans.UNIT.channel)
        [question] = shown.details["notes"]
    assert question.startswith("89.67 % is 0.01 points past the target;")


def test_a_figure_may_be_provisional_and_is_told_so_until_it_is_final(store: Store, asked: RequestRow) -> None:
    assert answered(store, asked, provisional=True).facts.observation.final is False
    assert answered(store, asked, receipt="view:2").facts.observation.final is True


LOUNGES = "Open four discharge lounges"


@pytest.fixture
def dated(store: Store, asked: RequestRow) -> MilestoneRow:
    """A milestone of the owner's, due a week after the meeting of 18 October."""
    with store.write(SAID) as work:
        plans.allow(work)
        milestones.ensure(work, priority_key="A1", text=LOUNGES, owner_id=OWNER, due_on=date(2017, 10, 25))
        return milestones.of_owner(work, OWNER)[0]


def said_of(store: Store, now: datetime, row: MilestoneRow) -> list[bool | None]:
    """What came of each chance that its owner gave it, after the night's tick."""
    with store.write(now) as work:
        forecasting.settle(work)
        came = [one.outcome for one in forecasts.of_person(work, OWNER) if one.milestone_id == row.id]
        return [None if one is None else bool(one) for one in came]


def test_the_owner_of_a_milestone_may_say_beside_the_figure_how_sure_its_date_is(
    store: Store, asked: RequestRow, dated: MilestoneRow
) -> None:
    with store.read(SAID) as work:
        offered = portraits.request_facts(work, asked.id, people.need(work, OWNER)).milestone
        assert portraits.request_facts(work, asked.id, people.need(work, STAFF)).milestone is None
    assert offered is not None
    assert (offered.text, offered.due_on, offered.chance) == (LOUNGES, date(2017, 10, 25), None)
    answered(store, asked, milestone=dated.id, milestone_chance="70 %")
    answered(store, asked, receipt="view:2", milestone=dated.id, milestone_chance="70", for_unit="as before")
    with store.read(SAID) as work:
        [kept] = [one for one in forecasts.of_person(work, OWNER) if one.about is About.MILESTONE]
        shown = portraits.request_facts(work, asked.id, people.need(work, OWNER)).milestone
    assert (kept.chance, kept.due_on, kept.said_by, kept.said_at) == (0.7, date(2017, 10, 25), OWNER, SAID)
    assert shown is not None
    assert shown.chance == 0.7


def test_a_milestone_done_in_time_scores_its_chance_and_tells_the_person_apart_from_figures(
    store: Store, asked: RequestRow, dated: MilestoneRow
) -> None:
    answered(store, asked, milestone=dated.id, milestone_chance="70", chance="60")
    assert said_of(store, SAID + timedelta(days=1), dated) == [None]
    with store.write(SAID + timedelta(days=9)) as work:
        milestones_said.done(work, people.need(work, OWNER), dated.id)
    assert said_of(store, SAID + timedelta(days=10), dated) == [True]
    with store.read(SAID + timedelta(days=10)) as work:
        record = forecasting.record_of(work, OWNER)
    assert record.dates is not None
    assert record.dates.mean == pytest.approx(0.09)
    assert (record.chances, record.model) == (None, None)


def test_a_new_date_ends_the_old_ones_chance_and_may_have_one_of_its_own(
    store: Store, asked: RequestRow, dated: MilestoneRow
) -> None:
    answered(store, asked, milestone=dated.id, milestone_chance="70")
    with store.write(SAID + timedelta(days=1)) as work:
        owner = people.need(work, OWNER)
        with pytest.raises(Refused):
            milestones_said.late(work, owner, dated.id, date(2017, 11, 30), "No staff yet.", "0.9")
        milestones_said.late(work, owner, dated.id, date(2017, 11, 30), "No staff yet.", "90")
    assert said_of(store, datetime(2017, 10, 25, 9, tzinfo=UTC), dated) == [None, None]
    assert said_of(store, datetime(2017, 10, 26, 9, tzinfo=UTC), dated) == [False, None]


def test_a_date_that_nobody_reported_on_is_missed_once_a_stocktake_asked_about_it(
    store: Store, asked: RequestRow, dated: MilestoneRow
) -> None:
    answered(store, asked, milestone=dated.id, milestone_chance="70")
    assert said_of(store, datetime(2017, 12, 1, 9, tzinfo=UTC), dated) == [None]
    with store.write(datetime(2017, 12, 1, 9, tzinfo=UTC)) as work:
        plans.allow(work)
        cycles.ensure(work, "stocktake", date(2017, 12, 13))
    assert said_of(store, datetime(2017, 12, 14, 9, tzinfo=UTC), dated) == [False]
