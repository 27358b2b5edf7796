"""Checks against a series' own past: few slips get through, and few true values are asked about."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from benchmarks.readings.checks import measure
from benchmarks.readings.published import published
from domain.checks import Finding, Severity, Submission, check
from domain.period import Period
from domain.priority import Indicator, Observation
from tests.domain.builders import indicator, period

LAST = "Sep 2017"
CALM = ("89.10", "90.02", "89.53", "90.71", "90.04", "89.25", "89.92", "90.61", "90.30")


def series(values: Sequence[str | None], last: str = LAST) -> dict[Period, Observation]:
    """Values of consecutive months, the last of August 2017; None where one is missing."""
    before = period(last)
    found = {}
    for back, value in enumerate(reversed(values), 1):
        when = before.next(-back)
        if value is not None:
            found[when] = Observation(when, Decimal(value))
    return found


def asked(
    value: str, values: Sequence[str | None] = CALM, one: Indicator | None = None, known: str | None = None
) -> list[Finding]:
    """What is to be confirmed of September's value after `values`."""
    when = period(LAST)
    findings = check(
        one or indicator(),
        when,
        Submission(when, Decimal(value)),
        today=when.next().end,
        known=None if known is None else Observation(when, Decimal(known)),
        series=series(values),
    )
    return [finding for finding in findings if finding.severity is Severity.CONFIRM]


def test_of_published_figures_few_are_asked_about_and_few_planted_slips_are_not() -> None:
    result = measure(published(), every=12)
    assert result.true.all == 2610
    assert result.challenged <= 0.02, "true values challenged"
    assert all(one.found / one.all <= 0.02 for one in result.by_indicator.values()), "of every indicator"
    assert result.large_found >= 0.95, "of slips that move the value by more than five usual moves"
    assert result.disagreeing_found == 1, "of values that disagree with the two numbers beside them"
    assert sum(one.large for one in result.alone.values()) > 800
    assert sum(one.all for one in result.beside.values()) > 400
    assert {(kind, one.found == one.all) for kind, one in result.whole.items()} == {
        ("last value copied", True),
        ("two months too early", True),
        ("a year too early", True),
    }, "another month's three numbers"


def test_a_jump_is_told_with_the_last_value_the_usual_move_and_what_may_have_been_meant() -> None:
    [finding] = asked("81.10")
    assert finding.code == "jump"
    assert finding.sentence == (
        "81.10 % is 9.20 points from the 90.30 % of Aug 2017; 0.68 points is a usual move. Is it right?"
    )
    [finding] = asked("98.76")
    assert finding.sentence.endswith("Did you mean 89.76 %?")
    [finding] = asked("9.03")
    assert finding.sentence.endswith("Did you mean 90.30 %?")
    [finding] = asked("8.967")
    assert finding.sentence.endswith("Did you mean 89.67 %?"), "from the digits typed, not from 8.97"


def test_what_is_a_jump_for_a_calm_series_is_a_usual_month_for_a_restless_one() -> None:
    restless = ("80", "91", "84", "95", "83", "90", "79", "92", "88")
    assert [one.code for one in asked("80.11")] == ["jump"]
    assert asked("80.11", restless) == []


def test_a_value_near_what_is_recorded_for_the_same_period_is_a_revision_and_no_jump() -> None:
    assert asked("60.5", known="60.2") == []
    assert [one.code for one in asked("60.5", known="90.2")] == ["jump"]


def test_before_there_is_a_usual_move_only_another_order_of_magnitude_is_asked_about() -> None:
    patients = indicator(unit="patients", decimals=0, low=Decimal(0), high=None)
    few = ("195015", "201118")
    assert asked("217417", few, patients) == asked("280000", few, patients) == []
    [finding] = asked("2174170", few, patients)
    assert finding.sentence == (
        "2,174,170 patients is 1,973,052 patients from the 201,118 patients of Aug 2017. Did you mean 217,417 patients?"
    )
    assert asked("2174170", (), patients) == []
    assert asked("5", ("0", "0"), patients) == [], "nothing has no order of magnitude"


def test_a_series_that_never_moved_may_move_by_a_few_of_its_last_digits() -> None:
    still = ["50.0"] * 9
    assert asked("50.1", still, indicator(decimals=1)) == []
    assert [one.code for one in asked("52.0", still, indicator(decimals=1))] == ["jump"]


def test_months_without_a_value_leave_room_for_a_longer_move() -> None:
    assert [one.code for one in asked("94.6")] == ["jump"]
    assert asked("94.6", [*CALM, None, None, None]) == []


@pytest.mark.parametrize(("value", "month"), [("90.30", "Aug 2017"), ("90.02", "Sep 2016")])
def test_the_very_value_of_last_month_or_last_year_is_asked_about(value: str, month: str) -> None:
    year = ("88.70", "90.02", *("89.53", "90.71", "90.04", "89.25", "89.92") * 2, "90.30")
    [finding] = asked(value, year)
    assert finding.code == "copied"
    assert finding.sentence == f"{value} % is exactly what was sent for {month}. Is it the figure of Sep 2017?"


def test_where_values_are_coarse_the_same_again_is_no_wonder() -> None:
    assert asked("71", ("65", "71", "75", "75", "75", "73", "72", "71"), indicator(decimals=0)) == []


def test_where_values_come_in_hundreds_or_came_twice_before_the_same_again_is_no_wonder() -> None:
    patients = indicator(unit="patients", decimals=0, high=None)
    fine = ("5131", "5262", "5203", "4954", "5155", "5346", "5607", "5558", "5909")
    assert [one.code for one in asked("5909", fine, patients)] == ["copied"]
    assert asked("5900", [f"{value[:2]}00" for value in fine], patients) == []
    assert asked("5909", (*fine[:4], "4954", *fine[5:]), patients) == []


def test_two_numbers_that_were_sent_before_are_asked_about_whichever_period_they_were_of() -> None:
    one, when = indicator(), period(LAST)
    earlier = {
        when.next(-back): Observation(when.next(-back), Decimal(90), Decimal(900 + back), Decimal(1000 + back))
        for back in range(1, 6)
    }
    submission = Submission(when, None, Decimal(904), Decimal(1004))
    [finding] = check(one, when, submission, today=when.next().end, series=earlier)
    assert finding.sentence == "Both numbers are exactly what was sent for May 2017. Is it the figure of Sep 2017?"


def test_the_same_as_ever_is_no_surprise() -> None:
    when, whole = period(LAST), [str(value) for value in range(1, 100)]
    for value in whole:
        same = Submission(when, Decimal(value))
        assert check(indicator(), when, same, today=when.next().end, series=series([value] * 8)) == ()


def test_outside_the_interval_is_a_note_where_nothing_is_asked() -> None:
    when = period(LAST)
    findings = check(
        indicator(),
        when,
        Submission(when, Decimal("92.9")),
        today=when.next().end,
        series=series(CALM),
    )
    [finding, word] = findings
    assert word.sentence == "This figure is a signal, not noise. One sentence helps: what changed, and why?"
    assert (finding.code, finding.severity) == ("surprise", Severity.NOTE)
    assert finding.sentence.startswith("Past figures suggest 88.")
