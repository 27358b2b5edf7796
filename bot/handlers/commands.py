"""`/stocktake ...`: answered in the ack itself. An unknown word gets the nearest command, not an error."""

from collections.abc import Callable

from slack_bolt import App

from bot import mrkdwn
from bot.handlers.desk import Ack, Body, Desk
from bot.messages import commands
from bot.ports import Rendered
from bot.routines import Work, calendars, desk
from bot.routines import people as directory
from domain.errors import StocktakeError
from domain.people import Person

Answer = Callable[[Work, Person, list[str]], Rendered]


def register(app: App, given: Desk) -> None:
    def typed(body: Body, ack: Ack) -> None:
        try:
            with given.writing() as work:
                actor = directory.person(work, body["user_id"])
                said = _answer(work, actor, mrkdwn.typed(str(body.get("text") or "")).split())
        except StocktakeError as problem:
            said = commands.refusal(str(problem))
        ack(text=said.text, blocks=list(said.blocks))

    app.command("/stocktake")(typed)


def _answer(work: Work, actor: Person, words: list[str]) -> Rendered:
    if not words:
        return commands.help_text(actor.role)
    answer = ANSWERS.get(words[0].lower())
    return answer(work, actor, words[1:]) if answer else commands.unknown(" ".join(words))


def _help(work: Work, actor: Person, rest: list[str]) -> Rendered:
    return commands.help_text(actor.role)


def _calendar(work: Work, actor: Person, rest: list[str]) -> Rendered:
    return commands.calendar(desk.calendar_rows(work, actor), actor.zone, calendars.today(work, actor.zone))


def _status(work: Work, actor: Person, rest: list[str]) -> Rendered:
    return commands.status(desk.status_rows(work, actor))


def _requests(work: Work, actor: Person, rest: list[str]) -> Rendered:
    rows = desk.request_rows(work, actor, late_only="late" in rest)
    return commands.requests(rows, actor.zone, calendars.today(work, actor.zone))


def _action(work: Work, actor: Person, rest: list[str]) -> Rendered:
    which = next((word for word in rest if word in ("mine", "overdue", "all")), "all")
    return commands.actions(desk.action_rows(work, actor, which), calendars.today(work, actor.zone))


def _remind(work: Work, actor: Person, rest: list[str]) -> Rendered:
    return commands.reminded(desk.remind(work, actor))


ANSWERS: dict[str, Answer] = {
    "help": _help,
    "calendar": _calendar,
    "status": _status,
    "requests": _requests,
    "action": _action,
    "remind": _remind,
}
