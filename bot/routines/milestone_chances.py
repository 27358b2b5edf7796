"""How likely a milestone is to keep its date: asked beside what its owner is asked anyway, scored once known."""

from datetime import date
from decimal import Decimal

from bot.facts.records import CycleRow, ForecastRow, MilestoneRow
from bot.routines import Work, calendars
from bot.store import cycles, forecasts, milestones, plan
from domain import milestone
from domain.errors import Refused
from domain.forecast import About
from domain.milestone import MilestoneState
from domain.people import Person
from domain.period import Period
from domain.stocktake import CycleState

OPEN = (MilestoneState.DUE, MilestoneState.LATE)
OFF = (CycleState.POSTPONED, CycleState.CANCELLED)


def next_of(work: Work, person_id: str, priority_key: str) -> MilestoneRow | None:
    """The person's next milestone of a priority, while its date is ahead."""
    today = calendars.today(work)
    rows = [row for row in milestones.of_owner(work, person_id) if row.priority_key == priority_key]
    return next((row for row in rows if row.state in OPEN and row.due_on > today), None)


def said(work: Work, row: MilestoneRow, person_id: str) -> float | None:
    """The last chance that somebody gave its date, 0 to 1."""
    found = forecasts.of_milestone(work, row.id, row.due_on, person_id)
    return found.chance if found else None


def keep(work: Work, actor: Person, row: MilestoneRow, due_on: date, chance: float) -> None:
    """The chance that it is done by a date that it has, or gets. Nothing is said of a date that is not ahead."""
    cycle = _cycle(work, row.priority_key)
    if cycle is None or due_on <= calendars.today(work):
        return
    indicator = plan.indicators_of(work, row.priority_key)[0].indicator
    forecasts.add(
        work,
        indicator_key=indicator.key,
        cycle_id=cycle.id,
        capacity=forecasts.OWNER if actor.id == row.owner_id else forecasts.UNIT,
        said_by=actor.id,
        about=About.MILESTONE,
        period=Period.containing(indicator.calendar, due_on),
        chance=chance,
        milestone_id=row.id,
        due_on=due_on,
    )


def keep_said(work: Work, actor: Person, milestone_id: int, chance: float) -> None:
    """Of the date it has, by whoever owns it and only while it is open."""
    row = milestones.get(work, milestone_id)
    if row.owner_id == actor.id and row.state in OPEN and said(work, row, actor.id) != chance:
        keep(work, actor, row, row.due_on, chance)


def outcome(work: Work, forecast: ForecastRow) -> Decimal | None:
    """1 or 0; None while it is not known."""
    if forecast.milestone_id is None or forecast.due_on is None:
        raise Refused("forecast", "This forecast is of no milestone.", "Ask for its period's value.")
    row, promised = milestones.get(work, forecast.milestone_id), forecast.due_on
    told_on = row.told_at.astimezone(calendars.unit_zone(work)).date() if row.told_at else None
    asked = _asked_since(work, row.priority_key, promised)
    kept = milestone.kept(row.state, row.due_on, told_on, promised, calendars.today(work), asked=asked)
    return None if kept is None else Decimal(kept)


def _asked_since(work: Work, priority_key: str, day: date) -> bool:
    """Whether a stocktake that asked for what was due on a day has met since."""
    today = calendars.today(work)
    return any(
        day <= cycle.meeting_on < today and cycle.state not in OFF
        for routine in plan.routines(work)
        if priority_key in routine.priority_keys
        for cycle in cycles.of_routine(work, routine.key)
    )


def _cycle(work: Work, priority_key: str) -> CycleRow | None:
    keys = [one.key for one in plan.routines(work) if priority_key in one.priority_keys]
    return next((found for key in keys if (found := cycles.current(work, key)) is not None), None)
