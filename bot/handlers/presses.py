"""Buttons: one that opens a modal, one that acts at once. A press that can do nothing any more says why."""

from collections.abc import Callable

from slack_bolt import App

from bot.handlers.desk import Ack, Body, Desk, who
from bot.messages.ids import Button
from bot.messages.values import ButtonValue
from bot.messages.views import closed_view
from bot.ports import Json
from bot.routines import Work
from domain.errors import Changed, StocktakeError
from domain.people import Person

Opens = Callable[[Work, Person, ButtonValue], Json]
Acts = Callable[[Work, Person, ButtonValue], None]

CLOSED = "Nothing to do here"
CHANGED = "Changed since"


def value_of(body: Body) -> ButtonValue:
    """What the pressed button, or the chosen option, was about."""
    pressed = body["actions"][0]
    chosen = pressed.get("selected_option") or pressed
    return ButtonValue.parse(chosen["value"])


def opens(app: App, desk: Desk, button: Button, view: Opens) -> None:
    """A button that opens a modal. Looking changes nothing, so pressing twice is pressing once."""

    def pressed(body: Body, ack: Ack) -> None:
        try:
            with desk.reading() as work:
                shown = view(work, who(work, body), value_of(body))
        except StocktakeError as problem:
            shown = _instead(problem)
        desk.open(body["trigger_id"], shown)
        ack()

    app.action(button.value)(pressed)


def acts(app: App, desk: Desk, button: Button, routine: Acts, anew: Acts | None = None) -> None:
    """A button that does something at once; what it meets decides, so that a second press has no second effect.

    `anew` shows how it stands now, where what was pressed beside has changed since and nobody has seen to that.
    """

    def pressed(body: Body, ack: Ack) -> None:
        try:
            with desk.writing() as work:
                routine(work, who(work, body), value_of(body))
        except StocktakeError as problem:
            desk.open(body["trigger_id"], _instead(problem))
            if anew is not None and isinstance(problem, Changed):
                with desk.writing() as work:
                    anew(work, who(work, body), value_of(body))
        ack()

    app.action(button.value)(pressed)


def _instead(problem: StocktakeError) -> Json:
    return closed_view(CHANGED if isinstance(problem, Changed) else CLOSED, str(problem))
