"""Who may do what. One table, deny by default: what is not allowed here is not allowed anywhere."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from domain.people import Person, Role


class Act(StrEnum):
    """Everything a person, or the bot by its timetable, can do."""

    IMPORT_PLAN = "import plan"
    PLAN_CYCLE = "plan cycle"
    ANSWER_REQUEST = "answer request"
    PROMISE_FIGURE = "promise figure"
    ASK_FOR_HELP = "ask for help"
    GIVE_REQUEST = "give request"
    DISOWN_REQUEST = "disown request"
    QUERY_ANSWER = "query answer"
    ACCEPT_ANSWER = "accept answer"
    SETTLE_MILESTONE = "settle milestone"
    SETTLE_HELP = "settle help"
    ASK_QUESTION = "ask question"
    MOVE_CYCLE = "move cycle"
    HOLD_MEETING = "hold meeting"
    EDIT_SUMMARY = "edit summary"
    RATE_LIKELIHOOD = "rate likelihood"
    ADD_ACTION = "add action"
    EXPLAIN_NO_ACTION = "explain no action"
    POST_SUMMARY = "post summary"
    HOLD_SUMMARY = "hold summary"
    ACCEPT_ACTION = "accept action"
    PROPOSE_DATE = "propose date"
    DISOWN_ACTION = "disown action"
    CLAIM_DONE = "claim done"
    CLOSE_ACTION = "close action"
    SEND_BACK_ACTION = "send back action"
    DROP_ACTION = "drop action"
    BLOCK_ACTION = "block action"
    RAISE_PROBLEM = "raise problem"
    SET_PROBLEM_ASIDE = "set problem aside"
    MOVE_PROBLEM = "move problem"
    RESOLVE_PROBLEM = "resolve problem"
    SEE_PROBLEMS = "see problems"
    SEE_HEALTH = "see health"
    REMIND_OWNERS = "remind owners"
    SET_ABSENCE = "set absence"
    SEE_CALENDAR = "see calendar"
    SEE_STATUS = "see status"
    SEE_REQUESTS = "see requests"
    SEE_WHY = "see why"
    SEE_PREVIEW = "see preview"
    RUN_TIMETABLE = "run timetable"


@dataclass(frozen=True)
class Subject:
    """What an act is about: its owner, who stands in for them, and for whom it exists (None: for everybody)."""

    owner: str | None = None
    helpers: frozenset[str] = frozenset()
    visible_to: frozenset[str] | None = None


BOT: Final = Person(id="stocktake", name="Stocktake", zone="UTC")
"""The bot itself, when the timetable acts."""


class _Group(Enum):
    """Who an act is for; the value is how a refusal calls them."""

    UNIT = "delivery unit staff"
    OWNER = "the owner, their deputy or office, or delivery unit staff"
    EVERYBODY = "people this is shared with"
    TIMETABLE = "the timetable"


_RULES: Final[dict[Act, tuple[_Group, str]]] = {
    Act.IMPORT_PLAN: (_Group.UNIT, "import a plan"),
    Act.PLAN_CYCLE: (_Group.UNIT, "plan a stocktake"),
    Act.ANSWER_REQUEST: (_Group.OWNER, "answer a request"),
    Act.PROMISE_FIGURE: (_Group.OWNER, "promise a figure"),
    Act.ASK_FOR_HELP: (_Group.OWNER, "ask for help with a request"),
    Act.GIVE_REQUEST: (_Group.OWNER, "give a request to somebody else"),
    Act.DISOWN_REQUEST: (_Group.OWNER, "hand a request back"),
    Act.QUERY_ANSWER: (_Group.UNIT, "query an answer"),
    Act.ACCEPT_ANSWER: (_Group.UNIT, "accept an answer"),
    Act.SETTLE_MILESTONE: (_Group.OWNER, "report on a milestone"),
    Act.SETTLE_HELP: (_Group.UNIT, "settle a request for help"),
    Act.ASK_QUESTION: (_Group.EVERYBODY, "ask about this"),
    Act.MOVE_CYCLE: (_Group.UNIT, "move or cancel a stocktake"),
    Act.HOLD_MEETING: (_Group.UNIT, "run the meeting"),
    Act.EDIT_SUMMARY: (_Group.UNIT, "edit a summary"),
    Act.RATE_LIKELIHOOD: (_Group.UNIT, "rate likelihood"),
    Act.ADD_ACTION: (_Group.UNIT, "add an action"),
    Act.EXPLAIN_NO_ACTION: (_Group.UNIT, "say why no action is needed"),
    Act.POST_SUMMARY: (_Group.UNIT, "post a summary"),
    Act.HOLD_SUMMARY: (_Group.UNIT, "hold a summary"),
    Act.ACCEPT_ACTION: (_Group.OWNER, "accept an action"),
    Act.PROPOSE_DATE: (_Group.OWNER, "propose another date"),
    Act.DISOWN_ACTION: (_Group.OWNER, "hand an action back"),
    Act.CLAIM_DONE: (_Group.OWNER, "report an action as done"),
    Act.CLOSE_ACTION: (_Group.UNIT, "close an action"),
    Act.SEND_BACK_ACTION: (_Group.UNIT, "send an action back"),
    Act.BLOCK_ACTION: (_Group.OWNER, "say that an action is blocked"),
    Act.DROP_ACTION: (_Group.UNIT, "drop an action"),
    Act.RAISE_PROBLEM: (_Group.UNIT, "raise a problem"),
    Act.SET_PROBLEM_ASIDE: (_Group.UNIT, "set a problem aside"),
    Act.MOVE_PROBLEM: (_Group.UNIT, "move a problem to another level"),
    Act.RESOLVE_PROBLEM: (_Group.UNIT, "resolve a problem"),
    Act.SEE_PROBLEMS: (_Group.UNIT, "see the problems"),
    Act.SEE_HEALTH: (_Group.UNIT, "see the health of the routine"),
    Act.REMIND_OWNERS: (_Group.UNIT, "remind owners"),
    Act.SET_ABSENCE: (_Group.OWNER, "say when they are away"),
    Act.SEE_CALENDAR: (_Group.EVERYBODY, "see the calendar"),
    Act.SEE_STATUS: (_Group.EVERYBODY, "see the status"),
    Act.SEE_REQUESTS: (_Group.UNIT, "see all requests"),
    Act.SEE_WHY: (_Group.OWNER, "see why a message came"),
    Act.SEE_PREVIEW: (_Group.UNIT, "see all messages to come"),
    Act.RUN_TIMETABLE: (_Group.TIMETABLE, "do this"),
}


def may(person: Person, act: Act, subject: Subject) -> bool:
    """Whether this person may do this. A restricted subject does not exist for anyone not named."""
    group, _ = _RULES[act]
    if person.id == BOT.id:
        return group is _Group.TIMETABLE
    if person.deactivated or not _exists_for(person, subject):
        return False
    if group is _Group.EVERYBODY:
        return not person.guest or person.role is not Role.NONE
    if group is _Group.OWNER and person.id in {subject.owner, *subject.helpers}:
        return True
    return group is not _Group.TIMETABLE and person.role.is_unit


def who_may(act: Act) -> str:
    """The sentence for somebody who may not."""
    group, what = _RULES[act]
    return f"Only {group.value} may {what}."


def _exists_for(person: Person, subject: Subject) -> bool:
    return subject.visible_to is None or person.id in subject.visible_to
