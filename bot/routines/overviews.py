"""A stocktake as a whole, for the messages that show it to staff, to the principal, to leaders."""

from datetime import date

from bot.facts.records import CycleRow
from bot.facts.summaries import CoverFacts, CoverRow, SummaryFacts
from bot.facts.unit import (
    AgendaRow,
    BriefFacts,
    GapsFacts,
    LateRow,
    LinesFacts,
    MeetingFacts,
    OpeningFacts,
    RatingFacts,
    ShareFacts,
    SilenceFacts,
)
from bot.routines import Work, away, calendars, freezing, planning, portraits, publishing, subjects, summarising
from bot.store import actions, cycles, drafts, plan, requests, summaries
from domain.assessment import Likelihood
from domain.people import Person
from domain.request import RequestState
from domain.rights import Act, may
from domain.stocktake import CycleState, Timeline

NOT_KNOWN = 4  # ranks worse than far behind
STEPS = ("request", "rate", "draft", "lines", "freeze", "meeting", "post")
OVER = (CycleState.HELD, CycleState.POSTED, CycleState.FOLLOWING_UP, CycleState.CLOSED, CycleState.CANCELLED)


def opening(work: Work, cycle: CycleRow) -> OpeningFacts:
    """Its dates, before it begins."""
    routine, line = plan.routine(work, cycle.routine_key), calendars.timeline(work, cycle)
    return OpeningFacts(
        cycle_id=cycle.id,
        name=routine.name,
        meeting_at=calendars.meeting_at(routine, cycle),
        zone=calendars.unit(work).zone,
        chair_id=routine.chair_id,
        titles=tuple(plan.priority(work, key).title for key in routine.priority_keys),
        days=_days(work, cycle, line),
        moved=cycle.moves,
        reason=cycle.reason or "",
        state=cycle.state,
    )


def _days(work: Work, cycle: CycleRow, line: Timeline) -> tuple[tuple[str, date], ...]:
    """Each step with its day, in order; figures that publish at different times have a first and a last day."""
    keys = plan.priorities_of(work, cycle.routine_key)
    indicators = [one.indicator.key for key in keys for one in plan.indicators_of(work, key)]
    zone = calendars.unit_zone(work)
    due = sorted({planning.due_at(work, "late", f"{cycle.id}:{one}").astimezone(zone).date() for one in indicators})
    figures = [("due", due[0])] if len(due) == 1 else [("first_due", due[0]), ("last_due", due[-1])] if due else []
    return tuple(sorted([*figures, *((step, getattr(line, step)) for step in STEPS)], key=lambda one: one[1]))


def rating(work: Work, cycle: CycleRow) -> RatingFacts:
    keys = plan.priorities_of(work, cycle.routine_key)
    plan.read_ahead(work, [summarising.headline(work, key).indicator.key for key in keys])
    return RatingFacts(cycle.id, cycle.meeting_on, tuple(portraits.rate_facts(work, cycle.id, key) for key in keys))


def share(work: Work, cycle: CycleRow, reader: Person) -> ShareFacts:
    """The draft ratings of the priorities that this person was asked about."""
    asked = {
        plan.indicator(work, row.indicator_key).priority_key
        for row in requests.of_cycle(work, cycle.id)
        if row.person_id == reader.id and row.state is not RequestState.DELEGATED
    }
    return ShareFacts(reader.id, tuple(portraits.rate_facts(work, cycle.id, key) for key in sorted(asked)))


def lines(work: Work, cycle: CycleRow) -> LinesFacts:
    rows = _rows(work, cycle)
    edited = {row.priority_key for row in rows if drafts.get(work, cycle.id, row.priority_key).edited_by}
    freeze = calendars.timeline(work, cycle).freeze
    return LinesFacts(cycle.id, cycle.meeting_on, freeze, rows, frozenset(edited))


def gaps(work: Work, cycle: CycleRow) -> GapsFacts:
    return GapsFacts(
        cycle_id=cycle.id,
        meeting_on=cycle.meeting_on,
        zone=calendars.unit(work).zone,
        rows=tuple(late_row(work, one) for one in freezing.missing(work, cycle)),
        decision=cycle.gaps if cycle.state is CycleState.FROZEN or cycle.gaps else _overtaken(cycle),
        brief_at=planning.due_at(work, "brief", cycle.subject),
    )


