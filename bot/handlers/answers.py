"""The answer's modal: opened by Answer, Correct It and Add a Reason; sent in, it shows how the figure reads."""

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Ack, Body, Desk, who
from bot.messages.ids import Button, Form
from bot.messages.values import AnswerForm, ButtonValue, ModalAbout
from bot.messages.views import answer_view, help_view, reading_view
from bot.ports import Json
from bot.routines import Work, answering, explaining
from bot.routines.answering import Doubted, Rejected, Typed
from domain.errors import StocktakeError
from domain.people import Person
from domain.request import Move
from domain.rights import Act


def register(app: App, desk: Desk) -> None:
    for button in (Button.ANSWER, Button.CORRECT, Button.ADD_REASON):
        presses.opens(app, desk, button, _view)

    presses.acts(
        app,
        desk,
        Button.NOTHING_CHANGED,
        lambda work, actor, about: explaining.nothing_changed(work, actor, about.request or 0, about.answer),
    )

    def sent(body: Body, view: Json, ack: Ack) -> None:
        try:
            with desk.writing() as work:
                shown = _answered(work, who(work, body), view)
        except StocktakeError as problem:
            shown = forms.answer_to(problem, view)
        ack(**shown)

    app.view(Form.ANSWER.value)(sent)


def _view(work: Work, actor: Person, about: ButtonValue) -> Json:
    return answer_view(answering.look(work, actor, about.request or 0, Act.ANSWER_REQUEST, Move.ANSWER))


def _answered(work: Work, actor: Person, view: Json) -> Json:
    """The answer to a submission: errors beside their boxes, the doubts, the help screen, or the reading."""
    about, form = ModalAbout.of(view), AnswerForm.from_view(view)
    request_id, typed = about.request or 0, _typed(form, about)
    receipt = forms.receipt_of(view)
    outcome = answering.answer(work, actor, request_id, typed, receipt=receipt, way="modal", shown=about.answer)
    if isinstance(outcome, Rejected):
        boxes = forms.inputs_of(view)
        errors = {box if box in boxes else boxes[0]: sentence for box, sentence in outcome.errors.items()}
        return {"response_action": "errors", "errors": errors}
    if isinstance(outcome, Doubted):
        facts = answering.look(work, actor, request_id, Act.ANSWER_REQUEST, Move.ANSWER)
        again = answer_view(facts, typed=form, concerns=outcome.findings, meanwhile=outcome.meanwhile)
        return {"response_action": "update", "view": again}
    if form.help:
        facts = answering.look(work, actor, request_id, Act.ASK_FOR_HELP, Move.ANSWER)
        return {"response_action": "update", "view": help_view(facts)}
    return {"response_action": "update", "view": reading_view(outcome.facts)}


def _typed(form: AnswerForm, about: ModalAbout) -> Typed:
    return Typed(
        value=form.value,
        numerator=form.numerator,
        denominator=form.denominator,
        for_summary=form.for_summary.strip(),
        for_unit=form.for_unit.strip(),
        likelihood=form.likelihood,
        chance=form.chance,
        next_value=form.next_value,
        subgroups=form.subgroups,
        milestone=about.milestone,
        milestone_chance=form.milestone_chance,
        provisional=form.provisional,
        sure=form.sure,
    )
