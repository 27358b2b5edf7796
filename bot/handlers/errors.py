"""The last line: whatever a handler did not foresee becomes a sentence with a code, never an error of Slack's."""

from uuid import uuid4

from slack_bolt import App, BoltRequest, BoltResponse

from bot.handlers import forms
from bot.handlers.desk import Desk, log
from bot.handlers.rest import is_event
from bot.messages.views import closed_view
from bot.ports import Json
from domain.errors import StocktakeError

SORRY = (
    "Something went wrong here, and nothing was saved. Please try again; "
    "if it happens twice, tell the delivery unit and quote {code}."
)


def register(app: App, desk: Desk) -> None:
    def failed(error: Exception, request: BoltRequest) -> BoltResponse:
        """An event is left unacked, for Slack to send again; a person gets the sentence where they are."""
        sentence = _sentence(error)
        if is_event(request):
            return BoltResponse(status=503, body="")
        return BoltResponse(status=200, body=_answer(desk, request, sentence))

    app.error(failed)


def _sentence(error: Exception) -> str:
    if isinstance(error, StocktakeError):
        return str(error)
    code = uuid4().hex[:6].upper()
    log.error("handler failed", code=code, exc_info=error)
    return SORRY.format(code=code)


def _answer(desk: Desk, request: BoltRequest, sentence: str) -> Json | str:
    body = request.body or {}
    if body.get("type") == "view_submission":
        return forms.told(sentence, body["view"])
    if body.get("command"):
        return {"response_type": "ephemeral", "text": sentence}
    if body.get("trigger_id"):
        desk.open(body["trigger_id"], closed_view("That did not work", sentence))
    return ""
