"""The unit's calendar applied: working days, opening hours, the days of a cycle."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.facts.records import CycleRow, RoutineRow, UnitRow
from bot.facts.requests import Dates
from bot.files.calendar import workdays as build_workdays
from bot.routines import Work
from bot.store import cycles, plan
from domain import stocktake
from domain.errors import Refused
from domain.period import Period
from domain.stocktake import Timeline
from domain.workdays import Hours, Workdays, at, next_open

MORNING = time(9, 0)  # when the unit asks and reminds
DUE = time(17, 0)  # when a figure is due on its day, and when the data are frozen on theirs
MADE_FROM = plan.UNIT | {"routine"}
POSTING = time(10, 0)  # T+1, when a summary posts itself


def unit(work: Work) -> UnitRow:
    """The unit this deployment serves. Raises Refused when no plan was imported yet."""
    row = plan.unit(work)
    if row is None:
        raise Refused("plan", "No delivery plan has been imported yet.", "Run `stocktake import FILE` first.")
    return row


def workdays(work: Work) -> Workdays:
    row = unit(work)
    return work.known(
        ("workdays",),
        plan.UNIT,
        lambda: build_workdays(row.country, row.subdivision, row.holidays, row.weekend),
    )


def hours(work: Work) -> Hours:
    row = unit(work)
    return Hours(row.opens, row.closes)


def unit_zone(work: Work) -> ZoneInfo:
    return ZoneInfo(unit(work).zone)


def today(work: Work, zone: ZoneInfo | str | None = None) -> date:
    """The date on the wall at `work.now`, in the unit's zone unless another is given."""
    place = unit_zone(work) if zone is None else ZoneInfo(str(zone))
    return work.now.astimezone(place).date()


def named(day: date, today: date) -> str:
    """ "Tue 10 Oct"; with its year unless it is today's."""
    return f"{day:%a} {day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")


def local_day(instant: datetime, zone: str) -> date:
    """The date on the wall of a zone at an instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def timeline(work: Work, cycle: CycleRow) -> Timeline:
    lead = plan.routine(work, cycle.routine_key).lead
    key = ("timeline", cycle.routine_key, cycle.meeting_on.isoformat())
    return work.known(key, MADE_FROM, lambda: stocktake.timeline(cycle.meeting_on, lead, workdays(work)))


def dates(work: Work, cycle: CycleRow) -> Dates:
    line = timeline(work, cycle)
    return Dates(meeting=line.meeting, draft=line.draft, freeze=line.freeze, leaders=line.post)


def meeting_at(routine: RoutineRow, cycle: CycleRow) -> datetime:
    return at(cycle.meeting_on, routine.wall_time, routine.zone)


def on_day(work: Work, day: date, wall: time, zone: str | None = None) -> datetime:
    """The UTC instant of a wall time on a day, in the unit's zone unless another is given."""
    return at(day, wall, ZoneInfo(zone) if zone else unit_zone(work))


def due_at(work: Work, cycle: CycleRow, indicator_key: str, period: Period) -> datetime:
    """When the figure is due: 17:00 of the later of T-10 and period end + lag (DOMAIN 6)."""
    lag = plan.indicator(work, indicator_key).indicator.lag
    day = stocktake.figure_due(period, lag, timeline(work, cycle), workdays(work))
    return on_day(work, day, DUE)


def asked_period(work: Work, cycle: CycleRow, indicator_key: str) -> Period:
    """The latest period whose end + publication lag falls by T-4 (DOMAIN 6)."""
    one = plan.indicator(work, indicator_key).indicator
    return stocktake.period_asked(one.calendar, one.lag, timeline(work, cycle), workdays(work))


def open_from(work: Work, zone: str) -> datetime:
    """`work.now` if it is open there now, else the next opening, in UTC."""
    return next_open(work.now, ZoneInfo(zone), workdays(work), hours(work))


def frozen(cycle: CycleRow) -> bool:
    return cycle.frozen_at is not None


def cut_off(work: Work, cycle: CycleRow) -> datetime:
    """Up to when the cycle's data count: its freeze, or now before that."""
    return cycle.frozen_at or work.now.astimezone(UTC)


def current(work: Work, routine_key: str) -> CycleRow | None:
    return cycles.current(work, routine_key)
