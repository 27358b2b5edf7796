"""Checks on an answer: what is refused, what is asked about, what is only told, and in which order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.checks import Finding, Severity, Submission, check, value_of
from domain.errors import Refused
from domain.priority import Indicator, Observation
from domain.status import Standing, Status, standing
from domain.trajectory import Point, Shape, Trajectory
from tests.domain.builders import indicator, observed, period, target, waits

SEPTEMBER = period("Sep 2017")
TODAY = date(2017, 10, 10)
AUGUST = observed("Aug 2017", "90.30")


def submitted(
    value: str | None, numerator: int | None = None, denominator: int | None = None, word: str = ""
) -> Submission:
    return Submission(
        SEPTEMBER,
        None if value is None else Decimal(value),
        None if numerator is None else Decimal(numerator),
        None if denominator is None else Decimal(denominator),
        word,
    )


def found(submission: Submission, one: Indicator | None = None, **known: Any) -> tuple[Finding, ...]:
    return check(one or indicator(), SEPTEMBER, submission, today=TODAY, **known)


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str, Severity]]:
    return [(one.code, one.field, one.severity) for one in findings]


def stands(value: str, expected: int = 90) -> Standing:
    path = Trajectory(Shape.STEPPED, (Point(SEPTEMBER, Decimal(expected)),))
    return standing(indicator(), path, [target("Mar 2018", 95)], Observation(SEPTEMBER, Decimal(value)))


def test_a_usual_answer_passes_without_a_word() -> None:
    assert found(submitted("90.00"), previous=AUGUST, standing=stands("90.00")) == ()


def test_a_period_that_ends_today_is_not_over_yet() -> None:
    for today, refused in ((date(2017, 9, 30), True), (date(2017, 10, 1), False)):
        findings = check(indicator(), SEPTEMBER, submitted("90"), today=today)
        assert [one.code for one in findings] == (["future period"] if refused else [])


def test_another_period_than_the_one_asked_for_is_confirmed() -> None:
    [finding] = check(indicator(), SEPTEMBER, Submission(period("Aug 2017"), Decimal(90)), today=TODAY)
    assert (finding.code, finding.severity) == ("other period", Severity.CONFIRM)
    assert finding.sentence == "Sep 2017 is asked for, and this is for Aug 2017. Is that meant?"


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_fraction_typed_for_a_percentage_is_questioned_as_it_was_typed(decimals: int) -> None:
    findings = found(submitted("0.897"), indicator(decimals=decimals, low=None), previous=AUGUST)
    [finding] = [one for one in findings if one.code == "fraction"]
    assert finding.severity is Severity.CONFIRM
    assert finding.sentence.startswith("0.897 % looks like a fraction. Did you mean 89.7 %? About 90")


def test_a_small_value_is_no_fraction_where_small_values_are_usual_or_nothing_is_known() -> None:
    small = observed("Aug 2017", "0.95")
    assert found(submitted("0.897"), previous=small) == ()
    assert found(submitted("0.897")) == ()
    assert found(submitted("0.897"), indicator(unit="days"), previous=AUGUST) == ()
    assert found(submitted("1"), previous=AUGUST) == ()


def test_zero_is_asked_about_where_it_is_not_usual() -> None:
    assert codes(found(submitted("0"), previous=AUGUST)) == [("zero", "value", Severity.CONFIRM)]
    assert found(submitted("0"), previous=observed("Aug 2017", "3.08")) == (), "two tolerances away"
    assert found(submitted("0")) == ()


def test_the_part_and_the_whole_must_make_the_value_to_half_a_digit() -> None:
    one = indicator(decimals=1)
    assert found(submitted("12.5", 1249, 10_000), one) == ()
    assert found(submitted("12.5", 1255, 10_000), one) == (), "exactly half a digit away"
    [finding] = found(submitted("12.5", 12_551, 100_000), one)
    assert (finding.code, finding.severity) == ("disagreement", Severity.CONFIRM)
    assert finding.sentence == "12,551 of 100,000 is 12.6 %, not 12.5 %. Which one is right?"


def test_a_part_that_is_more_than_the_whole_is_refused_for_a_share_only() -> None:
    assert codes(found(submitted(None, 17289, 13513))) == [("more than all", "numerator", Severity.REFUSE)]
    assert found(submitted(None, 17289, 13513), indicator(unit="days")) == ()
    assert found(submitted(None, 17289, 17289)) == (), "all of them"


def test_a_whole_of_nothing_is_refused_and_nothing_more_is_looked_at() -> None:
    [finding] = found(submitted(None, 5, 0))
    assert (finding.code, finding.field, finding.severity) == ("no denominator", "denominator", Severity.REFUSE)
    assert finding.sentence == "All attendances cannot be 0. Type how many there were."


@pytest.mark.parametrize(
    ("low", "high", "value", "limits"),
    [(0, 100, "100.01", "between 0 and 100"), (0, None, "-1", "at 0 or above"), (None, 100, "101", "at 100 or below")],
)
def test_a_value_out_of_range_is_refused_with_the_range(
    low: int | None, high: int | None, value: str, limits: str
) -> None:
    one = indicator(low=None if low is None else Decimal(low), high=None if high is None else Decimal(high))
    [finding] = found(submitted(value), one)
    assert (finding.code, finding.field, finding.severity) == ("out of range", "value", Severity.REFUSE)
    assert f"It must lie {limits}." in finding.sentence


def test_the_ends_of_the_range_are_in_it_and_without_a_range_everything_is() -> None:
    assert found(submitted("100")) == found(submitted("0")) == ()
    assert found(submitted("101"), indicator(low=None, high=None)) == ()


def test_a_second_value_replaces_the_first_and_both_are_kept() -> None:
    known = observed("Sep 2017", "89.76")
    [finding] = found(submitted("89.67"), known=known)
    assert (finding.code, finding.severity) == ("revision", Severity.NOTE)
    assert finding.sentence == "This replaces 89.76 %; both are kept."
    assert codes(found(submitted("89.760"), known=known)) == [("same", "value", Severity.NOTE)]


def test_a_value_behind_the_path_is_told_how_far() -> None:
    [finding] = found(submitted("89.67"), standing=stands("89.67"))
    assert (finding.code, finding.severity) == ("behind", Severity.NOTE)
    assert finding.sentence == "This is slightly behind: 0.33 points from the 90.00 % expected."


def test_one_sentence_is_asked_for_unless_it_is_there() -> None:
    far = stands("80")
    [_, finding] = found(submitted("80"), standing=far)
    assert (finding.code, finding.field, finding.severity) == ("word wanted", "for_summary", Severity.NOTE)
    assert finding.sentence == "This figure is far behind the trajectory. One sentence helps: what changed, and why?"
    assert [one.code for one in found(submitted("80", word="strike"), standing=far)] == ["behind"]


def test_one_sentence_is_asked_for_the_second_time_behind() -> None:
    first = found(submitted("88"), standing=stands("88"), before=Status.SLIGHTLY_BEHIND)
    again = found(submitted("88"), standing=stands("88"), before=Status.BEHIND)
    assert [[one.code for one in findings] for findings in (first, again)] == [["behind"], ["behind", "word wanted"]]


def test_one_sentence_is_asked_for_a_signal_whichever_way_it_goes() -> None:
    past = {one.period: one for one in waits()}
    codes_of = {value: [one.code for one in found(submitted(value), series=past)] for value in ("80", "99.5", "89.67")}
    assert [value for value, codes in codes_of.items() if "word wanted" in codes] == ["80", "99.5"]


def test_findings_come_in_the_order_of_the_rule() -> None:
    known = observed("Aug 2017", "55")
    submission = Submission(period("Aug 2017"), Decimal("0.897"), Decimal(1), Decimal(2))
    findings = check(
        indicator(low=Decimal(50)), SEPTEMBER, submission, today=TODAY, known=known, standing=stands("0.9")
    )
    assert [one.code for one in findings] == [
        "other period",
        "fraction",
        "disagreement",
        "out of range",
        "revision",
        "behind",
        "word wanted",
    ]


def test_the_value_meant_is_the_one_typed_or_the_one_the_two_numbers_make() -> None:
    assert value_of(indicator(), submitted("89.665")) == Decimal("89.67")
    assert value_of(indicator(), submitted(None, 1, 3)) == Decimal("33.33")
    assert value_of(indicator(unit="days"), submitted(None, 10, 3)) == Decimal("3.33")
    with pytest.raises(Refused, match="There is no figure"):
        value_of(indicator(), submitted(None, 1))
    with pytest.raises(Refused, match="part of 0"):
        value_of(indicator(), submitted(None, 1, 0))


def test_three_decimals_where_there_are_none_are_asked_about() -> None:
    patients = indicator(decimals=0, unit="patients", low=None, high=None, numerator=None, denominator=None)
    asked = found(submitted("195.015"), patients)
    assert codes(asked) == [("thousands", "value", Severity.CONFIRM)]
    assert asked[0].sentence.startswith("195.015 has decimals, and this indicator has none. Did you mean 195,015?")
    assert not found(submitted("195015"), patients)


@pytest.mark.parametrize(
    ("value", "unit", "own", "sentence"),
    [
        ("4.2", "%", "applications", "“4.2 %” is a percentage, and this figure is counted in applications."),
        ("4.2", "%", "", "“4.2 %” is a percentage, and this figure is a plain count."),
        ("1234", "patients", "%", "“1,234 patients” is counted in patients, and this figure is a percentage."),
        ("12", "weeks", "days", "“12 weeks” is counted in weeks, and this figure is counted in days."),
    ],
)
def test_another_unit_than_the_figures_is_asked_about(value: str, unit: str, own: str, sentence: str) -> None:
    one = indicator(unit=own, high=None)
    submission = Submission(SEPTEMBER, Decimal(value), unit=unit)
    [finding] = check(one, SEPTEMBER, submission, today=TODAY)
    assert (finding.code, finding.field, finding.severity) == ("unit", "value", Severity.CONFIRM)
    assert finding.sentence == f"{sentence} Is it {one.print(Decimal(value))}?"


@pytest.mark.parametrize(
    ("unit", "own"), [("", "%"), ("%", "%"), ("", "days"), ("days", "days"), ("day", "days"), ("Patient", "beds")]
)
def test_the_figures_own_unit_and_none_at_all_are_taken(unit: str, own: str) -> None:
    submission = Submission(SEPTEMBER, Decimal(12), unit=unit)
    assert check(indicator(unit=own), SEPTEMBER, submission, today=TODAY) == ()
