"""Help wanted and questions: staff make an ask of it, make an action of it, or answer (DOMAIN 3, Ask).

Nobody is asked before staff have accepted. A principal is never chased: what only they can do stands in line 4.
"""

from dataclasses import dataclass
from datetime import date

from bot.facts.records import ActionRow, HelpRow
from bot.facts.unit import HelpFacts
from bot.routines import Work, actions, calendars, notices, offering, subjects
from bot.routines.actions import NewAction
from bot.store import cycles, helps, ledger, people, plan, requests, summaries, surfaces
from domain.action import ActionKind
from domain.errors import IllegalMove, Refused
from domain.people import Person
from domain.rights import Act, Subject

ASK, ACTION, ANSWERED = "ask", "action", "answered"


@dataclass(frozen=True)
class NewAsk:
    """What, from whom, by when, why."""

    what: str
    from_whom: str
    by_when: date
    why: str


def ask_question(
    work: Work, actor: Person, what: str, *, priority_key: str | None, summary_id: int | None, receipt: str
) -> None:
    """A reader's question goes to staff, and they are told so. The same message asks once."""
    if not what.strip():
        raise Refused("what", "There is no question yet.", "One sentence is enough.")
    subject = subjects.of_priority(work, priority_key) if priority_key else Subject()
    subjects.allow(actor, Act.ASK_QUESTION, subject)
    help_id = helps.add(
        work, what=what.strip(), wanted_by=actor.id, priority_key=priority_key, summary_id=summary_id, receipt=receipt
    )
    if help_id is not None:
        work.act(actor, Act.ASK_QUESTION, subject, f"summary:{summary_id or 0}", what=what[:200])
        show_unit(work, help_id)
        notices.reply(work, actor, "question_told", act=f"help:{help_id}", subject=f"help:{help_id}")


def show_unit(work: Work, help_id: int) -> None:
    """To staff, with their three choices."""
    subject = f"help:{help_id}"
    channel = calendars.unit(work).channel
    ledger.plan(work, key=subject, kind="help", subject=subject, lane=channel, priority=1, surface=True)


def answer(work: Work, actor: Person, help_id: int, reply: str) -> None:
    """Staff answer; whoever asked reads it. Raises NotAllowed, IllegalMove, Refused."""
    if not reply.strip():
        raise Refused("reply", "There is no answer yet.", "One sentence is enough.")
    row = _settle(work, actor, help_id, ANSWERED, reply.strip())
    asker = people.need(work, row.wanted_by)
    values = {"what": row.what[:300], "reply": reply.strip(), "by": actor.id}
    notices.reply(work, asker, "answered", values, act=f"answered:{row.id}", subject=row.subject)


def make_action(work: Work, actor: Person, help_id: int, new: NewAction) -> None:
    """An agreed action comes of it."""
    row = _settle(work, actor, help_id, ACTION)
    made = actions.add(work, actor, new)
    _tell(work, row, made)


def make_ask(work: Work, actor: Person, help_id: int, given: NewAsk) -> None:
    """Somebody is asked, and the ask is tracked like an action of theirs. Raises like `answer`."""
    if not given.why.strip():
        raise Refused("why", "It does not say why.", "Whoever is asked wants to know.")
    row = _settle(work, actor, help_id, ASK)
    key = _priority(work, row)
    new = NewAction(
        cycle_id=_cycle(work, row, key),
        priority_key=key,
        text=given.what,
        moves_number=given.why,
        owner_id=given.from_whom,
        due_on=given.by_when,
        closure_test="whoever needs it has it",
        kind=ActionKind.ASK,
    )
    made = actions.add(work, actor, new)
    if made.offered_at is None:
        offering.offer(work, made.id)
    _tell(work, row, made)


def look(work: Work, actor: Person, help_id: int) -> tuple[HelpFacts, str, int]:
    """What is wanted, the priority's key and the cycle's id, for staff. Raises NotAllowed and IllegalMove."""
    row = helps.get(work, help_id)
    subjects.allow(actor, Act.SETTLE_HELP, _subject(work, row))
    _open(row)
    key = _priority(work, row)
    return facts(work, row), key, _cycle(work, row, key)


def facts(work: Work, row: HelpRow) -> HelpFacts:
    asked = requests.get(work, row.request_id) if row.request_id else None
    return HelpFacts(
        priority_key=row.priority_key,
        title=plan.priority(work, row.priority_key).title if row.priority_key else None,
        period=asked.period if asked else None,
        wanted_by=row.wanted_by,
        what=row.what,
        from_whom=row.from_whom,
        by_when=row.by_when,
        help_id=row.id,
        outcome=row.outcome,
        settled_by=row.settled_by,
        reply=row.reply or "",
    )


def _settle(work: Work, actor: Person, help_id: int, outcome: str, reply: str = "") -> HelpRow:
    row = helps.get(work, help_id, lock=True)
    work.act(actor, Act.SETTLE_HELP, _subject(work, row), row.subject, outcome=outcome)
    _open(row)
    helps.settle(work, row.id, outcome, actor.id, reply)
    surfaces.touch(work, row.subject)
    return row


def _open(row: HelpRow) -> None:
    if row.outcome is not None:
        raise IllegalMove("question", "settled", "do")


def _subject(work: Work, row: HelpRow) -> Subject:
    return subjects.of_priority(work, row.priority_key) if row.priority_key else Subject()


def _priority(work: Work, row: HelpRow) -> str:
    """Of the row; a question about nothing in particular goes to the first priority of the unit."""
    return row.priority_key or plan.priorities(work)[0].key


def _cycle(work: Work, row: HelpRow, priority_key: str) -> int:
    if row.request_id:
        return requests.get(work, row.request_id).cycle_id
    if row.summary_id:
        return summaries.by_id(work, row.summary_id).cycle_id
    for routine in plan.routines(work):
        cycle = cycles.current(work, routine.key)
        if cycle is not None and priority_key in routine.priority_keys:
            return cycle.id
    raise Refused("stocktake", "No stocktake is planned yet.", "Plan one first: /stocktake stocktake plan DATE.")


def _tell(work: Work, row: HelpRow, made: ActionRow) -> None:
    asker = people.need(work, row.wanted_by)
    values = {"label": made.label, "owner": made.owner_id, "due_on": made.due_on.isoformat(), "what": row.what[:300]}
    notices.reply(work, asker, "help_taken", values, act=f"taken:{row.id}", subject=row.subject)
