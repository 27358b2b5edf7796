"""A stocktake's steps by hand: gaps decided, moved, the meeting run, answers checked, milestones reported."""

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import ButtonValue, CancelForm, DateForm, DropForm, LateForm, ModalAbout, QueryForm
from bot.ports import Json
from bot.routines import Work, checking, freezing, meeting, milestones, moving
from domain.milestone import Move
from domain.people import Person


def register(app: App, desk: Desk) -> None:
    presses.acts(app, desk, Button.ACCEPT_ANSWER, _accept)
    presses.opens(app, desk, Button.QUERY, _query)
    presses.acts(app, desk, Button.GAPS_LISTED, _deciding(freezing.LISTED))
    presses.acts(app, desk, Button.GAPS_UNLISTED, _deciding(freezing.UNLISTED))
    presses.opens(app, desk, Button.MOVE, _move)
    presses.acts(app, desk, Button.TURN_TO, _turn_to)
    presses.acts(app, desk, Button.CLOSE_MEETING, _close)
    presses.acts(app, desk, Button.MILESTONE_DONE, _done)
    presses.opens(app, desk, Button.MILESTONE_LATE, _late)
    presses.opens(app, desk, Button.MILESTONE_DROP, _drop)
    forms.sends(app, desk, Form.QUERY, QueryForm.from_view, _query_sent)
    forms.sends(app, desk, Form.MOVE, DateForm.from_view, _move_sent)
    forms.sends(app, desk, Form.CANCEL, CancelForm.from_view, _cancel_sent)
    forms.sends(app, desk, Form.MILESTONE_LATE, LateForm.from_view, _late_sent)
    forms.sends(app, desk, Form.MILESTONE_DROP, DropForm.from_view, _drop_sent)


def _accept(work: Work, actor: Person, about: ButtonValue) -> None:
    checking.accept(work, actor, about.request or 0, about.answer)


def _query(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.query_view(checking.look(work, actor, about.request or 0, about.answer))


def _query_sent(work: Work, actor: Person, about: ModalAbout, form: QueryForm) -> None:
    checking.query(work, actor, about.request or 0, form.reason, about.answer)


def _deciding(gaps: str) -> presses.Acts:
    return lambda work, actor, about: freezing.decide_gaps(work, actor, about.cycle or 0, gaps)


def _move(work: Work, actor: Person, about: ButtonValue) -> Json:
    cycle = moving.look(work, actor, about.cycle or 0)
    return views.move_view(cycle.id, cycle.meeting_on.isoformat())


def _move_sent(work: Work, actor: Person, about: ModalAbout, form: DateForm) -> None:
    moving.move(work, actor, about.cycle or 0, form.day, form.reason)


def _cancel_sent(work: Work, actor: Person, about: ModalAbout, form: CancelForm) -> None:
    moving.cancel(work, actor, about.cycle or 0, form.reason)


def _turn_to(work: Work, actor: Person, about: ButtonValue) -> None:
    meeting.turn_to(work, actor, about.cycle or 0, about.priority or "")


def _close(work: Work, actor: Person, about: ButtonValue) -> None:
    meeting.close(work, actor, about.cycle or 0)


def _done(work: Work, actor: Person, about: ButtonValue) -> None:
    milestones.done(work, actor, about.milestone or 0)


def _late(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.late_view(milestones.look(work, actor, about.milestone or 0, Move.LATE))


def _drop(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.drop_milestone_view(milestones.look(work, actor, about.milestone or 0, Move.DROP))


def _late_sent(work: Work, actor: Person, about: ModalAbout, form: LateForm) -> None:
    milestones.late(work, actor, about.milestone or 0, form.day, form.reason, form.chance)


def _drop_sent(work: Work, actor: Person, about: ModalAbout, form: DropForm) -> None:
    milestones.drop(work, actor, about.milestone or 0, form.reason)
