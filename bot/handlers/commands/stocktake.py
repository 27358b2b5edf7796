"""`/stocktake stocktake ...`: the calendar and the steps of a cycle, by hand."""

from collections.abc import Callable

from bot.handlers.commands.answer import Answer, Given, Opened
from bot.messages import commands, views
from bot.ports import Rendered
from bot.routines import Work, commanding, drafting, freezing, meeting, moving, publishing
from domain.people import Person
from domain.stocktake import Move

ALWAYS = 0  # no date is of this year, so that each is told with its own
Each = Callable[[Work, Person, int, str], None]


def answer(work: Work, given: Given) -> Rendered | Opened:
    """By its second word."""
    does = PARTS.get(given.first.lower())
    return does(work, given.after(1)) if does else commands.unknown_part("stocktake", given.first)


def _plan(work: Work, given: Given) -> Rendered:
    if not given.words:
        return commands.how("stocktake", "plan")
    day, _ = commanding.day(work, given.actor, given.words)
    moving.plan_meeting(work, given.actor, commanding.routine_key(work), day)
    return commands.done("planned", day=day, year=ALWAYS)


def _move(work: Work, given: Given) -> Rendered | Opened:
    """Without a day or a reason, the form."""
    cycle = moving.look(work, given.actor, commanding.the_cycle(work).id)
    if not given.words:
        return Opened(views.move_view(cycle.id, cycle.meeting_on.isoformat()))
    day, reason = commanding.day(work, given.actor, given.words)
    why = given.of(reason).reason
    if not why:
        return Opened(views.move_view(cycle.id, cycle.meeting_on.isoformat(), day.isoformat()))
    moving.move(work, given.actor, cycle.id, day, why)
    return commands.done("moved", day=day, year=ALWAYS)


def _cancel(work: Work, given: Given) -> Rendered | Opened:
    cycle = moving.look(work, given.actor, commanding.the_cycle(work).id, Move.CANCEL)
    if not given.reason:
        return Opened(views.cancel_view(cycle.id))
    moving.cancel(work, given.actor, cycle.id, given.reason)
    return commands.done("cancelled", day=cycle.meeting_on, year=ALWAYS)


def _freeze(work: Work, given: Given) -> Rendered:
    cycle = commanding.the_cycle(work)
    freezing.freeze_now(work, given.actor, cycle.id)
    return commands.done("frozen", day=cycle.meeting_on, year=ALWAYS)


def _meet(work: Work, given: Given) -> Rendered:
    cycle = commanding.the_cycle(work)
    meeting.start(work, given.actor, cycle.id)
    return commands.done("begun", day=cycle.meeting_on, year=ALWAYS)


def _preview(work: Work, given: Given) -> Rendered:
    cycle = commanding.the_cycle(work)
    keys = _keys(work, given)
    return commands.lines([drafting.look(work, given.actor, cycle.id, key) for key in keys])


def _post(work: Work, given: Given) -> Rendered:
    """One priority's, or none: what goes out to leaders is named."""
    if not given.words:
        return commands.how("stocktake", "post")
    key = commanding.priority_key(work, given.actor, given.first)
    if key not in commanding.unposted(work, commanding.the_cycle(work)):
        return commands.done("out_already", titles=commanding.titles(work, [key]))
    return _each(work, given, publishing.post_now, "posted")


def _hold(work: Work, given: Given) -> Rendered:
    return _each(work, given, drafting.hold, "held")


def _release(work: Work, given: Given) -> Rendered:
    return _each(work, given, drafting.release, "released")


def _each(work: Work, given: Given, does: Each, code: str) -> Rendered:
    cycle, keys = commanding.the_cycle(work), _keys(work, given)
    for key in keys:
        does(work, given.actor, cycle.id, key)
    return commands.done(code, titles=commanding.titles(work, keys))


def _keys(work: Work, given: Given) -> list[str]:
    """The priority that is named, or all whose summary is not out."""
    if given.first:
        return [commanding.priority_key(work, given.actor, given.first)]
    return commanding.unposted(work, commanding.the_cycle(work))


PARTS: dict[str, Answer] = {
    "plan": _plan,
    "move": _move,
    "hold": _hold,
    "release": _release,
    "freeze": _freeze,
    "meet": _meet,
    "preview": _preview,
    "post": _post,
    "cancel": _cancel,
}
