"""Help and questions: asked under a summary, by its button, by a mention or from a message's menu; settled by staff."""

import re
from collections.abc import Callable

from slack_bolt import App

from bot.facts.unit import HelpFacts
from bot.handlers import forms, presses
from bot.handlers.desk import Ack, Body, Desk, who
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import ActionTyped, AskForm, ButtonValue, ModalAbout, QuestionForm, ReplyForm
from bot.messages.views import closed_view
from bot.mrkdwn import typed
from bot.ports import Json
from bot.routines import Work, asking_back, helping
from bot.routines import people as directory
from bot.routines.helping import NewAsk
from domain.errors import StocktakeError
from domain.people import Person

Listener = Callable[[Body, Ack], None]
SHORTCUT = "ask_about_message"
MENTION = re.compile(r"<@[A-Z0-9]+(\|[^>]*)?>")


def register(app: App, desk: Desk) -> None:
    presses.opens(app, desk, Button.QUESTION, _question)
    presses.opens(app, desk, Button.MAKE_ASK, lambda work, actor, about: views.ask_view(_look(work, actor, about)[0]))
    presses.opens(app, desk, Button.MAKE_ACTION, _action)
    presses.opens(app, desk, Button.REPLY, lambda work, actor, about: views.reply_view(_look(work, actor, about)[0]))
    forms.sends(app, desk, Form.ASK, AskForm.from_view, _ask_sent)
    forms.sends(app, desk, Form.REPLY, ReplyForm.from_view, _reply_sent)
    _questions(app, desk)
    _mentions(app, desk)
    app.message_shortcut(SHORTCUT)(_shortcut(desk))
    app.action(re.compile(f"^{Button.WHICH}:"))(_which(desk))


def _look(work: Work, actor: Person, about: ButtonValue) -> tuple[HelpFacts, str, int]:
    return helping.look(work, actor, about.help or 0)


def _question(work: Work, actor: Person, about: ButtonValue) -> Json:
    title = asking_back.title_for(work, actor, about.priority or "")
    return views.question_view(ModalAbout(cycle=about.cycle, priority=about.priority), title)


def _action(work: Work, actor: Person, about: ButtonValue) -> Json:
    facts, key, cycle_id = _look(work, actor, about)
    given = ActionTyped(text=facts.what, due_on=facts.by_when)
    return views.action_view(ModalAbout(cycle=cycle_id, priority=key, help=about.help), facts.title or "", given)


def _ask_sent(work: Work, actor: Person, about: ModalAbout, form: AskForm) -> None:
    helping.make_ask(work, actor, about.help or 0, NewAsk(form.what, form.person, form.by_when, form.why))


def _reply_sent(work: Work, actor: Person, about: ModalAbout, form: ReplyForm) -> None:
    helping.answer(work, actor, about.help or 0, form.reply)


def _questions(app: App, desk: Desk) -> None:
    def sent(body: Body, view: Json, ack: Ack) -> None:
        """The view is the receipt: sent twice, it asks once."""
        about, form = ModalAbout.of(view), QuestionForm.from_view(view)
        try:
            with desk.writing() as work:
                actor = who(work, body)
                asking_back.ask(work, actor, form.what, about.cycle, about.priority, receipt=f"view:{view['id']}")
        except StocktakeError as problem:
            ack(**forms.answer_to(problem, view))
            return
        ack()

    app.view(Form.QUESTION.value)(sent)


def _mentions(app: App, desk: Desk) -> None:
    def mentioned(event: Json, ack: Ack) -> None:
        """`@Stocktake ...` in a channel: in the thread of a summary it is about that one."""
        text = typed(MENTION.sub("", event.get("text") or "")).strip()
        if text and event.get("user") and not event.get("bot_id"):
            with desk.writing() as work:
                asking_back.ask_in_thread(
                    work,
                    directory.person(work, event["user"]),
                    text,
                    channel=event["channel"],
                    thread_ts=event.get("thread_ts") or event["ts"],
                    ts=event["ts"],
                )
        ack()

    app.event("app_mention")(mentioned)


def _shortcut(desk: Desk) -> Listener:
    def pressed(body: Body, ack: Ack) -> None:
        """From the menu of a message: a question about what it says."""
        message = body["message"]
        try:
            with desk.reading() as work:
                about, title = asking_back.about_message(
                    work, who(work, body), body["channel"]["id"], message.get("thread_ts") or message["ts"]
                )
            cycle, key = about
            shown = views.question_view(ModalAbout(cycle=cycle, priority=key), title)
        except StocktakeError as problem:
            shown = closed_view("Nothing to ask here", str(problem))
        desk.open(body["trigger_id"], shown)
        ack()

    return pressed


def _which(desk: Desk) -> Listener:
    def pressed(body: Body, ack: Ack) -> None:
        value = presses.value_of(body)
        try:
            with desk.writing() as work:
                asking_back.settle_which(work, who(work, body), value.stray or 0, value.request or 0)
        except StocktakeError as problem:
            desk.open(body["trigger_id"], closed_view(presses.CLOSED, str(problem)))
        ack()

    return pressed
