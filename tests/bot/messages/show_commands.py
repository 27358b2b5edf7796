"""Every answer of `/stocktake ...`: each with the function that says it, so that none can be left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.facts.outlooks import RecordFacts
from bot.messages import commands
from bot.ports import Rendered
from domain.action import ActionState
from domain.people import Role
from domain.problem import State
from domain.rights import Act, who_may
from tests.bot.messages import facts as story
from tests.bot.messages import facts_commands as asked
from tests.bot.messages import facts_unit as unit

LONDON, TODAY, AHEAD = story.LONDON, asked.TODAY, asked.AHEAD
ALWAYS = 0  # no date is of this year, so that each is told with its own


@dataclass(frozen=True)
class Answer:
    """`says` with these arguments, as golden file `command NAME`."""

    name: str
    says: Callable[..., Rendered]
    given: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def rendered(self) -> Rendered:
        return self.says(*self.given, **self.named)


def answers() -> Iterator[Answer]:
    """All of them, with their refusals and with nothing to show."""
    yield from _written()
    yield from _looked()
    yield from _actions_and_problems()
    yield from (replace(one, name=f"{one.name} of twenty") for one in twenty() if one.name in ("actions", "problems"))
    for code, values in DONE.items():
        yield Answer(f"done {code}", commands.done, (code,), values)
    yield Answer("done away and all waits", commands.done, ("away",), asked.AWAY | {"deputy": None})
    yield Answer("done not away", commands.done, ("back",), asked.AWAY | {"running": False})
    yield Answer("done nothing owed of one", commands.done, ("nothing_owed",), {"title": "One trust"})
    for act in (Act.REMIND_OWNERS, Act.MOVE_CYCLE, Act.SEE_WHY, Act.SEE_PREVIEW):
        yield Answer(f"refusal {act.value}", commands.refusal, (who_may(act),))


def _written() -> Iterator[Answer]:
    for name, role in (("staff", Role.STAFF), ("an owner", Role.NONE), ("a leader", Role.LEADER)):
        yield Answer(f"help of {name}", commands.help_text, (role,))
    yield Answer("near", commands.unknown, ("calender",))
    yield Answer("unknown", commands.unknown, ("please & <thank> *you*",))
    yield Answer("part near", commands.unknown_part, ("stocktake", "mvoe"))
    yield Answer("part unknown", commands.unknown_part, ("action", "please"))
    yield Answer("part left out", commands.unknown_part, ("stocktake", ""))
    yield Answer("how", commands.how, ("rate",))
    yield Answer("how of a part", commands.how, ("stocktake", "plan"))


def _looked() -> Iterator[Answer]:
    yield Answer("calendar", commands.calendar, (asked.CALENDAR, LONDON, date(2017, 10, 2), AHEAD))
    yield Answer("calendar empty", commands.calendar, ((), LONDON, TODAY, 1))
    rows = (asked.STATUS, asked.NO_DATA, asked.LAST_KNOWN)
    yield Answer("status", commands.status, (rows,))
    yield Answer("status of one", commands.status, ((asked.WHOLE,),))
    yield Answer("status empty", commands.status, ((),))
    open_ones = (asked.SENT, asked.PROMISED, asked.QUERIED, asked.LATE, asked.NOBODYS)
    yield Answer("requests", commands.requests, (open_ones, LONDON, TODAY))
    late = (asked.LATE, asked.BROKEN_PROMISE)
    yield Answer("requests late", commands.requests, (late, LONDON, TODAY), {"late_only": True})
    yield Answer("requests empty", commands.requests, ((), LONDON, TODAY))
    yield Answer("requests late empty", commands.requests, ((), LONDON, TODAY), {"late_only": True})
    for count in (0, 1, 4):
        yield Answer(f"reminded {count}", commands.reminded, (count,))
    yield Answer("which", commands.which, (2, ("A1", "B1")))
    yield Answer("why", commands.told, (asked.TOLD, story.OWNER, LONDON, TODAY))
    yield Answer("why empty", commands.told, ((), story.OWNER, LONDON, TODAY))
    yield Answer("preview", commands.coming, (asked.COMING, LONDON, TODAY, AHEAD))
    yield Answer("preview empty", commands.coming, ((), LONDON, TODAY, 7))
    second = replace(story.SUMMARY, priority_key="B1", title="Long waits in major departments", final=False)
    yield Answer("lines", commands.lines, ((story.SUMMARY, second),))
    yield Answer("lines empty", commands.lines, ((),))
    yield Answer("health", commands.health, (asked.HEALTH, story.RECORD))
    new = replace(asked.NEW_ROUTINE, days_overdue=1.0)
    yield Answer("health at first", commands.health, (new, RecordFacts(waiting=0)))


def _actions_and_problems() -> Iterator[Answer]:
    yield Answer("actions", commands.actions, (asked.ACTIONS, TODAY, "all"))
    yield Answer("actions mine", commands.actions, (asked.ACTIONS[1:2], TODAY, "mine"))
    yield Answer("actions overdue", commands.actions, (asked.ACTIONS[:1], TODAY, "overdue"))
    for which in ("all", "mine", "overdue"):
        yield Answer(f"actions {which} empty", commands.actions, ((), TODAY, which))
    for state in ActionState:
        facts = replace(story.OFFER, state=state, reason="It is done elsewhere.", waits_for=story.LEAD)
        yield Answer(f"action {state.value}", commands.action, (asked.action(state.value), facts, TODAY))
    late = asked.action("open", overdue=True, due_on=date(2016, 12, 30))
    yield Answer("action overdue", commands.action, (late, story.OFFER, TODAY))
    aside = replace(unit.PROBLEM, state=State.SET_ASIDE, exit_note="One slip was ours", decided_by=story.STAFF)
    over = replace(unit.RAISED, state=State.RESOLVED, exit_note="The table by site", left_on=date(2017, 10, 27))
    yield Answer("problems", commands.problem_list, ((unit.RAISED, unit.PROBLEM),))
    yield Answer("problems all", commands.problem_list, ((unit.PROBLEM, aside, over),), {"everything": True})
    yield Answer("problems empty", commands.problem_list, ((),))
    yield Answer("problems all empty", commands.problem_list, ((),), {"everything": True})


DONE: dict[str, dict[str, Any]] = {
    "planned": {"day": date(2018, 1, 10), "year": ALWAYS},
    "moved": {"day": date(2017, 10, 25), "year": ALWAYS},
    "cancelled": {"day": story.DATES.meeting, "year": ALWAYS},
    "frozen": {"day": story.DATES.meeting, "year": ALWAYS},
    "begun": {"day": story.DATES.meeting, "year": ALWAYS},
    "held": {"titles": "Emergency waits, One trust"},
    "released": {"titles": "Emergency waits"},
    "posted": {"titles": "Emergency waits"},
    "out_already": {"titles": "Emergency waits"},
    "added": {"label": "A-21", "due_on": story.OFFER.due_on, "owner": story.DIRECTOR, "year": None},
    "given": {"label": "A-21", "owner": story.LEAD},
    "closed": {"label": "A-21"},
    "dropped": {"label": "A-21"},
    "levelled": {"label": "P-3", "level": 3, "words": "the principal decides"},
    "resolved": {"label": "P-3"},
    "nothing_owed": {"title": ""},
    "away": asked.AWAY,
    "back": asked.AWAY | {"running": True},
}
TITLE = "Planned operations & <emergency> waits " * 6
EMOJI = "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 40  # 200 characters


def twenty(title: str = TITLE[:200]) -> Iterator[Answer]:
    """The answers that grow with 20 priorities and 40 actions, all with titles of 200 characters."""
    count = range(20)
    days = [replace(one, title=f"{n} {title}") for one in asked.CALENDAR for n in count]
    yield Answer("calendar", commands.calendar, (days, LONDON, TODAY, AHEAD))
    where = [replace(asked.LAST_KNOWN, title=title, priority_key=f"P{n}") for n in count]
    yield Answer("status", commands.status, (where,))
    whole = replace(asked.MORE, problems=tuple(replace(unit.RAISED, reason=title, exit_criteria=title) for _ in count))
    yield Answer("status of one", commands.status, ([replace(asked.WHOLE, title=title, more=whole)],))
    owed = [replace(asked.BROKEN_PROMISE, title=title) for _ in count]
    yield Answer("requests", commands.requests, (owed, LONDON, TODAY))
    yield Answer("which", commands.which, (20, [f"{n}" * 40 for n in range(10, 30)]))
    told = [replace(one, why=title) for one in asked.TOLD * 4]
    yield Answer("why", commands.told, (told, story.OWNER, LONDON, TODAY))
    coming = [replace(one, title=title, why=title) for one in asked.COMING * 20]
    yield Answer("preview", commands.coming, (coming, LONDON, TODAY, AHEAD))
    lines = [replace(story.SUMMARY, title=title, why=title, needed=title, priority_key=f"P{n}") for n in count]
    yield Answer("lines", commands.lines, (lines,))
    agreed = [replace(asked.ACTIONS[0], label=f"A-{n}", text=title) for n in range(40)]
    yield Answer("actions", commands.actions, (agreed, TODAY, "all"))
    facts = replace(story.OFFER, text=title * 10, title=title, moves_number=title * 5, closure_test=title * 5)
    shown = replace(facts, state=ActionState.DROPPED, reason=title * 5)
    yield Answer("action", commands.action, (asked.action("dropped"), shown, TODAY))
    problems = [replace(unit.RAISED, title=title, reason=title * 3, exit_criteria=title * 3) for _ in range(40)]
    yield Answer("problems", commands.problem_list, (problems,))
    for code in ("held", "released", "posted", "out_already"):
        yield Answer(code, commands.done, (code,), {"titles": ", ".join([title] * 20)})
    yield Answer("nothing owed", commands.done, ("nothing_owed",), {"title": title})
    yield Answer("unknown", commands.unknown, (title * 15,))
    yield Answer("part unknown", commands.unknown_part, ("stocktake", title * 15))
    yield Answer("refusal", commands.refusal, (title * 15,))
