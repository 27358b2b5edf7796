"""Modals sent in: done, or told beside the box what to mend. What was typed stays in the modal."""

from collections.abc import Callable
from hashlib import sha256
from json import dumps
from typing import TypeVar

from slack_bolt import App

from bot.handlers.desk import Ack, Body, Desk, who
from bot.messages.ids import Form
from bot.messages.values import ModalAbout
from bot.messages.views import closed_view
from bot.ports import Json
from bot.routines import Work, submitting
from domain.errors import Refused, StocktakeError
from domain.people import Person

Typed = TypeVar("Typed")
Does = Callable[[Work, Person, ModalAbout, Typed], None]


def sends(app: App, desk: Desk, form: Form, read: Callable[[Json], Typed], routine: Does[Typed]) -> None:
    """A modal that closes when its routine is done. Sent again as it was, it closes and nothing more is done."""

    def sent(body: Body, view: Json, ack: Ack) -> None:
        try:
            with desk.writing() as work:
                actor = who(work, body)
                if submitting.first_time(work, receipt_of(view)):
                    routine(work, actor, ModalAbout.of(view), read(view))
        except StocktakeError as problem:
            ack(**answer_to(problem, view))
            return
        ack()

    app.view(form.value)(sent)


def answers(
    app: App,
    desk: Desk,
    form: Form,
    read: Callable[[Json], Typed],
    routine: Callable[[Work, Person, ModalAbout, Typed], Json | None],
) -> None:
    """A modal whose routine may want another one in its place."""

    def sent(body: Body, view: Json, ack: Ack) -> None:
        try:
            with desk.writing() as work:
                following = routine(work, who(work, body), ModalAbout.of(view), read(view))
        except StocktakeError as problem:
            ack(**answer_to(problem, view))
            return
        ack(**({"response_action": "update", "view": following} if following else {}))

    app.view(form.value)(sent)


def receipt_of(view: Json) -> str:
    """A submission is its view and what stands in it: the same again is the same, another one a correction."""
    digest = sha256(dumps(view["state"]["values"], sort_keys=True).encode()).hexdigest()
    return f"view:{view['id']}:{digest[:32]}"


def answer_to(problem: StocktakeError, view: Json) -> Json:
    """What the modal shows of an error: the sentence beside the box it is about, or beside the first one."""
    return told(str(problem), view, problem.field if isinstance(problem, Refused) else "")


def told(sentence: str, view: Json, wanted: str = "") -> Json:
    """A sentence beside a box, so that what was typed stays, to be mended or copied; alone where there is no box."""
    boxes = inputs_of(view)
    if not boxes:
        return {"response_action": "update", "view": closed_view("Nothing was changed", sentence)}
    return {"response_action": "errors", "errors": {wanted if wanted in boxes else boxes[0]: sentence}}


def inputs_of(view: Json) -> list[str]:
    """The names of a modal's boxes, in order."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
