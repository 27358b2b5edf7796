"""Checks on an answer, in their order (DOMAIN 5): each finding has a code, a severity and one sentence with the mend.

Here are the order and those that need no statistics; `checks_series` holds an answer against its series' own past.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from domain import checks_series
from domain.checks_finding import Finding as Finding
from domain.checks_finding import Severity as Severity
from domain.checks_series import Series
from domain.errors import Refused
from domain.exact import exact_if_given
from domain.number import PERCENT, written
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.status import Standing, Status

FAR_FROM_ONE: Final = Decimal(5)  # a percentage usually above this is not meant as a fraction


@dataclass(frozen=True)
class Submission:
    """An answer as numbers: `value`, or the two numbers it is made from, or all three; `unit` as typed behind it.

    Raises Refused for what is no number.
    """

    period: Period
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        exact_if_given("value", self.value)
        exact_if_given("numerator", self.numerator)
        exact_if_given("denominator", self.denominator)


def value_of(indicator: Indicator, submission: Submission) -> Decimal:
    """The value meant, rounded to the indicator's decimals; from the two numbers when only they are given.

    Raises Refused for a denominator of 0, and when there is no number at all.
    """
    if submission.value is not None:
        return indicator.as_printed(submission.value)
    if submission.numerator is None or submission.denominator is None:
        raise Refused("value", "There is no figure.", "Give a value, or a numerator and a denominator.")
    return indicator.as_printed(indicator.quotient(submission.numerator, submission.denominator))


def check(
    indicator: Indicator,
    asked: Period,
    submission: Submission,
    *,
    today: date,
    known: Observation | None = None,
    previous: Observation | None = None,
    standing: Standing | None = None,
    before: Status | None = None,
    series: Series | None = None,
) -> tuple[Finding, ...]:
    """What is to be said of an answer before it is kept.

    `known` is the value of this period, `previous` that of the last one known; `standing` is how the answer would
    stand, `before` the status of the period before; `series` holds every value known, of whatever period. After a
    refusal of the period or of the two numbers nothing more is looked at, and after one of the range no past values
    are. A value that is doubted already is not called a jump as well. Raises Refused when there is no number.
    """
    findings = [*_period(asked, submission, today), *_parts(indicator, submission)]
    if any(one.severity is Severity.REFUSE for one in findings):
        return tuple(findings)
    value = value_of(indicator, submission)
    usual = _usual(previous, standing)
    findings += _unit(indicator, submission)
    findings += _fraction(indicator, submission, usual)
    findings += _thousands(indicator, submission)
    findings += _nothing(indicator, value, usual)
    findings += _agreement(indicator, submission)
    findings += _range(indicator, submission, value)
    if not _doubted(findings, known, indicator, value):
        findings += _slips(indicator, submission, value, known, series or {})
    findings += _known(indicator, value, known)
    findings += _path(indicator, standing)
    if series and not any(one.severity is not Severity.NOTE for one in findings):
        findings += checks_series.surprise(indicator, checks_series.past(indicator, series, submission.period), value)
    if not submission.word.strip():
        findings += _word(indicator, submission.period, value, standing, before, series or {})
    return tuple(findings)


def _usual(previous: Observation | None, standing: Standing | None) -> Decimal | None:
    """What the value is expected to be near: the trajectory's word, else the last value."""
    if standing is not None and standing.expected is not None:
        return standing.expected
    return previous.value if previous else None


def _period(asked: Period, submission: Submission, today: date) -> Iterator[Finding]:
    given = submission.period
    if given.end >= today:
        which = f"Which period is it? {asked.short} is asked for."
        ends = (
            f"It ends on {given.end:%a} {given.end.day} {given.end:%b}: send it then, or reply with the day it comes."
        )
        sentence = f"{given.short} is not over yet. {ends if given == asked else which}"
        yield Finding("future period", "period", Severity.REFUSE, sentence)
    elif given != asked:
        sentence = f"{asked.short} is asked for, and this is for {given.short}. Is that meant?"
        yield Finding("other period", "period", Severity.CONFIRM, sentence)


def _parts(indicator: Indicator, submission: Submission) -> Iterator[Finding]:
    top, bottom = submission.numerator, submission.denominator
    if bottom is not None and bottom <= 0:
        name = (indicator.denominator or "the denominator").lower()
        sentence = f"{_capital(name)} cannot be {written(bottom, 0)}. Type how many there were."
        yield Finding("no denominator", "denominator", Severity.REFUSE, sentence)
    elif top is not None and bottom is not None and indicator.percent and top > bottom:
        sentence = (
            f"{written(top, 0)} of {written(bottom, 0)} is more than all of them. "
            "Are the two numbers exchanged? Type the part first, then the whole."
        )
        yield Finding("more than all", "numerator", Severity.REFUSE, sentence)


def _unit(indicator: Indicator, submission: Submission) -> Iterator[Finding]:
    """A "%" behind a figure that is none, or a count where a percentage is asked for."""
    typed, value = submission.unit.lower(), submission.value
    own = {PERCENT} if indicator.percent else {indicator.unit.lower(), (indicator.people_unit or "").lower()}
    if not typed or value is None or typed in {*own, *(one.removesuffix("s") for one in own)}:
        return
    given = "is a percentage" if typed == PERCENT else f"is counted in {submission.unit}"
    wanted = (
        "a percentage" if indicator.percent else f"counted in {indicator.unit}" if indicator.unit else "a plain count"
    )
    sentence = f"“{value:,f} {submission.unit}” {given}, and this figure is {wanted}. Is it {indicator.print(value)}?"
    yield Finding("unit", "value", Severity.CONFIRM, sentence)


