"""Commands that do one thing, or open its form: submit, rate, remind, and what there is to do with actions."""

from bot.handlers.commands.answer import Answer, Given, Opened
from bot.messages import commands, views
from bot.messages.values import ActionTyped, ModalAbout
from bot.ports import Rendered
from bot.routines import Work, actions, answering, calendars, commanding, desk, looking, rating
from bot.routines.actions import NewAction
from domain.action import Move as ActionMove
from domain.errors import Refused
from domain.request import Move
from domain.rights import Act

WITH_A_NAME = 2  # words: the action, and whose it is
WHICH = ("all", "mine", "overdue")


def _submit(work: Work, given: Given) -> Rendered | Opened:
    """The form of the one request that is open, or of a priority's."""
    mine = commanding.owed(work, given.actor)
    key = commanding.priority_key(work, given.actor, given.first) if given.first else ""
    if key:
        mine = [one for one in mine if commanding.indicator_priority(work, one) == key]
    if not mine:
        return commands.done("nothing_owed", title=commanding.titles(work, [key]) if key else "")
    if len(mine) > 1:
        return commands.which(len(mine), [commanding.indicator_priority(work, one) for one in mine])
    return Opened(views.answer_view(answering.look(work, given.actor, mine[0], Act.ANSWER_REQUEST, Move.ANSWER)))


def _rate(work: Work, given: Given) -> Rendered | Opened:
    if not given.first:
        return commands.how("rate")
    key = commanding.priority_key(work, given.actor, given.first)
    return Opened(views.rate_view(rating.look(work, given.actor, commanding.the_cycle(work).id, key)))


def _remind(work: Work, given: Given) -> Rendered:
    return commands.reminded(desk.remind(work, given.actor))


def _action(work: Work, given: Given) -> Rendered | Opened:
    part = given.first.lower() or "list"
    if part in WHICH:
        return _list(work, given)
    does = ACTION.get(part)
    return does(work, given.after(1)) if does else commands.unknown_part("action", part)


def _list(work: Work, given: Given) -> Rendered:
    which = given.first.lower() or "all"
    if which not in WHICH:
        raise Refused(
            "which", f"There are no actions called {given.first}.", "Write mine, overdue, or nothing for all."
        )
    return commands.actions(desk.action_rows(work, given.actor, which), calendars.today(work, given.actor.zone), which)


def _show(work: Work, given: Given) -> Rendered:
    if not given.first:
        return commands.how("action", "show")
    row = looking.find(work, given.actor, given.first)
    line, facts = desk.action_line(work, row), looking.shown(work, row, given.actor)
    return commands.action(line, facts, calendars.today(work, given.actor.zone))


def _add(work: Work, given: Given) -> Rendered | Opened:
    """One line; what it does not say, the form asks for."""
    if not given.first:
        return commands.how("action", "add")
    key = commanding.priority_key(work, given.actor, given.first)
    title, cycle = looking.title_for(work, given.actor, key), commanding.the_cycle(work)
    about = ModalAbout(cycle=cycle.id, priority=key)
    if len(given.words) == 1:
        return Opened(views.one_line_view(about, title))
    said = actions.read_line(work, given.after(1).text)
    if not said.is_whole or said.due_on is None:
        typed = ActionTyped(
            text=said.text,
            moves_number=said.moves_number,
            owner=said.owner,
            due_on=said.due_on,
            closure_test=said.closure_test,
        )
        return Opened(views.action_view(about, title, typed, missing=True))
    new = NewAction(cycle.id, key, said.text, said.moves_number, said.owner, said.due_on, said.closure_test)
    row = actions.add(work, given.actor, new)
    return commands.done("added", label=row.label, due_on=row.due_on, owner=row.owner_id, year=None)


def _give(work: Work, given: Given) -> Rendered:
    if len(given.words) < WITH_A_NAME:
        return commands.how("action", "give")
    row = looking.find(work, given.actor, given.first)
    to = commanding.somebody(work, given.after(1).text)
    actions.give(work, given.actor, row.id, to)
    return commands.done("given", label=row.label, owner=to.id)


def _close(work: Work, given: Given) -> Rendered:
    if not given.first:
        return commands.how("action", "close")
    row = looking.find(work, given.actor, given.first)
    actions.close(work, given.actor, row.id)
    return commands.done("closed", label=row.label)


def _drop(work: Work, given: Given) -> Rendered | Opened:
    if not given.first:
        return commands.how("action", "drop")
    row = looking.find(work, given.actor, given.first)
    reason = given.after(1).reason
    if not reason:
        return Opened(views.drop_view(looking.look(work, given.actor, row.id, Act.DROP_ACTION, ActionMove.DROP)))
    actions.drop(work, given.actor, row.id, reason)
    return commands.done("dropped", label=row.label)


ACTION: dict[str, Answer] = {"list": _list, "show": _show, "add": _add, "give": _give, "close": _close, "drop": _drop}
ANSWERS: dict[str, Answer] = {"submit": _submit, "rate": _rate, "remind": _remind, "action": _action}
