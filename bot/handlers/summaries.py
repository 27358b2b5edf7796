"""The unit's desk for one priority: rate it, add an action, say why none is needed, post its summary."""

from collections.abc import Callable
from datetime import date

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import (
    ActionForm,
    ActionTyped,
    ButtonValue,
    LinesForm,
    ModalAbout,
    NoActionForm,
    OneLineForm,
    RateForm,
)
from bot.ports import Json
from bot.routines import Work, actions, drafting, helping, looking, publishing, rating, showing
from bot.routines.actions import NewAction
from bot.routines.rating import Rating
from domain.people import Person


def register(app: App, desk: Desk) -> None:
    presses.opens(app, desk, Button.RATE, _rate)
    presses.opens(app, desk, Button.ADD_ACTION, _add_action)
    presses.opens(app, desk, Button.NO_ACTION, _no_action)
    presses.opens(app, desk, Button.EDIT_LINES, _edit)
    presses.acts(app, desk, Button.POST_NOW, _post, anew=_on(lambda work, _, *draft: showing.draft(work, *draft)))
    presses.acts(app, desk, Button.HOLD, _on(drafting.hold))
    presses.acts(app, desk, Button.RELEASE, _on(drafting.release))
    forms.answers(app, desk, Form.RATE, RateForm.from_view, _rate_sent)
    forms.sends(app, desk, Form.NO_ACTION, NoActionForm.from_view, _no_action_sent)
    forms.sends(app, desk, Form.LINES, LinesForm.from_view, _lines_sent)
    forms.sends(app, desk, Form.ACTION, ActionForm.from_view, _action_sent)
    forms.answers(app, desk, Form.ONE_LINE, OneLineForm.from_view, _line_sent)


def _on(routine: Callable[[Work, Person, int, str], None]) -> presses.Acts:
    return lambda work, actor, about: routine(work, actor, about.cycle or 0, about.priority or "")


def _post(work: Work, actor: Person, about: ButtonValue) -> None:
    publishing.post_now(work, actor, about.cycle or 0, about.priority or "", about.lines)


def _rate(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.rate_view(rating.look(work, actor, about.cycle or 0, about.priority or ""))


def _edit(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.lines_view(drafting.look(work, actor, about.cycle or 0, about.priority or ""))


def _add_action(work: Work, actor: Person, about: ButtonValue) -> Json:
    title = looking.title_for(work, actor, about.priority or "")
    return views.one_line_view(ModalAbout(cycle=about.cycle, priority=about.priority), title)


def _no_action(work: Work, actor: Person, about: ButtonValue) -> Json:
    title = looking.title_for(work, actor, about.priority or "")
    return views.no_action_view(about.cycle or 0, about.priority or "", title)


def _rate_sent(work: Work, actor: Person, about: ModalAbout, form: RateForm) -> Json | None:
    """Where two voices lie far apart, the form again with the question why."""
    cycle, key = about.cycle or 0, about.priority or ""
    question = rating.rate(
        work, actor, cycle, key, Rating(form.likelihood, form.reason, form.chance, form.explains, form.rubric)
    )
    return views.rate_view(rating.look(work, actor, cycle, key), form, question) if question else None


def _line_sent(work: Work, actor: Person, about: ModalAbout, form: OneLineForm) -> Json | None:
    """A whole line is an action; for what it does not say the form asks."""
    said = actions.read_line(work, form.line)
    if said.is_whole:
        actions.add(work, actor, _new(about, said.text, said.moves_number, said.owner, said.due_on, said.closure_test))
        return None
    title = looking.title_for(work, actor, about.priority or "")
    typed = ActionTyped(
        text=said.text,
        moves_number=said.moves_number,
        owner=said.owner,
        due_on=said.due_on,
        closure_test=said.closure_test,
    )
    return views.action_view(about, title, typed, missing=True)


def _action_sent(work: Work, actor: Person, about: ModalAbout, form: ActionForm) -> None:
    new = _new(about, form.text, form.moves_number, form.owner, form.due_on, form.closure_test)
    if about.help is None:
        actions.add(work, actor, new)
    else:
        helping.make_action(work, actor, about.help, new)


def _new(about: ModalAbout, text: str, moves: str, owner: str, due_on: date | None, closure_test: str) -> NewAction:
    assert due_on is not None, "Slack sends no form without its date, and a whole line has one"
    return NewAction(
        cycle_id=about.cycle or 0,
        priority_key=about.priority or "",
        text=text,
        moves_number=moves,
        owner_id=owner,
        due_on=due_on,
        closure_test=closure_test,
    )


def _lines_sent(work: Work, actor: Person, about: ModalAbout, form: LinesForm) -> None:
    drafting.edit(
        work,
        actor,
        about.cycle or 0,
        about.priority or "",
        why=form.why,
        needed=form.needed,
        needed_by=form.needed_by,
    )


def _no_action_sent(work: Work, actor: Person, about: ModalAbout, form: NoActionForm) -> None:
    publishing.explain_no_action(work, actor, about.cycle or 0, about.priority or "", form.because)
