"""How an answer reads: its standing against the trajectory, signal or noise, the pace, and its chart."""

from dataclasses import replace
from decimal import Decimal

from bot.facts.records import AnswerRow, CycleRow, IndicatorRow, RequestRow
from bot.facts.requests import ReadingFacts
from bot.ports import ChartSpec
from bot.routines import Work, agreements, calendars, charting, dividing, forecasting, outlooks
from bot.routines.outlooks import comparable as comparable
from bot.routines.outlooks import final_target as final_target
from bot.store import assessments, cycles, plan, requests
from domain import checks, measure
from domain.checks import Submission
from domain.definition import DefinitionBreak
from domain.errors import Refused
from domain.judgement import Judged
from domain.pace import pace
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.reading import SignalReading, read_latest
from domain.status import Standing, Status, standing

TOLD_FOR = 2  # years that a break in a series is told of
Series = dict[Period, Observation]


def latest(work: Work, request_id: int) -> ReadingFacts:
    """The reading of the last answer to a request, in words: for whoever waits for it."""
    given = requests.latest_answer(work, request_id)
    assert given is not None, "a receipt was kept, so an answer was"
    return of_answer(work, given.id, charted=False)


def of_answer(work: Work, answer_id: int, *, charted: bool = True) -> ReadingFacts:
    """Everything the reading of one answer says, from what is known now; with its chart where that is shown too."""
    given = requests.answer(work, answer_id)
    row = requests.get(work, given.request_id)
    indicator = plan.indicator(work, row.indicator_key)
    series = plan.series(work, indicator.indicator.key)
    observation = series[row.period]
    known = {period: value for period, value in series.items() if period <= row.period}
    stands = stand(work, indicator.indicator, observation)
    facts = _facts(work, given, row, indicator, known, stands)
    return replace(facts, chart=_chart(work, row, indicator.indicator, known)) if charted else facts


def _chart(work: Work, row: RequestRow, indicator: Indicator, known: Series) -> ChartSpec | None:
    """Without what past figures alone say, where the owner has not said their own word."""
    spec = charting.spec(work, indicator, known)
    return spec if spec is None or forecasting.may_see(work, row) else replace(spec, band=())


def _facts(
    work: Work, given: AnswerRow, row: RequestRow, indicator: IndicatorRow, known: Series, stands: Standing
) -> ReadingFacts:
    one, observation, cycle = indicator.indicator, known[row.period], cycles.get(work, row.cycle_id)
    target = final_target(work, one.key)
    newest = requests.latest_answer(work, row.id) or given
    worded = bool(newest.for_summary or newest.for_unit)
    seen = forecasting.may_see(work, row)
    owner = assessments.latest(work, indicator.priority_key, assessments.OWNER, cycle_id=row.cycle_id)
    apart = Judged(stands.status, owner=owner.likelihood).question if owner else ""
    because = stands.word_because(status_before(work, one, known, row.period))
    found = signal(work, one, known)
    asks = because is not None or bool(apart) or (found is not None and found.needs_word)
    outlook = outlooks.told(work, one, known, target, row.cycle_id)
    return ReadingFacts(
        request_id=row.id,
        answer_id=given.id,
        priority_key=indicator.priority_key,
        title=plan.priority(work, indicator.priority_key).title,
        indicator=one,
        observation=observation,
        standing=stands,
        late=given.late,
        dates=calendars.dates(work, cycle),
        frozen=_after_the_freeze(work, row, cycle),
        signal=found,
        pace=pace(one, tuple(known.values()), target, indicator.definitions) if target else None,
        target=target,
        corrected=plan.superseded(work, one.key, row.period),
        has_words=worded,
        wants_word=not worded and asks,
        apart="" if worded else apart,
        outlook=outlook if seen else None,
        outlook_waits=outlook is not None and not seen,
        record=forecasting.record_of(work, given.given_by),
        said=forecasting.said_facts(work, row, owner.likelihood if owner else None),
        earlier=agreements.earlier(work, one, observation),
        subgroups=dividing.told(work, indicator, row.period),
        together=together(work, indicator, known),
        broken=broken(work, one, row.period),
    )


def _after_the_freeze(work: Work, row: RequestRow, cycle: CycleRow) -> bool:
    """Whether the figure came too late for the stocktake, whenever its reading is shown."""
    stands = plan.latest_observation(work, row.indicator_key, row.period)
    return cycle.frozen_at is not None and stands is not None and stands.submitted_at > cycle.frozen_at


def broken(work: Work, indicator: Indicator, period: Period) -> DefinitionBreak | None:
    """The last break in the series up to a period, while it is not long ago."""
    breaks = plan.indicator(work, indicator.key).definitions.breaks
    long_ago = TOLD_FOR * indicator.calendar.frequency.per_year
    recent = [one for one in breaks if 0 <= one.first.distance(period) < long_ago]
    return recent[-1] if recent else None


def stand(work: Work, indicator: Indicator, observation: Observation) -> Standing:
    """The status of one observation against the trajectory agreed now; none across a break in the definition."""
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


def signal(work: Work, indicator: Indicator, known: Series) -> SignalReading | None:
    """Signal or noise, from an unbroken run of periods counted in one way; a missing one is a gap."""
    known = outlooks.comparable(work, indicator, known)
    if not known:
        return None
    target = final_target(work, indicator.key)
    return read_latest(
        run(known, min(known), max(known)),
        polarity=indicator.polarity,
        frequency=indicator.frequency,
        bounds=indicator.bounds,
        measure=indicator.measure,
        target=target.value if target else None,
    )


def together(work: Work, row: IndicatorRow, known: Series) -> Observation | None:
    """The figure of the longer period that the latest one closes, of figures that are counted in one way."""
    same = outlooks.comparable(work, row.indicator, known)
    return measure.together(row.indicator, same, max(same), row.together) if row.together and same else None


def run(known: Series, first: Period, last: Period) -> list[Decimal | None]:
    """The values from one period to another, oldest first, with None for each that is missing."""
    periods = [first.next(step) for step in range(first.distance(last) + 1)]
    return [known[period].value if period in known else None for period in periods]


def missing(work: Work, indicator: Indicator, series: Series, asked: Period) -> int:
    """How many periods, up to and with the one asked for, have no value since the last that has one."""
    known = [period for period in series if period <= asked]
    return max(known).distance(asked) if known else 1


def unrated(status: Status) -> bool:
    return status in (Status.NO_DATA, Status.STALE, Status.UNRATED)
