"""Who may do what. One rule, deny by default: what is not allowed here is not allowed anywhere."""

from dataclasses import dataclass
from enum import StrEnum
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
    REMIND_OWNERS = "remind owners"
    SEE_CALENDAR = "see calendar"
    SEE_STATUS = "see status"
    SEE_REQUESTS = "see requests"
    SEE_WHY = "see why"
    RUN_TIMETABLE = "run timetable"


@dataclass(frozen=True)
class Subject:
    """What an act is about: its owner, who stands in for them, and for whom it exists (None: for everybody)."""

    owner: str | None = None
    helpers: frozenset[str] = frozenset()
    visible_to: frozenset[str] | None = None


BOT: Final = Person(id="stocktake", name="Stocktake", zone="UTC")
"""The bot itself, when the timetable acts."""

_OF_REQUEST: Final = frozenset(
    {Act.ANSWER_REQUEST, Act.PROMISE_FIGURE, Act.ASK_FOR_HELP, Act.GIVE_REQUEST, Act.DISOWN_REQUEST}
)
_OF_ACTION: Final = frozenset({Act.ACCEPT_ACTION, Act.PROPOSE_DATE, Act.CLAIM_DONE, Act.DISOWN_ACTION})
_OF_EVERYBODY: Final = frozenset({Act.SEE_CALENDAR, Act.SEE_STATUS})
_OF_UNIT: Final = frozenset(Act) - _OF_REQUEST - _OF_ACTION - _OF_EVERYBODY - {Act.RUN_TIMETABLE}


def may(person: Person, act: Act, subject: Subject) -> bool:
    """Whether this person may do this. A restricted subject does not exist for anyone not named."""
    if person.id == BOT.id:
        return act is Act.RUN_TIMETABLE
    if person.deactivated or not _visible(person, subject):
        return False
    if act in _OF_EVERYBODY:
        return not person.guest or person.role is not Role.NONE
    if act in _OF_UNIT:
        return person.role.is_unit
    if act in _OF_REQUEST | _OF_ACTION:
        return person.role.is_unit or person.id == subject.owner or person.id in subject.helpers
    return False


def who_may(act: Act) -> str:
    """The sentence for somebody who may not."""
    if act in _OF_REQUEST:
        return "Only the person who was asked, their deputy or office, or delivery unit staff may do this."
    if act in _OF_ACTION:
        return "Only the action's owner, their deputy or office, or delivery unit staff may do this."
    if act in _OF_UNIT:
        return f"Only delivery unit staff may {act.value}. Please ask them."
    if act in _OF_EVERYBODY:
        return "Only people this priority is shared with may see it."
    return "Only the timetable does this."


def _visible(person: Person, subject: Subject) -> bool:
    return subject.visible_to is None or person.id in subject.visible_to