def _overtaken(cycle: CycleRow) -> str:
    return "over" if cycle.state in OVER else "moved"


def late_row(work: Work, request_id: int) -> LateRow:
    row = requests.get(work, request_id)
    title = plan.priority(work, plan.indicator(work, row.indicator_key).priority_key).title
    coming = row.promised_for if row.promised_for and row.promised_for >= calendars.today(work) else None
    disowned = row.state is RequestState.DISOWNED
    gone_until = away.until(work, row.person_id)
    return LateRow(title, row.period, row.person_id, row.due_at, coming, disowned, gone_until)


def brief(work: Work, cycle: CycleRow, reader: Person) -> BriefFacts:
    """Everything that this reader may know of."""
    routine = plan.routine(work, cycle.routine_key)
    rows = [
        row for row in _rows(work, cycle) if may(reader, Act.SEE_STATUS, subjects.of_priority(work, row.priority_key))
    ]
    return BriefFacts(
        reader_id=reader.id,
        name=routine.name,
        meeting_at=calendars.meeting_at(routine, cycle),
        zone=reader.zone,
        rows=tuple(rows),
        gaps_listed=cycle.gaps != freezing.UNLISTED,
        outlooks={
            row.priority_key: found for row in rows if (found := summarising.outlook(work, cycle, row)) is not None
        },
        subgroups={
            row.priority_key: parts for row in rows if (parts := summarising.subgroups(work, cycle, row)) is not None
        },
    )


def agenda(work: Work, cycle: CycleRow) -> MeetingFacts:
    routine = plan.routine(work, cycle.routine_key)
    rows = tuple(AgendaRow(row, _added(work, cycle, row.priority_key)) for row in _rows(work, cycle))
    closed = cycle.state in OVER
    return MeetingFacts(
        cycle_id=cycle.id,
        name=routine.name,
        meeting_on=cycle.meeting_on,
        at=None if closed else cycle.agenda or (rows[0].summary.priority_key if rows else None),
        rows=rows,
        closes_at=planning.due_at(work, "close", cycle.subject),
        zone=calendars.unit(work).zone,
        closed=closed,
    )


def cover(work: Work, cycle: CycleRow) -> CoverFacts:
    """What is out already, worst first, and what is not."""
    routine = plan.routine(work, cycle.routine_key)
    rows, waiting, out = [], [], summaries.of_cycle(work, cycle.id)
    for key in publishing.cover_keys(work, cycle):
        posted, priority = out.get(key), plan.priority(work, key)
        if posted is None:
            waiting.append(priority.title)
        else:
            rows.append(CoverRow(summaries.snapshot(posted), priority.channel))
    rows.sort(key=lambda row: worst_first(row.summary))
    return CoverFacts(
        routine.name, cycle.meeting_on, tuple(rows), tuple(waiting), summarising.next_meeting(work, cycle)
    )


def silence(work: Work, cycle: CycleRow, action_ids: list[int]) -> SilenceFacts:
    return SilenceFacts(
        cycle.meeting_on, tuple(summarising.follow_up(work, actions.get(work, one)) for one in action_ids)
    )


def worst_first(lines: SummaryFacts) -> tuple[int, int]:
    """The order of a cover: no figure, far behind, ... on trajectory; among equals the less likely first."""
    judged = list(Likelihood).index(lines.likelihood) if lines.likelihood else 0
    rank = NOT_KNOWN if lines.status.rank is None else lines.status.rank
    return -rank, -judged


def _rows(work: Work, cycle: CycleRow) -> tuple[SummaryFacts, ...]:
    keys = plan.priorities_of(work, cycle.routine_key)
    summarising.read_ahead(work, keys)
    return tuple(summarising.facts(work, cycle, key) for key in keys)


def _added(work: Work, cycle: CycleRow, priority_key: str) -> tuple[str, ...]:
    return tuple(row.label for row in actions.of_priority(work, priority_key) if row.cycle_id == cycle.id)


def the_cycle(work: Work, subject: str) -> CycleRow:
    """Of "cycle:12" or "share:12"."""
    return cycles.get(work, int(subject.partition(":")[2]))
