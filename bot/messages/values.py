"""What comes back from Slack, as models: what a button was about, what a modal is about, what was typed into it.

Texts stay as typed; reading numbers is the domain's business. Slack lets nobody submit an empty box that is not
optional, so a form without it is a programming error (pydantic's ValidationError).
"""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from bot.messages.ids import INPUT, Box
from bot.ports import Json
from domain.assessment import Challenge, Likelihood, Quality, Rubric, Stage


class About(BaseModel):
    """What a button or a modal is about. Ids, since what it shows is looked up again; and beside a decision what was
    shown to whoever decides: the answer, the date, when it was claimed to be done, the mark of the lines.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: int | None = None
    action: int | None = None
    cycle: int | None = None
    priority: str | None = None
    milestone: int | None = None
    help: int | None = None
    stray: int | None = None
    summary: int | None = None
    problem: int | None = None
    act: str | None = None
    answer: int | None = None
    day: date | None = None
    claimed_at: datetime | None = None
    lines: str | None = None

    def dump(self) -> str:
        return self.model_dump_json(exclude_none=True)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises pydantic's ValidationError for a text that `dump` did not write."""
        return cls.model_validate_json(text)


class ButtonValue(About):
    """`value` of a button, or of an option of an overflow."""


class ModalAbout(About):
    """`private_metadata` of a modal."""

    @classmethod
    def of(cls, view: Json) -> Self:
        return cls.parse(view["private_metadata"])


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)

    @classmethod
    def from_view(cls, view: Json) -> Self:
        """What stands in the boxes of a submitted view."""
        return cls.model_validate({name: typed for name in cls.model_fields if (typed := _typed(view, name))})


class AnswerForm(_Form):
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    for_summary: str = ""
    for_unit: str = ""
    likelihood: Likelihood | None = None
    chance: str = ""
    next_value: str = ""
    subgroups: str = ""
    milestone_chance: str = ""
    provisional: bool = False
    sure: bool = False
    help: bool = False


class PromiseForm(_Form):
    day: date


class GiveForm(_Form):
    person: str


class HelpForm(_Form):
    what: str
    from_whom: str = ""
    by_when: date | None = None


class RateForm(_Form):
    likelihood: Likelihood
    reason: str
    chance: str = ""
    challenge: Challenge | None = None
    planning: Quality | None = None
    drive: Quality | None = None
    stage: Stage | None = None
    explains: str = ""

    @property
    def rubric(self) -> Rubric:
        return Rubric(self.challenge, self.planning, self.drive, self.stage)


class ActionForm(_Form):
    text: str
    moves_number: str
    owner: str
    due_on: date
    closure_test: str


class ActionTyped(BaseModel):
    """What is known of an action before its form is filled in."""

    model_config = ConfigDict(frozen=True)

    text: str = ""
    moves_number: str = ""
    owner: str = ""
    due_on: date | None = None
    closure_test: str = ""


class ClaimForm(_Form):
    evidence: str


class DateForm(_Form):
    day: date
    reason: str = ""


class LateForm(DateForm):
    """A milestone's new date, and the chance that it is kept."""

    chance: str = ""


class ReasonForm(_Form):
    """Why something is not one's own, or what is missing before an action can be closed."""

    reason: str


class SendBackForm(ReasonForm):
    pass


class DisownForm(ReasonForm):
    pass


class DropForm(ReasonForm):
    pass


class QueryForm(ReasonForm):
    pass


class CancelForm(ReasonForm):
    pass


class RaiseForm(_Form):
    level: int
    lead: str
    exit_criteria: str
    cause: str = ""
    reason: str = ""


class NotNowForm(ReasonForm):
    pass


class NoActionForm(_Form):
    because: str


class OneLineForm(_Form):
    line: str


class LinesForm(_Form):
    why: str = ""
    needed: str = ""
    needed_by: date | None = None


class QuestionForm(_Form):
    what: str


class AskForm(_Form):
    what: str
    person: str
    by_when: date
    why: str


class ReplyForm(_Form):
    reply: str


class BlockedForm(_Form):
    person: str
    by_when: date
    reason: str


def _typed(view: Json, name: str) -> Any:
    """The content of the box of that name; empty or None when there is none, or no such box."""
    element = view["state"]["values"].get(Box(name).value, {}).get(INPUT, {})
    chosen = element.get("selected_option") or {}
    return (
        element.get("value")
        or element.get("selected_date")
        or element.get("selected_user")
        or chosen.get("value")
        or bool(element.get("selected_options"))
    )
