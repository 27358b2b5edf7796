"""Stated forecasts: taken before ours is shown, kept with who and when, scored when what they are about is known.

A target of a year resolves too rarely to learn from, so the next period's value is what is scored every cycle. Scores
are shown to the person, and to staff all together; nobody is ranked (READINGS 3).
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.facts.outlooks import RecordFacts, SaidFacts
from bot.facts.records import ForecastRow, RequestRow
from bot.routines import Work, milestone_chances, outlooks, people, planning
from bot.store import assessments, forecasts, plan
from domain import judgement
from domain.assessment import Likelihood
from domain.checks import range_words
from domain.errors import Refused
from domain.forecast import (
    About,
    Resolved,
    chance_of,
    model_score,
    nearer,
    pooled,
    pooled_nearer,
    score,
)
from domain.number import Unclear, read_number, split_unit
from domain.people import Person
from domain.period import Period
from domain.priority import Indicator, Target
from domain.rights import BOT, Act, Subject


@dataclass(frozen=True)
class Said:
    """What somebody expects, read: the chance of the target, 0 to 1, the next period's value, a milestone's date."""

    chance: float | None = None
    value: Decimal | None = None
    kept: float | None = None  # the chance that their next milestone keeps its date


NOTHING = Said()


def read(actor: Person, indicator: Indicator, chance: str, value: str, kept: str = "") -> Said | dict[str, str]:
    """All as typed, by the person's own way of writing numbers; or the sentence beside each box to mend."""
    errors: dict[str, str] = {}
    chances: dict[str, float | None] = {}
    number = None
    for box, text in (("chance", chance), ("milestone_chance", kept)):
        try:
            chances[box] = read_chance(actor, text)
        except (Refused, Unclear) as problem:
            errors[box] = str(problem)
    try:
        number = _read_value(actor, indicator, value)
    except (Refused, Unclear) as problem:
        errors["next_value"] = str(problem)
    return errors or Said(chances["chance"], number, chances["milestone_chance"])


def read_chance(actor: Person, text: str) -> float | None:
    """A percentage as typed, as a chance of 0 to 1; None for nothing. Raises Refused and Unclear."""
    try:
        percent = _read(actor, text)
    except Refused as problem:
        raise Refused("chance", problem.problem, "Type a number like 70.") from problem
    return None if percent is None else chance_of(percent)


def _read_value(actor: Person, indicator: Indicator, text: str) -> Decimal | None:
    """Raises Refused, also for a value that the indicator cannot have, and Unclear."""
    value = _read(actor, text)
    if value is not None and not indicator.possible(value):
        problem = f"{indicator.print(value)} is out of range."
        raise Refused("next_value", problem, f"It must lie {range_words(indicator)}.")
    return value


def _read(actor: Person, text: str) -> Decimal | None:
    return read_number(split_unit(text)[0], people.numerals(actor)) if text.strip() else None


def keep_owner(work: Work, actor: Person, row: RequestRow, said: Said, *, unled: bool) -> None:
    """What the owner expects, with what past figures alone give on the same day, which they have not seen."""
    indicator = plan.indicator(work, row.indicator_key).indicator
    series = plan.series(work, indicator.key)
    target = outlooks.final_target(work, indicator.key)
    if said.chance is not None and target is not None:
        _keep_chance(work, actor, forecasts.OWNER, row.cycle_id, indicator, target, said.chance, unled=unled)
    following = row.period.next()
    known = {period: one for period, one in series.items() if period <= row.period}
    if said.value is not None and not any(period >= following for period in series):
        forecasts.add(
            work,
            indicator_key=indicator.key,
            cycle_id=row.cycle_id,
            capacity=forecasts.OWNER,
            said_by=actor.id,
            about=About.NEXT_VALUE,
            period=following,
            value=said.value,
            model=outlooks.middle(work, indicator, known),
            unled=unled,
        )


def keep_unit(work: Work, actor: Person, cycle_id: int, indicator: Indicator, chance: float, *, unled: bool) -> None:
    """The percentage beside the unit's rating."""
    target = outlooks.final_target(work, indicator.key)
    if target is not None:
        _keep_chance(work, actor, forecasts.UNIT, cycle_id, indicator, target, chance, unled=unled)


def keep_model(work: Work, cycle_id: int, indicator: Indicator) -> None:
    """What past figures alone say of every target ahead, as it was computed."""
    series = plan.series(work, indicator.key)
    for target in outlooks.ahead(work, indicator.key, max(series)):
        found = outlooks.raw(work, indicator, series, target)
        if found is not None and found.chance is not None:
            _keep_chance(work, None, forecasts.MODEL, cycle_id, indicator, target, found.chance, unled=True)


