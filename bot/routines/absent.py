"""Somebody says that they, or another, will be away, or are back: what is asked of them goes to a deputy or waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.routines import Work, asking, away, calendars, leaving, reminding, subjects, trouble
from bot.store import absences, cycles, homes, ledger, people, plan, requests
from domain import absence
from domain.absence import Absence
from domain.errors import Refused
from domain.people import Person
from domain.request import RequestState
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState

GIVEN_ON = (RequestState.SENT, RequestState.PROMISED)
ASKING = (CycleState.PLANNED, CycleState.REQUESTING, CycleState.CHECKING, CycleState.DRAFTED)


@dataclass(frozen=True)
class Ended:
    """What is over: its days as they stood; `running` when it had begun."""

    first: date
    last: date
    running: bool


def is_away(work: Work, actor: Person, new: Absence) -> int:
    """They are away on these days; what overlaps with them counts no more. How many open figures the deputy is asked.

    Raises NotAllowed, and Refused for what cannot be.
    """
    person, about = _may(work, actor, new.person)
    _hold(work)
    new.check(calendars.today(work))
    _check_deputy(work, new)
    days = {"first": new.first.isoformat(), "last": new.last.isoformat()}
    work.act(actor, Act.SET_ABSENCE, about, f"person:{person.id}", **days, deputy=new.deputy)
    for one in absences.of(work, person.id):
        if one.overlaps(new):  # the days that are past stay as they were
            absences.end(work, one, min(new.first, calendars.today(work)) - timedelta(days=1))
    absences.add(work, new, actor.id)
    _tell_unit(work, actor, "away", {"person": person.id, **days, "deputy": new.deputy or ""})
    return _changed(work, person.id)


def is_back(work: Work, actor: Person, person_id: str) -> Ended:
    """Their absence ended yesterday, or the next one does not come. Raises NotAllowed, and Refused when there is none.

    What was given to a deputy stays there.
    """
    person, about = _may(work, actor, person_id)
    _hold(work)
    today = calendars.today(work)
    over = absence.touching(absences.of(work, person.id), today)
    if not over:
        mend = "To say when they will be: /stocktake away me FROM TO, or away @who FROM TO."
        raise Refused("back", f"{person.name} is not away, and it is not planned either.", mend)
    work.act(actor, Act.SET_ABSENCE, about, f"person:{person.id}", back=today.isoformat())
    for one in over:
        absences.end(work, one, today - timedelta(days=1))
    ended = Ended(over[0].first, over[-1].last, over[0].first <= today)
    days = {"first": ended.first.isoformat(), "last": ended.last.isoformat()}
    _tell_unit(work, actor, "back", {"person": person.id, **days, "running": "yes" if ended.running else ""})
    _changed(work, person.id)
    return ended


def pass_on(work: Work, person_id: str) -> int:
    """What is asked of somebody who is away today is asked of their deputy, if that one is here. How much that is."""
    to = away.deputy_of(work, person_id)
    if to is None:
        return 0
    held = [requests.get(work, row.id, lock=True) for row in requests.open_of(work, person_id)]
    asked = [row for row in held if row.state in GIVEN_ON and row.person_id == person_id]
    if asked:
        work.act(BOT, Act.RUN_TIMETABLE, Subject(), f"person:{person_id}", away=True, deputy=to)
    for row in asked:
        asking.pass_on(work, row, to)
    return len(asked)


def pass_on_all(work: Work) -> None:
    """Of everybody who is away today."""
    for person_id in absences.everybody(work):
        pass_on(work, person_id)


def _may(work: Work, actor: Person, person_id: str) -> tuple[Person, Subject]:
    person = people.need(work, person_id)
    about = Subject(owner=person.id, helpers=people.helpers_of(work, person.id))
    subjects.allow(actor, Act.SET_ABSENCE, about)
    if person.id == BOT.id or not (actor.role.is_unit or _has_a_part(work, person.id)):
        problem = f"{person.name} is not named in the plan and owes nothing, so that nothing comes that could wait."
        raise Refused("person", problem, "Name somebody who is asked for something.")
    return person, about


def _has_a_part(work: Work, person_id: str) -> bool:
    """Also who is away already, though the figures are somebody else's now, or is somebody's deputy meanwhile."""
    if leaving.has_a_part(work, person_id) or people.stands_in(work, person_id):
        return True
    today = calendars.today(work)
    every = (one for theirs in absences.everybody(work).values() for one in theirs if one.last >= today)
    return any(person_id in (one.person, one.deputy) for one in every)


def _hold(work: Work) -> None:
    """Nobody else sets an absence, plans, or asks for figures until this is kept; what is just asked is waited for."""
    plan.hold(work, "update")
    every = [one for routine in plan.routines(work) for one in cycles.of_routine(work, routine.key)]
    for one in sorted(every, key=lambda one: one.id):
        if one.state in ASKING:
            cycles.lock(work, one.id, "share")


def _check_deputy(work: Work, new: Absence) -> None:
    """Raises Refused for somebody who is away, or gone, when they are to be asked."""
    deputy = people.get(work, new.deputy) if new.deputy is not None else None
    if deputy is None:
        return
    if deputy.deactivated or deputy.id == BOT.id:
        raise Refused("deputy", f"{deputy.name} cannot be asked for figures.", "Name somebody active in the workspace.")
    theirs = next((one for one in absences.of(work, deputy.id) if one.overlaps(new)), None)
    if theirs is not None and theirs.last >= calendars.today(work):
        today = calendars.today(work)
        days = f"from {calendars.named(theirs.first, today)} to {calendars.named(theirs.last, today)}"
        problem = f"{deputy.name} is away then too, {days}."
        raise Refused("deputy", problem, "Name somebody who is here, or nobody: then it waits.")


def _changed(work: Work, person_id: str) -> int:
    """What waited for their return goes when the new days allow it. How many open figures their deputy is asked."""
    homes.touch(work)
    passed = pass_on(work, person_id)  # takes hold of the requests before days are planned, as whoever answers one does
    reminding.plan_actions_of(work, person_id)
    ledger.bring_forward(work, person_id, away.AWAY_UNTIL)
    return passed


def _tell_unit(work: Work, actor: Person, code: str, values: dict[str, str]) -> None:
    if not actor.role.is_unit:
        key = f"{code}:{values['person']}:{values['first']}:{work.now.isoformat()}"
        trouble.tell_staff(work, code, values | {"by": actor.id}, key)
