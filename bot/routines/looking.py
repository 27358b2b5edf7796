"""What somebody may see of an action, or of where one belongs, before they do something with it."""

from datetime import datetime

from bot.facts.actions import OfferFacts
from bot.facts.records import ActionRow
from bot.facts.unit import ClosureFacts
from bot.routines import (
    Work,
    portraits,
    seen,
    subjects,
)
from bot.store import actions, plan
from domain import action
from domain.action import Move
from domain.errors import Refused, StocktakeError
from domain.people import Person
from domain.rights import Act, may

LONGEST_NUMBER = 9  # digits


def look(work: Work, actor: Person, action_id: int, act: Act, step: Move) -> OfferFacts:
    """The action as it stands, for somebody who may do this with it, while it can be done.

    Raises NotAllowed and IllegalMove: an old button says what happened instead.
    """
    row = actions.get(work, action_id)
    subjects.allow(actor, act, subjects.of_action(work, row))
    action.move(row.state, step)
    return portraits.offer_facts(work, action_id, actor.id)


def look_at_claim(work: Work, actor: Person, action_id: int, claimed_at: datetime | None = None) -> ClosureFacts:
    """What staff see of an action that its owner says is done. Raises like `look`, and Changed."""
    row = actions.get(work, action_id)
    subjects.allow(actor, Act.SEND_BACK_ACTION, subjects.of_action(work, row))
    action.move(row.state, Move.SEND_BACK)
    seen.claim(row, claimed_at)
    return portraits.closure_facts(work, action_id)


def find(work: Work, actor: Person, label: str) -> ActionRow:
    """By what people call it: "A-21", "a21", "21". Raises Refused for none, or one that is not for this person."""
    digits = label.strip().upper().removeprefix("A").removeprefix("-")
    unknown = Refused("action", f"There is no action {label}.", "See /stocktake action list.")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise unknown
    try:
        row = actions.get(work, int(digits))
    except StocktakeError:
        raise unknown from None
    if not may(actor, Act.SEE_STATUS, subjects.of_action(work, row)):
        raise unknown
    return row


def shown(work: Work, row: ActionRow, reader: Person) -> OfferFacts:
    """As it stands, for somebody who may know of it."""
    subjects.allow(reader, Act.SEE_STATUS, subjects.of_action(work, row))
    return portraits.offer_facts(work, row.id, reader.id)


def title_for(work: Work, actor: Person, priority_key: str) -> str:
    """The title of a priority, for somebody who may add an action to it. Raises NotAllowed."""
    subjects.allow(actor, Act.ADD_ACTION, subjects.of_priority(work, priority_key))
    return plan.priority(work, priority_key).title
