"""`/stocktake ...`: answered in the ack itself. An unknown word gets the nearest command, not an error."""

from slack_bolt import App

from bot import mrkdwn
from bot.handlers.commands import away, doing, looking, problem, stocktake
from bot.handlers.commands.answer import Answer, Given, Opened
from bot.handlers.desk import Ack, Body, Desk
from bot.messages import commands
from bot.ports import Rendered
from bot.routines import Work
from bot.routines import people as directory
from domain.errors import StocktakeError

ANSWERS: dict[str, Answer] = {
    **looking.ANSWERS,
    **doing.ANSWERS,
    "stocktake": stocktake.answer,
    "problem": problem.answer,
    "away": away.answer,
}


def register(app: App, desk: Desk) -> None:
    def typed(body: Body, ack: Ack) -> None:
        try:
            with desk.writing() as work:
                actor = directory.person(work, body["user_id"])
                said = _answer(work, Given(actor, mrkdwn.typed(str(body.get("text") or "")).split()))
        except StocktakeError as problem:
            said = commands.refusal(str(problem))
        if isinstance(said, Opened):
            desk.open(body["trigger_id"], said.view)
            ack()
        else:
            ack(text=said.text, blocks=list(said.blocks))

    app.command("/stocktake")(typed)


def _answer(work: Work, given: Given) -> Rendered | Opened:
    if not given.words:
        return commands.help_text(given.actor.role)
    answer = ANSWERS.get(given.words[0].lower())
    return answer(work, given.after(1)) if answer else commands.unknown(" ".join(given.words))
