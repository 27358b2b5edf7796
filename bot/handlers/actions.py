"""Agreed actions: accepted, moved, claimed done or handed back by their owner; closed, sent back, moved by staff."""

from slack_bolt import App

from bot.handlers import forms, presses
from bot.handlers.desk import Desk
from bot.messages import views
from bot.messages.ids import Button, Form
from bot.messages.values import (
    BlockedForm,
    ButtonValue,
    ClaimForm,
    DateForm,
    DisownForm,
    DropForm,
    ModalAbout,
    SendBackForm,
)
from bot.ports import Json
from bot.routines import Work, actions, looking
from domain.action import Move
from domain.people import Person
from domain.rights import Act


def register(app: App, desk: Desk) -> None:
    presses.acts(app, desk, Button.ACCEPT, _accept)
    presses.acts(app, desk, Button.CLOSE_ACTION, _close)
    presses.acts(app, desk, Button.AGREE_DATE, _deciding(agree=True))
    presses.acts(app, desk, Button.KEEP_DATE, _deciding(agree=False))
    presses.opens(app, desk, Button.PROPOSE_DATE, _date)
    presses.opens(app, desk, Button.CLAIM_DONE, _claim)
    presses.opens(app, desk, Button.DISOWN_ACTION, _disown)
    presses.opens(app, desk, Button.SEND_BACK, _send_back)
    presses.acts(app, desk, Button.UNBLOCK, lambda work, actor, about: actions.unblock(work, actor, about.action or 0))
    presses.opens(app, desk, Button.BLOCKED, _blocked)
    forms.sends(app, desk, Form.BLOCKED, BlockedForm.from_view, _blocked_sent)
    forms.sends(app, desk, Form.DROP, DropForm.from_view, _drop_sent)
    forms.sends(app, desk, Form.DATE, DateForm.from_view, _date_sent)
    forms.sends(app, desk, Form.CLAIM, ClaimForm.from_view, _claim_sent)
    forms.sends(app, desk, Form.DISOWN_ACTION, DisownForm.from_view, _disown_sent)
    forms.sends(app, desk, Form.SEND_BACK, SendBackForm.from_view, _send_back_sent)


def _accept(work: Work, actor: Person, about: ButtonValue) -> None:
    actions.accept(work, actor, about.action or 0, about.day)


def _close(work: Work, actor: Person, about: ButtonValue) -> None:
    actions.close(work, actor, about.action or 0, about.claimed_at)


def _deciding(*, agree: bool) -> presses.Acts:
    return lambda work, actor, about: actions.decide_date(work, actor, about.action or 0, about.day, agree=agree)


def _date(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.date_view(looking.look(work, actor, about.action or 0, Act.PROPOSE_DATE, Move.RESCHEDULE))


def _claim(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.claim_view(looking.look(work, actor, about.action or 0, Act.CLAIM_DONE, Move.CLAIM))


def _disown(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.disown_action_view(looking.look(work, actor, about.action or 0, Act.DISOWN_ACTION, Move.RESCHEDULE))


def _send_back(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.send_back_view(looking.look_at_claim(work, actor, about.action or 0, about.claimed_at))


def _blocked(work: Work, actor: Person, about: ButtonValue) -> Json:
    return views.blocked_view(looking.look(work, actor, about.action or 0, Act.BLOCK_ACTION, Move.BLOCK))


def _blocked_sent(work: Work, actor: Person, about: ModalAbout, form: BlockedForm) -> None:
    actions.block(work, actor, about.action or 0, form.person, form.by_when, form.reason)


def _drop_sent(work: Work, actor: Person, about: ModalAbout, form: DropForm) -> None:
    actions.drop(work, actor, about.action or 0, form.reason)


def _date_sent(work: Work, actor: Person, about: ModalAbout, form: DateForm) -> None:
    actions.propose_date(work, actor, about.action or 0, form.day, form.reason)


def _claim_sent(work: Work, actor: Person, about: ModalAbout, form: ClaimForm) -> None:
    actions.claim_done(work, actor, about.action or 0, form.evidence)


def _disown_sent(work: Work, actor: Person, about: ModalAbout, form: DisownForm) -> None:
    actions.disown(work, actor, about.action or 0, form.reason)


def _send_back_sent(work: Work, actor: Person, about: ModalAbout, form: SendBackForm) -> None:
    actions.send_back(work, actor, about.action or 0, form.reason, about.claimed_at)
