"""What else can be done with a request: a promise, help, somebody else, not mine, why me."""

from collections.abc import Callable

from slack_bolt import App

from bot.facts.requests import RequestFacts
from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form, More
from bot.messages.values import ButtonValue, DisownForm, GiveForm, HelpForm, ModalAbout, PromiseForm
from bot.ports import Json
from bot.routines import Work, answering, portraits, requests
from domain.errors import Refused
from domain.people import Person
from domain.request import Move
from domain.rights import Act


def register(app: App, desk: Desk) -> None:
    presses.opens(app, desk, Button.PROMISE, _looking(Act.PROMISE_FIGURE, Move.PROMISE, views.promise_view))
    presses.opens(app, desk, Button.HELP, _looking(Act.ASK_FOR_HELP, Move.ANSWER, views.help_view))
    presses.opens(app, desk, Button.GIVE, _looking(Act.GIVE_REQUEST, Move.DELEGATE, views.give_view))
    presses.opens(app, desk, Button.MORE, _more)
    forms.sends(app, desk, Form.PROMISE, PromiseForm.from_view, _promise)
    forms.sends(app, desk, Form.HELP, HelpForm.from_view, _help)
    forms.sends(app, desk, Form.GIVE, GiveForm.from_view, _give)
    forms.sends(app, desk, Form.DISOWN, DisownForm.from_view, _disown)


def _looking(act: Act, step: Move, view: Callable[[RequestFacts], Json]) -> presses.Opens:
    def shown(work: Work, actor: Person, about: ButtonValue) -> Json:
        return view(answering.look(work, actor, about.request or 0, act, step))

    return shown


def _more(work: Work, actor: Person, about: ButtonValue) -> Json:
    match about.act:
        case More.PROMISE:
            return _looking(Act.PROMISE_FIGURE, Move.PROMISE, views.promise_view)(work, actor, about)
        case More.HELP:
            return _looking(Act.ASK_FOR_HELP, Move.ANSWER, views.help_view)(work, actor, about)
        case More.GIVE:
            return _looking(Act.GIVE_REQUEST, Move.DELEGATE, views.give_view)(work, actor, about)
        case More.DISOWN:
            return _looking(Act.DISOWN_REQUEST, Move.DISOWN, views.disown_view)(work, actor, about)
        case More.WHY:
            requests.may_see_why(work, actor, about.request or 0)
            facts = portraits.request_facts(work, about.request or 0, actor)
            return views.why_view(facts, portraits.introduction_of(work, about.request or 0))
        case _:
            raise Refused("act", "This is not offered here any more.", "Look at the newest message about it.")


def _promise(work: Work, actor: Person, about: ModalAbout, form: PromiseForm) -> None:
    requests.promise(work, actor, about.request or 0, form.day)


def _help(work: Work, actor: Person, about: ModalAbout, form: HelpForm) -> None:
    requests.ask_for_help(work, actor, about.request or 0, form.what, form.from_whom, form.by_when)


def _give(work: Work, actor: Person, about: ModalAbout, form: GiveForm) -> None:
    requests.give(work, actor, about.request or 0, form.person)


def _disown(work: Work, actor: Person, about: ModalAbout, form: DisownForm) -> None:
    requests.disown(work, actor, about.request or 0, form.reason)
