"""Problems: raised or set aside from the message that proposes them."""

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import ButtonValue, ModalAbout, NotNowForm, RaiseForm
from bot.ports import Json
from bot.routines import Work, problems
from bot.routines.problems import Raising
from domain.people import Person
from domain.problem import Level
from domain.rights import Act


def register(app: App, desk: Desk) -> None:
    presses.opens(app, desk, Button.RAISE, _raise)
    presses.opens(app, desk, Button.NOT_NOW, _not_now)
    forms.sends(app, desk, Form.RAISE, RaiseForm.from_view, _raised)
    forms.sends(app, desk, Form.NOT_NOW, NotNowForm.from_view, _set_aside)


def _raise(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.raise_view(problems.look_at_proposal(work, actor, about.problem or 0))


def _not_now(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.not_now_view(problems.look(work, actor, about.problem or 0, Act.SET_PROBLEM_ASIDE))


def _raised(work: Work, actor: Person, about: ModalAbout, form: RaiseForm) -> None:
    given = Raising(form.lead, form.exit_criteria, Level(form.level), form.cause, form.reason)
    if about.problem is not None:
        problems.take_up(work, actor, about.problem, given)
    else:
        problems.raise_by_hand(work, actor, about.cycle or 0, about.priority or "", given)


def _set_aside(work: Work, actor: Person, about: ModalAbout, form: NotNowForm) -> None:
    problems.set_aside(work, actor, about.problem or 0, form.reason)
