"""`/stocktake problem ...`: the list of them, one raised by hand, moved to another level, resolved."""

from bot.handlers.commands.answer import Answer, Given, Opened
from bot.messages import commands, views
from bot.ports import Rendered
from bot.routines import Work, commanding, problems, subjects
from domain.errors import Refused
from domain.problem import Level
from domain.rights import Act, Subject

LABEL_AND_LEVEL = 2  # words before the reason


def answer(work: Work, given: Given) -> Rendered | Opened:
    """By its second word; nothing is the list."""
    subjects.allow(given.actor, Act.SEE_PROBLEMS, Subject())
    part = given.first.lower() or "list"
    if part == "all":
        return _list(work, given)
    does = PARTS.get(part)
    return does(work, given.after(1)) if does else commands.unknown_part("problem", part)


def _list(work: Work, given: Given) -> Rendered:
    if given.first.lower() not in ("", "all"):
        raise Refused("which", f"There are no problems called {given.first}.", "Write all, or nothing.")
    everything = given.first.lower() == "all"
    return commands.problem_list(problems.listed(work, given.actor, everything=everything), everything=everything)


def _raise(work: Work, given: Given) -> Rendered | Opened:
    if not given.first:
        return commands.how("problem", "raise")
    key = commanding.priority_key(work, given.actor, given.first)
    cycle = commanding.the_cycle(work)
    return Opened(views.raise_view(problems.look_by_hand(work, given.actor, cycle.id, key)))


def _level(work: Work, given: Given) -> Rendered:
    if len(given.words) < LABEL_AND_LEVEL:
        return commands.how("problem", "level")
    row, level = problems.find(work, given.actor, given.first), _read_level(given.words[1])
    problems.move_to(work, given.actor, row, level, given.after(LABEL_AND_LEVEL).text)
    return commands.done("levelled", label=row.label, level=level.value, words=level.words)


def _resolve(work: Work, given: Given) -> Rendered:
    if not given.first:
        return commands.how("problem", "resolve")
    row = problems.find(work, given.actor, given.first)
    problems.resolve(work, given.actor, row, given.after(1).text)
    return commands.done("resolved", label=row.label)


def _read_level(typed: str) -> Level:
    """Raises Refused."""
    found = next((one for one in Level if str(one.value) == typed), None)
    if found is None:
        listed = ", ".join(f"{one.value} {one.words.split(',')[0]}" for one in Level)
        raise Refused("level", f"There is no level {typed}.", f"Levels are {listed}.")
    return found


PARTS: dict[str, Answer] = {"list": _list, "raise": _raise, "level": _level, "resolve": _resolve}
