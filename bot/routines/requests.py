"""What else one may do with a request: promise a day, ask for help, give it away, say it is not one's own."""

from datetime import date

from bot.facts.records import RequestRow
from bot.routines import Work, asking, calendars, helping, notices, reminding, showing, subjects, trouble
from bot.store import cycles, helps, plan, requests
from bot.store import people as directory
from domain import request
from domain.errors import Refused
from domain.people import Person
from domain.request import Move
from domain.rights import Act


def promise(work: Work, actor: Person, request_id: int, day: date, *, said: str = "") -> None:
    """The figure comes on `day`: silence until then. Raises Refused for a day past or after the freeze."""
    row = requests.get(work, request_id, lock=True)
    state = request.move(row.state, Move.PROMISE)
    freeze = calendars.timeline(work, cycles.get(work, row.cycle_id)).freeze
    _check_promise(day, calendars.today(work, actor.zone), freeze)
    about = f"request:{row.id}"
    work.act(actor, Act.PROMISE_FIGURE, subjects.of_request(work, row), about, day=day.isoformat())
    requests.set_state(work, row.id, state, promised_for=day)
    reminding.plan_request(work, row.id)
    showing.request(work, row)
    notices.reply(
        work,
        actor,
        "promised",
        {"day": day.isoformat()},
        act=said or f"promise:{row.id}:{work.now.isoformat()}",
        subject=about,
        parent=row.message_id if row.person_id == actor.id else None,
    )


def _check_promise(day: date, today: date, freeze: date) -> None:
    named = calendars.named(day, today)
    if day < today:
        raise Refused("day", f"{named} is past.", "Name a day from today on.")
    if day > freeze:
        raise Refused(
            "day",
            f"{named} is after the data are frozen on {freeze:%a} {freeze.day} {freeze:%b}.",
            "Name a day up to then, or press I Need Help.",
        )


def give(work: Work, actor: Person, request_id: int, to: str) -> None:
    """Somebody else has the figure: they are asked instead, and staff are told."""
    row = requests.get(work, request_id, lock=True)
    state = request.move(row.state, Move.DELEGATE)
    taker = directory.get(work, to)
    if taker is None or taker.deactivated:
        raise Refused("person", "This person cannot be asked: they are not active in the workspace.", "Pick another.")
    if taker.id == row.person_id:
        raise Refused("person", "It is with this person already.", "Pick another.")
    work.act(actor, Act.GIVE_REQUEST, subjects.of_request(work, row), f"request:{row.id}", to=to)
    requests.set_state(work, row.id, state, reason=f"given to {to}")
    showing.request(work, row)
    asking.ask(work, cycles.get(work, row.cycle_id), row.indicator_key, row.period, taker.id)
    act = f"given:{row.id}:{work.now.isoformat()}"
    trouble.tell_staff(work, "given", _named(work, row, by=actor.id, to=to), act)
    notices.reply(work, actor, "given", {"to": to}, act=act, subject=f"request:{row.id}")


def disown(work: Work, actor: Person, request_id: int, reason: str) -> None:
    """Not theirs: the person is left alone and staff decide whom to ask."""
    row = requests.get(work, request_id, lock=True)
    state = request.move(row.state, Move.DISOWN)
    work.act(actor, Act.DISOWN_REQUEST, subjects.of_request(work, row), f"request:{row.id}", reason=reason)
    requests.set_state(work, row.id, state, reason=reason)
    showing.request(work, row)
    act = f"disowned:{row.id}:{work.now.isoformat()}"  # it can come back to them, and be handed back again
    trouble.tell_staff(work, "disowned", _named(work, row, by=actor.id, reason=reason), act, about=row.subject)
    notices.reply(work, actor, "disowned", act=act, subject=f"request:{row.id}")


def ask_for_help(work: Work, actor: Person, request_id: int, what: str, from_whom: str, by_when: date | None) -> None:
    """What do you need, from whom, by when? Staff hear of it; the request stays open."""
    row = requests.get(work, request_id, lock=True)
    if not what.strip():
        raise Refused("what", "It does not say what you need.", "One sentence is enough.")
    if helps.same(work, row.id, what, from_whom, by_when):
        return
    work.act(actor, Act.ASK_FOR_HELP, subjects.of_request(work, row), f"request:{row.id}", what=what[:200])
    help_id = helps.add(
        work,
        what=what.strip(),
        wanted_by=actor.id,
        priority_key=plan.indicator(work, row.indicator_key).priority_key,
        request_id=row.id,
        from_whom=from_whom,
        by_when=by_when,
    )
    assert help_id is not None, "it has no receipt that could be taken"
    helping.show_unit(work, help_id)
    notices.reply(work, actor, "help_told", act=f"help:{help_id}", subject=f"request:{row.id}")


def _named(work: Work, row: RequestRow, **values: str) -> dict[str, str]:
    """What staff are told of a request, with its priority and period."""
    title = plan.priority(work, plan.indicator(work, row.indicator_key).priority_key).title
    return {"title": title, "period": row.period.key, **values}


def may_see_why(work: Work, actor: Person, request_id: int) -> None:
    """Raises NotAllowed for somebody whom it is no business of."""
    subjects.allow(actor, Act.SEE_WHY, subjects.of_request(work, requests.get(work, request_id)))
