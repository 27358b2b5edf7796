"""From the draft to the channel: the gate, the snapshot, the summary with its thread."""

from pydantic import TypeAdapter

from bot.facts.records import CycleRow
from bot.facts.summaries import SummaryFacts
from bot.facts.unit import DraftFacts
from bot.routines import Work, calendars, planning, subjects, summarising
from bot.store import actions, cycles, ledger, no_actions, plan, summaries, surfaces
from domain import action, stocktake
from domain.errors import Refused
from domain.people import Person
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState, Move

SNAPSHOT = TypeAdapter(SummaryFacts)
POSTED = (CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED)


def gate(work: Work, cycle: CycleRow, lines: SummaryFacts) -> str | None:
    """The sentence why a priority's summary may not go out, or None (DOMAIN 6, The gate)."""
    rows = actions.of_priority(work, lines.priority_key)
    reason = no_actions.get(work, cycle.id, lines.priority_key)
    return action.gate(
        lines.status,
        lines.likelihood,
        [(row.state, row.due_on) for row in rows],
        calendars.today(work),
        reason.because if reason else None,
    )


def explain_no_action(work: Work, actor: Person, cycle_id: int, priority_key: str, because: str) -> None:
    """Record why no action is needed, which opens the gate. The last reason counts."""
    if not because.strip():
        raise Refused("because", "There is no reason yet.", "One sentence is enough.")
    about = f"draft:{cycle_id}:{priority_key}"
    work.act(actor, Act.EXPLAIN_NO_ACTION, subjects.of_priority(work, priority_key), about, because=because[:200])
    no_actions.put(work, cycle_id, priority_key, because, actor.id)
    surfaces.touch(work, about)


def post_now(work: Work, actor: Person, cycle_id: int, priority_key: str) -> None:
    """Post one priority's summary with its thread. Raises Refused when the gate says no. Posted is posted once.

    The bot itself posts what staff did not hold, under the right to run the timetable.
    """
    act, subject = Act.POST_SUMMARY, subjects.of_priority(work, priority_key)
    if actor == BOT:
        act, subject = Act.RUN_TIMETABLE, Subject()
    subjects.allow(actor, act, subject)
    cycle = cycles.lock(work, cycle_id)
    if summaries.get(work, cycle_id, priority_key) is not None:
        return
    lines = summarising.facts(work, cycle, priority_key)
    why_not = gate(work, cycle, lines)
    if why_not is not None:
        raise Refused("summary", why_not, "Add an action, or say why none is needed.")
    work.act(actor, act, subject, f"summary:{cycle_id}:{priority_key}")
    summary_id = summaries.add(
        work,
        cycle_id=cycle_id,
        priority_key=priority_key,
        snapshot=SNAPSHOT.dump_python(lines, mode="json"),
        posted_by=actor.id,
    )
    assert summary_id is not None, "the cycle is locked and had no summary of this priority"
    _plan_messages(work, summary_id, plan.priority(work, priority_key).channel)
    surfaces.touch(work, f"draft:{cycle_id}:{priority_key}")
    _finish(work, cycle)


def read_snapshot(work: Work, summary_id: int) -> SummaryFacts:
    """The five lines as they were posted, whatever happened since."""
    return SNAPSHOT.validate_python(summaries.by_id(work, summary_id).snapshot)


def draft_facts(work: Work, cycle_id: int, priority_key: str) -> DraftFacts:
    cycle = cycles.get(work, cycle_id)
    lines = summarising.facts(work, cycle, priority_key)
    posted = summaries.get(work, cycle_id, priority_key)
    reason = no_actions.get(work, cycle_id, priority_key)
    return DraftFacts(
        cycle_id=cycle_id,
        summary=read_snapshot(work, posted.id) if posted else lines,
        gate=None if posted else gate(work, cycle, lines),
        posts_at=calendars.on_day(work, calendars.timeline(work, cycle).post, calendars.POSTING),
        zone=calendars.unit(work).zone,
        posted_by=posted.posted_by if posted else None,
        posted_at=posted.posted_at if posted else None,
        no_action_because=reason.because if reason else None,
    )


def _plan_messages(work: Work, summary_id: int, channel: str) -> None:
    """The summary, then its thread in order: follow-ups first, the three questions, the chart."""
    subject = f"summary:{summary_id}"
    parent = ledger.plan(work, key=subject, kind="summary", subject=subject, lane=channel, priority=1)
    for kind in ("follow_ups", "questions", "chart"):
        ledger.plan(
            work, key=f"{kind}:{summary_id}", kind=kind, subject=subject, lane=channel, parent=parent, priority=1
        )


def _finish(work: Work, cycle: CycleRow) -> None:
    """When every priority of the cycle is out, the cycle is posted and the next one may be planned."""
    keys = plan.priorities_of(work, cycle.routine_key)
    if cycle.state not in POSTED and all(summaries.get(work, cycle.id, key) for key in keys):
        cycles.set_state(work, cycle.id, stocktake.move(cycle.state, Move.POST))
        planning.plan_routine(work, cycle.routine_key)