def _fraction(indicator: Indicator, submission: Submission, usual: Decimal | None) -> Iterator[Finding]:
    """0.897 for 89.7: a share typed as a fraction, seen by what is usual. As typed; rounding would hide it."""
    typed = submission.value
    if typed is None or usual is None or not indicator.percent:
        return
    if 0 < abs(typed) < 1 and abs(usual) > FAR_FROM_ONE:
        sentence = (
            f"{typed:f} % looks like a fraction. Did you mean {(typed * 100).normalize():f} %? "
            f"About {indicator.print(usual)} is expected."
        )
        yield Finding("fraction", "value", Severity.CONFIRM, sentence)


def _thousands(indicator: Indicator, submission: Submission) -> Iterator[Finding]:
    """195.015 for 195,015: three decimals where the indicator has none. Rounding would hide it."""
    typed = submission.value
    if typed is None or indicator.decimals > 0 or typed.as_tuple().exponent != -3:
        return
    sentence = (
        f"{typed:f} has decimals, and this indicator has none. Did you mean {written(typed * 1000, 0)}? "
        f"As typed it is {indicator.print(typed)}."
    )
    yield Finding("thousands", "value", Severity.CONFIRM, sentence)


def _nothing(indicator: Indicator, value: Decimal, usual: Decimal | None) -> Iterator[Finding]:
    """Zero or no data? Ask, where zero is not what comes anyway (DOMAIN 8)."""
    if value == 0 and usual is not None and abs(usual) > 2 * indicator.tolerance:
        sentence = (
            f"{indicator.print(value)} means there were none. Is that so, or is there no figure yet? "
            f"About {indicator.print(usual)} is expected."
        )
        yield Finding("zero", "value", Severity.CONFIRM, sentence)


def _agreement(indicator: Indicator, submission: Submission) -> Iterator[Finding]:
    """Numerator and denominator must give the value, to half a unit of its last decimal."""
    value, top, bottom = submission.value, submission.numerator, submission.denominator
    if value is None or top is None or bottom is None:
        return
    made = indicator.quotient(top, bottom)
    if abs(made - value) > Decimal("0.5").scaleb(-indicator.decimals):
        sentence = (
            f"{written(top, 0)} of {written(bottom, 0)} is {indicator.print(made)}, not {indicator.print(value)}. "
            "Which one is right?"
        )
        yield Finding("disagreement", "value", Severity.CONFIRM, sentence)


def _range(indicator: Indicator, submission: Submission, value: Decimal) -> Iterator[Finding]:
    if indicator.possible(value):
        return
    field = "value" if submission.value is not None else "numerator"
    limits = range_words(indicator)
    sentence = f"{indicator.print(value)} is out of range. It must lie {limits}. Please check the digits."
    yield Finding("out of range", field, Severity.REFUSE, sentence)


def _doubted(findings: list[Finding], known: Observation | None, indicator: Indicator, value: Decimal) -> bool:
    """Whether the figure is questioned already, or is what is recorded: then its past has nothing to add."""
    same = known is not None and indicator.as_printed(known.value) == value
    return same or any(one.field != "period" for one in findings)


def _slips(
    indicator: Indicator, submission: Submission, value: Decimal, known: Observation | None, series: Series
) -> list[Finding]:
    """The figure of another period; else a jump."""
    past = checks_series.past(indicator, series, submission.period)
    top, bottom = submission.numerator, submission.denominator
    pair = (top, bottom) if top is not None and bottom is not None else None
    copied = list(checks_series.copied(indicator, past, series, value, pair))
    return copied or list(checks_series.jump(indicator, past, value, known, submission.value))


def range_words(indicator: Indicator) -> str:
    """Of the valid range, where there is one: "between 0 and 100", "at 0 or above"."""
    low, high = indicator.low, indicator.high
    if low is not None and high is not None:
        return f"between {low:,f} and {high:,f}"
    return f"at {low:,f} or above" if low is not None else f"at {high:,f} or below"


def _known(indicator: Indicator, value: Decimal, known: Observation | None) -> Iterator[Finding]:
    if known is None:
        return
    before = indicator.as_printed(known.value)
    if before == value:
        yield Finding("same", "value", Severity.NOTE, f"{indicator.print(value)} is what is recorded already.")
    else:
        sentence = f"This replaces {indicator.print(before)}; both are kept."
        yield Finding("revision", "value", Severity.NOTE, sentence)


def _path(indicator: Indicator, standing: Standing | None) -> Iterator[Finding]:
    if standing is None or standing.gap is None or standing.expected is None or standing.gap >= 0:
        return
    expected = indicator.print(standing.expected)
    sentence = f"This is {standing.status}: {indicator.points(standing.gap)} from the {expected} expected."
    yield Finding("behind", "value", Severity.NOTE, sentence)


def _word(
    indicator: Indicator,
    period: Period,
    value: Decimal,
    standing: Standing | None,
    before: Status | None,
    series: Series,
) -> Iterator[Finding]:
    cause = standing.word_because(before) if standing is not None else None
    if cause is None and checks_series.is_signal(indicator, checks_series.past(indicator, series, period), value):
        cause = "a signal, not noise"
    if cause is not None:
        sentence = f"This figure is {cause}. One sentence helps: what changed, and why?"
        yield Finding("word wanted", "for_summary", Severity.NOTE, sentence)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
