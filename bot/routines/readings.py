"""How an answer reads: its standing against the trajectory, signal or noise, the pace, and its chart."""

from dataclasses import replace
from decimal import Decimal

from bot.facts.records import AnswerRow, IndicatorRow, RequestRow
from bot.facts.requests import ReadingFacts
from bot.routines import Work, calendars, charting
from bot.store import cycles, plan, requests
from domain import checks
from domain.checks import Submission
from domain.errors import Refused
from domain.pace import pace
from domain.period import Period
from domain.priority import Indicator, Observation, Target
from domain.reading import SignalReading, read_latest
from domain.status import Standing, Status, standing

Series = dict[Period, Observation]


def latest(work: Work, request_id: int) -> ReadingFacts:
    """The reading of the last answer to a request."""
    given = requests.latest_answer(work, request_id)
    assert given is not None, "a receipt was kept, so an answer was"
    return of_answer(work, given.id)


def of_answer(work: Work, answer_id: int) -> ReadingFacts:
    """Everything the reading of one answer says, from what is known now."""
    given = requests.answer(work, answer_id)
    row = requests.get(work, given.request_id)
    indicator = plan.indicator(work, row.indicator_key)
    series = plan.series(work, indicator.indicator.key)
    observation = series[row.period]
    known = {period: value for period, value in series.items() if period <= row.period}
    stands = stand(work, indicator.indicator, observation)
    return _facts(work, given, row, indicator, known, stands)


def _facts(
    work: Work, given: AnswerRow, row: RequestRow, indicator: IndicatorRow, known: Series, stands: Standing
) -> ReadingFacts:
    one, observation, cycle = indicator.indicator, known[row.period], cycles.get(work, row.cycle_id)
    target = final_target(work, one.key)
    newest = requests.latest_answer(work, row.id) or given
    worded = bool(newest.for_summary or newest.for_unit)
    return ReadingFacts(
        request_id=row.id,
        priority_key=indicator.priority_key,
        title=plan.priority(work, indicator.priority_key).title,
        indicator=one,
        observation=observation,
        standing=stands,
        late=given.late,
        dates=calendars.dates(work, cycle),
        frozen=calendars.frozen(cycle),
        signal=signal(one, comparable(work, one, known)),
        pace=pace(one, tuple(known.values()), target, indicator.definitions) if target else None,
        target=target,
        corrected=plan.superseded(work, one.key, row.period),
        has_words=worded,
        wants_word=not worded and stands.word_because(status_before(work, one, known, row.period)) is not None,
        chart=charting.spec(work, one, known),
    )


def stand(work: Work, indicator: Indicator, observation: Observation) -> Standing:
    """The status of one observation against the trajectory agreed now; none where it is counted in another way."""
    if not plan.indicator(work, indicator.key).definitions.same(indicator.baseline_period, observation.period):
        return replace(standing(indicator, None, (), observation), below_baseline=False)
    return standing(indicator, plan.trajectory(work, indicator.key), plan.targets(work, indicator.key), observation)


def standing_of(work: Work, indicator: Indicator, submission: Submission) -> Standing | None:
    """How a submission would stand; None while it has no usable number."""
    try:
        value = checks.value_of(indicator, submission)
    except Refused:
        return None
    return stand(
        work,
        indicator,
        Observation(submission.period, value, submission.numerator, submission.denominator),
    )


def status_before(work: Work, indicator: Indicator, known: Series, period: Period) -> Status | None:
    """The status of the last known period before this one."""
    earlier = [one for one in known if one < period]
    return stand(work, indicator, known[max(earlier)]).status if earlier else None


def comparable(work: Work, indicator: Indicator, known: Series) -> Series:
    """The values that are counted as the latest is."""
    definitions = plan.indicator(work, indicator.key).definitions
    return {period: one for period, one in known.items() if definitions.same(period, max(known))}


def signal(indicator: Indicator, known: Series) -> SignalReading | None:
    """Signal or noise, from an unbroken run of periods; a missing one is a gap."""
    if not known:
        return None
    bounds = None
    if indicator.low is not None and indicator.high is not None:
        bounds = (float(indicator.low), float(indicator.high))
    return read_latest(
        run(known, min(known), max(known)),
        polarity=indicator.polarity,
        frequency=indicator.frequency,
        bounds=bounds,
        measure=indicator.measure,
    )


def run(known: Series, first: Period, last: Period) -> list[Decimal | None]:
    """The values from one period to another, oldest first, with None for each that is missing."""
    periods = [first.next(step) for step in range(first.distance(last) + 1)]
    return [known[period].value if period in known else None for period in periods]


def final_target(work: Work, indicator_key: str) -> Target | None:
    """The target that is not an interim one; the latest when several are set."""
    final = [target for target in plan.targets(work, indicator_key) if not target.interim]
    return max(final, key=lambda target: target.period, default=None)


def missing(work: Work, indicator: Indicator, series: Series, asked: Period) -> int:
    """How many periods, up to and with the one asked for, have no value since the last that has one."""
    known = [period for period in series if period <= asked]
    return max(known).distance(asked) if known else 1


def unrated(status: Status) -> bool:
    return status in (Status.NO_DATA, Status.STALE, Status.UNRATED)
