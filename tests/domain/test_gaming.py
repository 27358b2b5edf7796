"""Patterns around a target: questions for staff, and few of them without a cause."""

from decimal import Decimal

import pytest

from benchmarks.readings.published import published
from domain.gaming import Pattern, patterns
from domain.period import Period
from domain.priority import Indicator, Observation, Polarity, Target
from tests.domain.builders import indicator, period, target

SEPTEMBER = "Sep 2017"
CALM = ("89.10", "90.02", "89.53", "90.71", "90.04", "89.25", "89.92", "90.61", "90.30")


def found(latest: str, *goals: Target, before: tuple[str, ...] = CALM, one: Indicator | None = None) -> list[Pattern]:
    last = period(SEPTEMBER)
    series: dict[Period, Observation] = {}
    for back, value in enumerate(reversed((*before, latest))):
        series[last.next(-back)] = Observation(last.next(-back), Decimal(value))
    return list(patterns(one or indicator(), series, last, goals))


def test_a_hairs_breadth_past_the_target_is_asked_about_and_a_usual_margin_is_not() -> None:
    goal = target(SEPTEMBER, "90.5")
    [pattern] = found("90.53", goal)
    assert pattern.code == "just past"
    assert pattern.question == (
        "90.53 % is 0.03 points past the target; 0.68 points is a usual move. "
        "Is there anything to know about the cases nearest to the line?"
    )
    [exact] = found("90.50", goal)
    assert exact.question.startswith("90.50 % is exactly on the target;")
    assert found("90.60", goal) == []
    assert found("90.47", goal) == [], "just short of it"
    assert found("90.53", target("Oct 2017", "90.5")) == [], "another month's target"


def test_a_jump_for_the_better_in_the_targets_month_is_asked_about() -> None:
    goal = target(SEPTEMBER, "93")
    [pattern] = found("95.21", goal)
    assert pattern.code == "target month"
    assert pattern.question == (
        "Sep 2017, the target's own month, is 4.91 points better than the value before; 0.68 points is usual. "
        "What was done differently, and does it last?"
    )
    assert found("95.21") == [], "in any other month it was asked about when it came"
    assert found("85.01", goal) == []
    lower = indicator(polarity=Polarity.LOWER)
    assert [one.code for one in found("85.01", target(SEPTEMBER, "88", "<="), one=lower)] == ["target month"]


def test_values_heaped_on_round_numbers_are_asked_about() -> None:
    heaped = ("89.10", "90.05", "89.50", "90.70", "90.00", "89.25", "89.90", "90.60", "90.30")
    [pattern] = found("91.20", before=heaped)
    assert pattern.code == "round numbers"
    assert pattern.question == (
        "10 of 10 values end in 0 or 5, where about 2 would by chance. Are they counted, or estimated?"
    )
    assert found("91.20", before=heaped[:6]) == [], "too few to tell"


def test_without_a_value_there_is_nothing_to_ask() -> None:
    assert patterns(indicator(), {}, period(SEPTEMBER)) == ()


def test_no_question_accuses() -> None:
    words = [
        one.question for one in (*found("90.53", target(SEPTEMBER, "90.5")), *found("95.21", target(SEPTEMBER, "93")))
    ]
    assert all(one.endswith("?") for one in words)
    assert not any(word in one.lower() for one in words for word in ("gam", "cheat", "manipulat", "fiddl", "suspicio"))


@pytest.mark.parametrize("fewest", [8, 36])
def test_of_published_series_hardly_any_is_heaped(fewest: int) -> None:
    series = published()
    asked = [one for one in series if patterns(one.indicator, one.until(fewest), one.observations[fewest - 1].period)]
    assert len(series) == 87
    assert len(asked) <= 1
