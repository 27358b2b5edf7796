"""From the draft to the channel: the gate, the snapshot, the summary with its thread."""

from bot.facts.records import CycleRow
from bot.facts.summaries import SummaryFacts
from bot.facts.unit import DraftFacts
from bot.routines import Work, calendars, correcting, planning, seen, showing, subjects, summarising
from bot.store import actions, channels, cycles, drafts, ledger, no_actions, plan, summaries
from domain import action, stocktake
from domain.errors import Refused
from domain.people import Person
from domain.rights import BOT, Act, Subject
from domain.stocktake import CycleState, Move

RESTRICTED = "named"  # the visibility of what is posted by hand only
POSTED = (CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED)


def held(work: Work, cycle_id: int, priority_key: str) -> bool:
    """Whether staff hold it back."""
    return drafts.get(work, cycle_id, priority_key).held_by is not None


def gate(work: Work, cycle: CycleRow, lines: SummaryFacts) -> str | None:
    """The sentence why a priority's summary may not go out, or None (DOMAIN 6, The gate)."""
    wide = _too_wide(work, lines.priority_key)
    if wide is not None:
        return wide
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
    showing.draft(work, cycle_id, priority_key)


def post_now(work: Work, actor: Person, cycle_id: int, priority_key: str, mark: str | None = None) -> None:
    """Post one priority's summary with its thread. Posted is posted once.

    Raises Refused before the meeting is closed, and when the gate says no; Changed when the lines are others than those
    of the `mark`. The bot itself posts what staff did not hold, under the right to run the timetable.
    """
    act, subject = Act.POST_SUMMARY, subjects.of_priority(work, priority_key)
    if actor == BOT:
        act, subject = Act.RUN_TIMETABLE, Subject()
    subjects.allow(actor, act, subject)
    plan.hold(work)  # the last one out has the next stocktake planned
    cycle = cycles.lock(work, cycle_id)
    if summaries.get(work, cycle_id, priority_key) is not None:
        return
    if not calendars.frozen(cycle):
        problem = "The data of this stocktake are not frozen yet, so its summaries may still change."
        raise Refused("summary", problem, "Freeze them first: /stocktake stocktake freeze.")
    if cycle.state is CycleState.FROZEN:
        problem = "This stocktake has not been held yet, so what is agreed in it would be missing."
        raise Refused("summary", problem, "Close its meeting first: /stocktake stocktake meet.")
    lines = summarising.facts(work, cycle, priority_key)
    seen.lines(lines, mark)
    why_not = gate(work, cycle, lines)
    if why_not is not None:
        mend = "Add an action, or say why none is needed."
        wide = _too_wide(work, priority_key) is not None
        raise Refused("summary", why_not, "Use a narrower channel, or let more people see it." if wide else mend)
    work.act(actor, act, subject, f"summary:{cycle_id}:{priority_key}")
    summary_id = summaries.add(
        work,
        cycle_id=cycle_id,
        priority_key=priority_key,
        lines=lines,
        posted_by=actor.id,
    )
    assert summary_id is not None, "the cycle is locked and had no summary of this priority"
    _plan_messages(work, summary_id, plan.priority(work, priority_key).channel)
    correcting.check(work, summaries.by_id(work, summary_id))
    _cover(work, cycle, priority_key)
    showing.draft(work, cycle_id, priority_key)
    _finish(work, cycle)


def read_snapshot(work: Work, summary_id: int) -> SummaryFacts:
    """The five lines as they were posted, whatever happened since."""
    return summaries.snapshot(summaries.by_id(work, summary_id))


def draft_facts(work: Work, cycle_id: int, priority_key: str) -> DraftFacts:
    cycle = cycles.get(work, cycle_id)
    lines = summarising.facts(work, cycle, priority_key)
    posted = summaries.get(work, cycle_id, priority_key)
    reason = no_actions.get(work, cycle_id, priority_key)
    posts_at = calendars.on_day(work, calendars.timeline(work, cycle).post, calendars.POSTING)
    return DraftFacts(
        cycle_id=cycle_id,
        summary=read_snapshot(work, posted.id) if posted else lines,
        gate=None if posted else gate(work, cycle, lines),
        posts_at=posts_at,
        zone=calendars.unit(work).zone,
        posted_by=posted.posted_by if posted else None,
        posted_at=posted.posted_at if posted else None,
        no_action_because=reason.because if reason else None,
        held_by=drafts.get(work, cycle_id, priority_key).held_by,
        restricted=plan.priority(work, priority_key).visibility == RESTRICTED,
        past=posts_at <= work.now,
    )


def _plan_messages(work: Work, summary_id: int, channel: str) -> None:
    """The summary, then its thread in order: follow-ups first, the three questions, the chart."""
    subject = f"summary:{summary_id}"
    parent = ledger.plan(work, key=subject, kind="summary", subject=subject, lane=channel, priority=1)
    for kind in ("follow_ups", "questions", "chart"):
        ledger.plan(
            work, key=f"{kind}:{summary_id}", kind=kind, subject=subject, lane=channel, parent=parent, priority=1
        )


def _cover(work: Work, cycle: CycleRow, priority_key: str) -> None:
    """The first summary out brings the cover; each further one changes it. Restricted ones do not stand on it."""
    if priority_key not in cover_keys(work, cycle):
        return
    routine = plan.routine(work, cycle.routine_key)
    lane = routine.channel or calendars.unit(work).channel
    ledger.plan(
        work,
        key=f"cover:{cycle.id}",
        kind="cover",
        subject=cycle.subject,
        lane=lane,
        priority=1,
        surface=True,
    )


def cover_keys(work: Work, cycle: CycleRow) -> list[str]:
    """Priorities that everybody in the cover's channel may know of."""
    routine = plan.routine(work, cycle.routine_key)
    shown = ("all", "leaders") if routine.channel else ("all", "leaders", "unit")
    return [key for key in routine.priority_keys if plan.priority(work, key).visibility in shown]


def _too_wide(work: Work, priority_key: str) -> str | None:
    """Why the channel would let the wrong people read it, by what Slack said of it last (DOMAIN 6, The gate)."""
    priority = plan.priority(work, priority_key)
    known = channels.get(work, priority.channel)
    if known is None:
        return None
    if known.external:
        return f"#{known.name} is shared with another organisation."
    if priority.visibility != "all" and not known.private:
        return f"#{known.name} is public, and this priority is not for everybody."
    if priority.visibility != "all" and known.guests:
        return f"#{known.name} has guests in it, and this priority is not for everybody."
    return None


def _finish(work: Work, cycle: CycleRow) -> None:
    """When every priority of the cycle is out, the cycle is posted and the next one may be planned."""
    keys = plan.priorities_of(work, cycle.routine_key)
    if cycle.state not in POSTED and all(summaries.posted_at(work, cycle.id, key) for key in keys):
        cycles.set_state(work, cycle.id, stocktake.move(cycle.state, Move.POST))
        planning.plan_routine(work, cycle.routine_key)
