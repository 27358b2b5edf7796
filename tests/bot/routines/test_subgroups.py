"""The parts behind a figure: given beside it, kept, and told with it to whoever reads the figure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.facts.records import IndicatorRow, RequestRow
from bot.files.reading import read_plan
from bot.routines import answering, dividing, overviews, portraits, summarising
from bot.routines.answering import Recorded, Rejected, Typed
from bot.store import cycles, people, plan, subgroups
from bot.store.unit import Store
from domain.period import Frequency
from domain.period_calendar import Calendar
from domain.priority import Comparator, Target
from domain.subgroups import Subgroup, Subgroups
from tests.bot.files.example import changed
from tests.support import plans
from tests.support.plans import OWNER, PRINCIPAL, SEPTEMBER, STAFF

SAID = datetime(2017, 10, 9, 10, tzinfo=UTC)
HOSPITALS = Subgroups("hospitals", ("Northtown", "Eastvale", "Weston", "Southend"))
LINES = "Northtown: 81.2\nEastvale: 95.4\nWeston: 88\nSouthend:"
FIGURES = Typed(numerator="1745829", denominator="1946955", for_summary="more patients than planned")


@pytest.fixture
def asked(store: Store) -> RequestRow:
    """September asked of its owner, by hospital too if they have it."""
    row = plans.save_request(store)
    with store.write(SAID) as work:
        plans.allow(work)
        plan.save_indicator(work, IndicatorRow(plans.INDICATOR, "A1", OWNER, subgroups=HOSPITALS))
        march = SEPTEMBER.next(6)
        plan.add_target(work, "A1", Target(march, Decimal(95), Comparator.AT_LEAST), set_by=STAFF)
    return row


def answer(store: Store, row: RequestRow, typed: Typed, *, now: datetime = SAID) -> Recorded | Rejected:
    with store.write(now) as work:
        owner, receipt = people.need(work, OWNER), f"view:{typed}"
        kept = answering.answer(work, owner, row.id, typed, receipt=receipt, way="modal")
    assert isinstance(kept, Recorded | Rejected)
    return kept


def test_they_are_kept_with_who_gave_them_and_read_with_the_figure(store: Store, asked: RequestRow) -> None:
    kept = answer(store, asked, replace(FIGURES, subgroups=LINES))
    assert isinstance(kept, Recorded)
    told = kept.facts.subgroups
    assert told is not None
    assert (told.spread.on_target, told.spread.count, told.missing, told.hidden) == (1, 3, 1, 0)
    assert [one.name for one in told.spread.worst] == ["Northtown", "Weston", "Eastvale"]
    with store.read(SAID) as work:
        shown = portraits.request_facts(work, asked.id, people.need(work, OWNER))
        assert [one.name for one in shown.subgroup_figures] == ["Northtown", "Eastvale", "Weston"]


def test_a_figure_without_them_is_as_quick_as_ever(store: Store, asked: RequestRow) -> None:
    kept = answer(store, asked, replace(FIGURES, subgroups="Northtown:\nEastvale:\nWeston:\nSouthend:"))
    assert isinstance(kept, Recorded)
    assert kept.facts.subgroups is None


def test_a_slip_in_them_is_told_beside_their_box_and_nothing_is_kept(store: Store, asked: RequestRow) -> None:
    told = answer(store, asked, replace(FIGURES, subgroups="Northtown: 812"))
    assert isinstance(told, Rejected)
    assert list(told.errors) == ["subgroups"]
    with store.read(SAID) as work:
        assert plan.series(work, "A1") == {}


def test_a_corrected_figure_keeps_them_and_what_was_frozen_stays(store: Store, asked: RequestRow) -> None:
    answer(store, asked, replace(FIGURES, subgroups=LINES))
    answer(store, asked, replace(FIGURES, numerator="1745830", sure=True))
    later = SAID + timedelta(days=2)
    answer(store, asked, replace(FIGURES, subgroups=LINES.replace("81.2", "96")), now=later)
    with store.read(later) as work:
        row = plan.indicator(work, "A1")
        before, now = dividing.told(work, row, SEPTEMBER, as_of=SAID), dividing.told(work, row, SEPTEMBER)
    assert before is not None
    assert now is not None
    assert (before.spread.on_target, now.spread.on_target) == (1, 2)


def test_the_principal_and_the_thread_are_told_of_the_period_that_is_told_of(store: Store, asked: RequestRow) -> None:
    answer(store, asked, replace(FIGURES, subgroups=LINES))
    with store.read(SAID) as work:
        cycle = cycles.get(work, asked.cycle_id)
        brief = overviews.brief(work, cycle, people.need(work, PRINCIPAL))
        lines = summarising.facts(work, cycle, "A1")
        thread = summarising.questions(work, cycle, "A1", lines)
    assert brief.subgroups["A1"].spread.count == 3
    assert thread.subgroups == brief.subgroups["A1"]


def test_a_plan_names_them_and_may_have_their_past_figures() -> None:
    plain = "{period: Apr 2016, value: 90.04, numerator: 1681659, denominator: 1867781}"
    text = changed(
        (plain, f"{plain[:-1]}, subgroups: {{Northtown: 88.1, Eastvale: 91}}}}"),
        ("polarity: higher", "subgroups: {called: hospitals, names: [Northtown, Eastvale]}\n      polarity: higher"),
        ("polarity: higher", "together: {every: fiscal quarter}\n      polarity: higher"),
    )
    one = read_plan(text, "plan.yaml").priorities[0]
    assert one.together == Calendar.usual(Frequency.FISCAL_QUARTER)
    assert one.subgroups == Subgroups("hospitals", ("Northtown", "Eastvale"))
    [(period, figures)] = one.subgroup_figures
    assert (period.short, figures[0]) == ("Apr 2016", Subgroup("Northtown", Decimal("88.1")))


def test_the_quarter_that_a_figure_closes_is_told_with_it_from_the_sums_of_its_parts(
    store: Store, asked: RequestRow
) -> None:
    with store.write(SAID) as work:
        plans.allow(work)
        fiscal = Calendar.usual(Frequency.FISCAL_QUARTER)
        plan.save_indicator(work, IndicatorRow(plans.INDICATOR, "A1", OWNER, together=fiscal))
        for back, (top, whole) in {2: (90, 100), 1: (60, 80)}.items():
            share = Decimal(top * 100) / whole
            plan.add_observation(
                work,
                "A1",
                SEPTEMBER.next(-back),
                share,
                numerator=Decimal(top),
                denominator=Decimal(whole),
                submitted_by=STAFF,
            )
    kept = answer(store, asked, replace(FIGURES, numerator="42", denominator="60", sure=True))
    assert isinstance(kept, Recorded)
    told = kept.facts.together
    assert told is not None
    assert (told.period.short, told.value, told.final) == ("Q2 2017/18", Decimal(80), True)


def test_the_last_set_of_a_period_counts(store: Store, asked: RequestRow) -> None:
    with store.write(SAID) as work:
        plans.allow(work)
        for value in (80, 85):
            subgroups.add(work, "A1", SEPTEMBER, [Subgroup("Weston", Decimal(value))], submitted_by=STAFF)
        assert subgroups.of_period(work, "A1", SEPTEMBER) == (Subgroup("Weston", Decimal(85)),)
        assert subgroups.of_period(work, "A1", SEPTEMBER.next()) == ()
