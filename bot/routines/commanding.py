"""What a typed command is about: a stocktake, a priority, a day, an action; each found or refused with the mend."""

import re
from datetime import date, timedelta

from bot.facts.records import CycleRow
from bot.routines import Work, calendars, subjects
from bot.store import cycles, people, plan, requests
from bot.store import summaries as posted
from domain.errors import Refused
from domain.people import Person
from domain.reply import read_day
from domain.rights import Act, may
from domain.stocktake import CycleState

FROM_TO = "Write the first and the last day, like 18 Oct 27 Oct, or 2017-10-18 2017-10-27."
FILLERS = ("to", "until", "till", "-", "–")
WEEK = timedelta(days=7)
DAYS = re.compile(r"(\d{1,3})\s*d?")
OVER = (CycleState.FOLLOWING_UP, CycleState.CLOSED, CycleState.CANCELLED, CycleState.POSTPONED)


def the_cycle(work: Work) -> CycleRow:
    """The stocktake that is under way, or the next one. Raises Refused when none is planned."""
    found = [cycle for routine in plan.routines(work) if (cycle := cycles.current(work, routine.key)) is not None]
    found.sort(key=lambda cycle: (cycle.state in OVER, cycle.meeting_on))
    if not found:
        raise Refused("stocktake", "No stocktake is planned.", "Plan one: /stocktake stocktake plan DATE.")
    return found[0]


def routine_key(work: Work) -> str:
    """The unit's first routine. Raises Refused before a plan was imported."""
    routines = plan.routines(work)
    if not routines:
        raise Refused("plan", "No delivery plan has been imported yet.", "Run stocktake import FILE first.")
    return routines[0].key


def priority_key(work: Work, actor: Person, typed: str) -> str:
    """A priority by its key, however it is capitalised. Raises Refused, also for one that is not for this person."""
    for row in plan.priorities(work):
        if row.key.lower() == typed.lower() and may(actor, Act.SEE_STATUS, subjects.of_priority(work, row.key)):
            return row.key
    raise Refused("key", f"There is no priority {typed}.", "See /stocktake status for the keys.")


def day(work: Work, actor: Person, words: list[str]) -> tuple[date, list[str]]:
    """The day that the first words name, and the words after it. Raises Refused."""
    found = _leading_day(words, calendars.today(work, actor.zone))
    if found is None:
        raise Refused("day", "I found no date there.", "Write it like 18 Oct, or 2017-10-18.")
    return found


def from_to(work: Work, actor: Person, words: list[str]) -> tuple[date, date]:
    """The first and the last day that the words name: "18 Oct 27 Oct", "Monday to Friday". Raises Refused."""
    today, words = calendars.today(work, actor.zone), _without(words, "from")
    for count in range(min(4, len(words) - 1), 0, -1):
        first, ending = read_day(" ".join(words[:count]), today), " ".join(_without(words[count:], *FILLERS))
        last = read_day(ending, today)
        if first is not None and last is not None:
            soon = read_day(ending, first)  # of "Monday Friday" the Friday of that week
            return first, soon if last < first and soon is not None and soon <= first + WEEK else last
    start = _leading_day(words, today)
    if start is None:
        raise Refused("first", f"I found no first day in “{' '.join(words)}”.", FROM_TO)
    if not _without(start[1], *FILLERS):
        raise Refused("last", f"It does not say until when, in “{' '.join(words)}”.", FROM_TO)
    raise Refused("last", f"I found no last day in “{' '.join(start[1])}”.", FROM_TO)


def _leading_day(words: list[str], today: date) -> tuple[date, list[str]] | None:
    for count in range(min(4, len(words)), 0, -1):
        found = read_day(" ".join(words[:count]), today)
        if found is not None:
            return found, words[count:]
    return None


def _without(words: list[str], *fillers: str) -> list[str]:
    return words[1:] if words and words[0].lower() in fillers else words


def days(typed: str, usual: int) -> int:
    """ "30d", "30"; nothing typed leaves the usual. Raises Refused."""
    if not typed:
        return usual
    found = DAYS.fullmatch(typed)
    if found is None or not int(found[1]):
        raise Refused("days", f"{typed} is no number of days.", "Write 1 to 999, like 30d.")
    return int(found[1])


def somebody(work: Work, typed: str) -> Person:
    """Somebody by a mention or by the name after the @. Raises Refused."""
    name = typed.removeprefix("<@").removesuffix(">").partition("|")[0].removeprefix("@")
    found = people.by_handle(work, name)
    if found is None:
        raise Refused("person", f"Nobody active is called {typed}.", "Write @ and pick them from the list.")
    return found


def owed(work: Work, actor: Person) -> list[int]:
    """Ids of the requests that this person can answer by a form: open ones, else the one answered last."""
    mine = [row.id for row in requests.open_of(work, actor.id)]
    last = requests.latest_of(work, actor.id)
    return mine or ([last.id] if last is not None else [])


def unposted(work: Work, cycle: CycleRow) -> list[str]:
    """Keys of the priorities whose summary is not out."""
    return [key for key in plan.priorities_of(work, cycle.routine_key) if posted.get(work, cycle.id, key) is None]


def titles(work: Work, keys: list[str]) -> str:
    return ", ".join(plan.priority(work, key).title for key in keys)


def indicator_priority(work: Work, request_id: int) -> str:
    """The key of the priority that a request is about."""
    return plan.indicator(work, requests.get(work, request_id).indicator_key).priority_key
