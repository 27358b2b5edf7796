"""The unit's desk for one priority: rate it, add an action, say why none is needed, post its summary."""

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import ActionForm, ButtonValue, ModalAbout, NoActionForm, RateForm
from bot.ports import Json
from bot.routines import Work, actions, publishing, rating
from bot.routines.actions import NewAction
from domain.people import Person


def register(app: App, desk: Desk) -> None:
    presses.opens(app, desk, Button.RATE, _rate)
    presses.opens(app, desk, Button.ADD_ACTION, _add_action)
    presses.opens(app, desk, Button.NO_ACTION, _no_action)
    presses.acts(app, desk, Button.POST_NOW, _post)
    forms.sends(app, desk, Form.RATE, RateForm.from_view, _rate_sent)
    forms.sends(app, desk, Form.ACTION, ActionForm.from_view, _action_sent)
    forms.sends(app, desk, Form.NO_ACTION, NoActionForm.from_view, _no_action_sent)


def _rate(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.rate_view(rating.look(work, actor, about.cycle or 0, about.priority or ""))


def _add_action(work: Work, actor: Person, about: ButtonValue) -> Json:
    title = actions.title_for(work, actor, about.priority or "")
    return views.action_view(about.cycle or 0, about.priority or "", title)


def _no_action(work: Work, actor: Person, about: ButtonValue) -> Json:
    title = actions.title_for(work, actor, about.priority or "")
    return views.no_action_view(about.cycle or 0, about.priority or "", title)


def _post(work: Work, actor: Person, about: ButtonValue) -> None:
    publishing.post_now(work, actor, about.cycle or 0, about.priority or "")


def _rate_sent(work: Work, actor: Person, about: ModalAbout, form: RateForm) -> None:
    rating.rate(work, actor, about.cycle or 0, about.priority or "", form.likelihood, form.reason)


def _action_sent(work: Work, actor: Person, about: ModalAbout, form: ActionForm) -> None:
    actions.add(
        work,
        actor,
        NewAction(
            cycle_id=about.cycle or 0,
            priority_key=about.priority or "",
            text=form.text,
            moves_number=form.moves_number,
            owner_id=form.owner,
            due_on=form.due_on,
            closure_test=form.closure_test,
        ),
    )


def _no_action_sent(work: Work, actor: Person, about: ModalAbout, form: NoActionForm) -> None:
    publishing.explain_no_action(work, actor, about.cycle or 0, about.priority or "", form.because)
