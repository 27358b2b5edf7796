"""What the owner of an agreed action sees."""

from dataclasses import dataclass
from datetime import date

from domain.action import ActionKind, ActionState


@dataclass(frozen=True)
class OfferFacts:
    """An action agreed at a stocktake, put to its owner."""

    action_id: int
    label: str
    text: str
    title: str
    moves_number: str
    closure_test: str
    due_on: date
    meeting_on: date
    state: ActionState
    proposed_on: date | None
    owner_id: str
    reader_id: str
    contact_id: str
    reason: str
    kind: ActionKind = ActionKind.ACTION
    asked_by: str = ""
    waits_for: str | None = None  # whom a blocked one waits for
    disowned: bool = False  # its owner says that it is not theirs; staff have not named another
