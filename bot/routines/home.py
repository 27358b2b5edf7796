"""A person's Home: what they owe, their actions, their priorities; for staff also the unit's desk."""

from bot.facts.home import DeskFacts, HomeFacts
from bot.facts.records import CycleRow
from bot.facts.summaries import SummaryFacts
from bot.routines import (
    Work,
    away,
    calendars,
    forecasting,
    helping,
    overviews,
    portraits,
    subjects,
    summarising,
    timetable,
)
from bot.store import actions, assessments, cycles, helps, homes, plan, requests
from domain.action import ActionState
from domain.people import Person
from domain.rights import Act, may

MOST = 20  # rows of each kind


def opened(work: Work, reader: Person) -> None:
    """They look at it now."""
    homes.opened(work, reader.id)


def facts(work: Work, reader: Person) -> HomeFacts | None:
    """What stands there now; None before a plan was imported."""
    unit = plan.unit(work)
    if unit is None:
        return None
    mine = actions.open_of_owner(work, reader.id)
    return HomeFacts(
        unit=unit.name,
        zone=reader.zone,
        today=calendars.today(work, reader.zone),
        requests=tuple(portraits.request_facts(work, row.id, reader) for row in requests.open_of(work, reader.id)),
        actions=tuple(summarising.follow_up(work, row) for row in mine[:MOST]),
        priorities=_priorities(work, reader),
        desk=_desk(work) if reader.role.is_unit else None,
        record=forecasting.record_of(work, reader.id),
        away_until=away.until(work, reader.id),
    )


def _priorities(work: Work, reader: Person) -> tuple[SummaryFacts, ...]:
    """Of those that this person answers for or stands behind; staff see all that they may know of."""
    found = []
    for cycle in _running(work):
        keys = plan.priorities_of(work, cycle.routine_key)
        if reader.role.is_unit:
            summarising.read_ahead(work, keys)
        for key in keys:
            theirs = reader.role.is_unit or _has_part(work, key, reader.id)
            if theirs and may(reader, Act.SEE_STATUS, subjects.of_priority(work, key)):
                found.append(summarising.facts(work, cycle, key))
    return tuple(sorted(found, key=overviews.worst_first)[:MOST])


def _has_part(work: Work, priority_key: str, person_id: str) -> bool:
    row = plan.priority(work, priority_key)
    owners = {one.owner_id for one in plan.indicators_of(work, priority_key)}
    return person_id in {row.principal_id, row.leader_id, row.delivery_lead_id, *owners}


def _desk(work: Work) -> DeskFacts | None:
    running = _running(work)
    if not running:
        return None
    cycle = running[0]
    keys = plan.priorities_of(work, cycle.routine_key)
    unrated = [key for key in keys if assessments.latest(work, key, "unit", cycle_id=cycle.id) is None]
    claimed = [row for row in actions.open_all(work) if row.state is ActionState.DONE_CLAIMED]
    return DeskFacts(
        cycle_id=cycle.id,
        meeting_on=cycle.meeting_on,
        late=tuple(overviews.late_row(work, one) for one in timetable.late_rows(work, cycle)[:MOST]),
        unrated=tuple((key, plan.priority(work, key).title) for key in unrated[:MOST]),
        helps=tuple(helping.facts(work, row) for row in helps.waiting(work)[:MOST]),
        claimed=tuple(summarising.follow_up(work, row) for row in claimed[:MOST]),
    )


def _running(work: Work) -> list[CycleRow]:
    return [cycle for one in plan.routines(work) if (cycle := cycles.current(work, one.key)) is not None]