def said_facts(work: Work, row: RequestRow, likelihood: Likelihood | None) -> SaidFacts | None:
    """What the owner said in this cycle, to be read back; None where they said nothing."""
    key = row.indicator_key
    chance = forecasts.latest(work, key, row.cycle_id, forecasts.OWNER, About.TARGET)
    value = forecasts.latest(work, key, row.cycle_id, forecasts.OWNER, About.NEXT_VALUE)
    if likelihood is None and chance is None and value is None:
        return None
    target = next((one for one in plan.targets(work, key) if chance and one.period == chance.period), None)
    return SaidFacts(
        likelihood,
        chance.chance if chance and target else None,
        target,
        value.value if value else None,
        value.period if value else None,
    )


def may_see(work: Work, row: RequestRow) -> bool:
    """Whether what past figures say may be shown with an answer: the owner's word is in, or the draft is shared."""
    shared = planning.due_at(work, "share", f"{row.cycle_id}:{row.person_id}") <= work.now
    return judgement.may_see(has_judged(work, row), shared)


def has_judged(work: Work, row: RequestRow) -> bool:
    """Whether the owner's word is in for the stocktake of a request."""
    priority_key = plan.indicator(work, row.indicator_key).priority_key
    return assessments.latest(work, priority_key, assessments.OWNER, cycle_id=row.cycle_id) is not None


def settle(work: Work) -> int:
    """Give every forecast whose period has its value by now what came. How many those are."""
    waiting = forecasts.waiting(work)
    plan.read_ahead(work, {row.indicator_key for row in waiting})
    found = [(row, came) for row in waiting if (came := _outcome(work, row)) is not None]
    if found:
        work.act(BOT, Act.RUN_TIMETABLE, Subject(), "forecasts", settled=len(found))
    for row, came in found:
        forecasts.settle(work, row.id, came)
    return len(found)


def record_of(work: Work, person_id: str) -> RecordFacts:
    """How a person's own forecasts came out, for that person."""
    rows = forecasts.of_person(work, person_id)
    resolved = _resolved(rows)
    targets, dates = _apart(resolved)
    return RecordFacts(_waiting(rows), nearer(resolved), score(targets), model_score(targets), score(dates))


def record_of_all(work: Work) -> RecordFacts:
    """Everybody's together, for staff; nothing while there are so few people that one could be told from it."""
    known = [row for row in forecasts.known(work) if row.said_by is not None]
    waiting = [row for row in forecasts.waiting(work) if row.said_by is not None]
    resolved = _resolved(known)
    targets, dates = _apart(resolved)
    chances = pooled(targets)
    models = model_score(targets) if chances else None
    return RecordFacts(len(waiting), pooled_nearer(resolved), chances, models, pooled(dates))


def _keep_chance(
    work: Work,
    actor: Person | None,
    capacity: str,
    cycle_id: int,
    indicator: Indicator,
    target: Target,
    chance: float,
    *,
    unled: bool,
) -> None:
    """Nothing is said of a target that its figure has decided already."""
    series = plan.series(work, indicator.key)
    if any(period >= target.period for period in series):
        return
    found = outlooks.raw(work, indicator, series, target)
    forecasts.add(
        work,
        indicator_key=indicator.key,
        cycle_id=cycle_id,
        capacity=capacity,
        said_by=actor.id if actor else None,
        about=About.TARGET,
        period=target.period,
        goal=target.value,
        comparator=target.comparator,
        chance=chance,
        model=found.chance if found else None,
        unled=unled,
    )


def _outcome(work: Work, row: ForecastRow) -> Decimal | None:
    """1 or 0 for a chance, the value for a value; None while the period has none, or one counted in another way."""
    if row.about is About.MILESTONE:
        return milestone_chances.outcome(work, row)
    found = plan.indicator(work, row.indicator_key)
    indicator, known = found.indicator, plan.series(work, row.indicator_key).get(row.period)
    before = row.period.next(-1) if row.about is About.NEXT_VALUE else indicator.baseline_period
    if known is None or not found.definitions.same(before, row.period):
        return None
    if row.about is About.NEXT_VALUE or row.goal is None or row.comparator is None:
        return known.value
    met = row.comparator.met(indicator.as_printed(known.value), indicator.as_printed(row.goal))
    return Decimal(met)


def _resolved(rows: list[ForecastRow]) -> list[Resolved]:
    return [one for row in rows if (one := row.resolved) is not None]


def _apart(resolved: list[Resolved]) -> tuple[list[Resolved], list[Resolved]]:
    """Those of figures, which past figures say something of too, and those of milestones."""
    dates = [one for one in resolved if one.forecast.about is About.MILESTONE]
    return [one for one in resolved if one not in dates], dates


def _waiting(rows: list[ForecastRow]) -> int:
    return sum(row.known_at is None for row in rows)


def next_unknown(work: Work, indicator_key: str, period: Period) -> Period | None:
    """The period after this one, if it has no value yet and can be asked about."""
    following = period.next()
    return None if any(one >= following for one in plan.series(work, indicator_key)) else following
