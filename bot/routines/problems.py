"""Problems: proposed by rule, decided by staff, moved between levels, resolved with what worked; never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.facts.problems import ProblemFacts, ProposedFacts, RaiseFacts
from bot.facts.records import ActionRow, CycleRow, ProblemRow
from bot.routines import Work, calendars, readings, subjects, summarising
from bot.store import assessments, ledger, milestones, people, plan, problems, surfaces
from domain import problem as rules
from domain.errors import IllegalMove, Refused, StocktakeError
from domain.people import Person
from domain.problem import Evidence, Level, Problem, Proposal, State
from domain.rights import Act, may

UNDECIDED = (State.PROPOSED, State.OPEN)
LIKE = 2  # of the resolved problems like one, so many are told
LONGEST_NUMBER = 12  # digits


@dataclass(frozen=True)
class Raising:
    """What staff decide on: who leads, when it is over, at which level, what lies behind it."""

    lead: str
    exit_criteria: str
    level: Level
    cause: str = ""
    reason: str = ""  # of one that no rule proposed


def propose(work: Work, cycle: CycleRow) -> None:
    """What the rules find in the frozen data of a stocktake, to staff in one message; nothing where they find none.

    An action that slips is not among it: each slip from the third on is proposed when it happens, and once.
    """
    found = [
        problem_id
        for key in plan.priorities_of(work, cycle.routine_key)
        for problem_id in _keep(work, cycle.id, key, rules.propose(_evidence(work, cycle, key), _known(work, key)))
    ]
    _show(work, cycle.id, found)


def after_slip(work: Work, row: ActionRow) -> None:
    """A third slip proposes a problem at once (DOMAIN 7), and so does a later one where none waits or is open."""
    evidence = Evidence(slips=((row.label, row.slips),))
    found = rules.propose(evidence, _known(work, row.priority_key))
    _show(work, row.cycle_id, _keep(work, row.cycle_id, row.priority_key, found))


def take_up(work: Work, actor: Person, problem_id: int, given: Raising) -> None:
    """It is one. Raises NotAllowed, IllegalMove, and Refused without a lead or a way out."""
    row = _theirs(work, actor, problem_id, Act.RAISE_PROBLEM)
    open_one = rules.take_up(row.problem, _active(work, given.lead), given.exit_criteria, given.level)
    _change(work, actor, Act.RAISE_PROBLEM, row, replace(open_one, cause=given.cause.strip()))


def raise_by_hand(work: Work, actor: Person, cycle_id: int, priority_key: str, given: Raising) -> ProblemRow:
    """One that no rule proposed. Raises NotAllowed, and Refused without a reason, a lead or a way out."""
    subject = subjects.of_priority(work, priority_key)
    subjects.allow(actor, Act.RAISE_PROBLEM, subject)
    if not given.reason.strip():
        raise Refused("reason", "A problem needs its reason.", "One sentence is enough.")
    begun = Problem(priority_key, given.level, given.reason.strip(), calendars.today(work), cause=given.cause.strip())
    raised = rules.take_up(begun, _active(work, given.lead), given.exit_criteria, given.level)
    work.act(actor, Act.RAISE_PROBLEM, subject, f"priority:{priority_key}", level=given.level.value)
    problem_id = problems.add(work, raised, cycle_id=cycle_id, proposal=None, changed_by=actor.id)
    return problems.get(work, problem_id)


def set_aside(work: Work, actor: Person, problem_id: int, because: str) -> None:
    """Not now: it stays with its reason, and may be proposed again later. Raises like `take_up`."""
    row = _theirs(work, actor, problem_id, Act.SET_PROBLEM_ASIDE)
    aside = rules.set_aside(row.problem, because.strip(), calendars.today(work))
    _change(work, actor, Act.SET_PROBLEM_ASIDE, row, aside)


def move_to(work: Work, actor: Person, row: ProblemRow, level: Level, because: str) -> None:
    """Up or down. Raises NotAllowed, IllegalMove, and Refused without a reason or for the level it has."""
    row = _theirs(work, actor, row.id, Act.MOVE_PROBLEM)
    _change(work, actor, Act.MOVE_PROBLEM, row, rules.move_to(row.problem, level, because.strip()))


def resolve(work: Work, actor: Person, row: ProblemRow, what_worked: str) -> None:
    """It is over, with what worked for the next one like it. Raises like `take_up`."""
    row = _theirs(work, actor, row.id, Act.RESOLVE_PROBLEM)
    over = rules.resolve(row.problem, what_worked.strip(), calendars.today(work))
    _change(work, actor, Act.RESOLVE_PROBLEM, row, over)


def find(work: Work, actor: Person, label: str) -> ProblemRow:
    """By what people call it: "P-3", "p3", "3". Raises Refused for none, or one that is not for this person."""
    digits = label.strip().upper().removeprefix("P").removeprefix("-")
    unknown = Refused("problem", f"There is no problem {label}.", "See /stocktake problem list.")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise unknown
    try:
        row = problems.get(work, int(digits))
    except StocktakeError:
        raise unknown from None
    if not may(actor, Act.SEE_PROBLEMS, subjects.of_priority(work, row.priority_key)):
        raise unknown
    return row


def look(work: Work, actor: Person, problem_id: int, act: Act) -> ProblemFacts:
    """A proposal, for somebody who may decide on it, while it waits. Raises NotAllowed and IllegalMove."""
    row = problems.get(work, problem_id)
    subjects.allow(actor, act, subjects.of_priority(work, row.priority_key))
    if row.problem.state is not State.PROPOSED:
        raise IllegalMove("problem", row.problem.state.value, "decide")
    return facts(work, row)


def look_at_proposal(work: Work, actor: Person, problem_id: int) -> RaiseFacts:
    """A proposal that is being raised. Raises like `look`."""
    one = look(work, actor, problem_id, Act.RAISE_PROBLEM)
    return RaiseFacts(problems.get(work, problem_id).cycle_id, one.priority_key, one.title, one)


def look_by_hand(work: Work, actor: Person, cycle_id: int, priority_key: str) -> RaiseFacts:
    """For somebody who may raise one. Raises NotAllowed."""
    subjects.allow(actor, Act.RAISE_PROBLEM, subjects.of_priority(work, priority_key))
    return RaiseFacts(cycle_id, priority_key, plan.priority(work, priority_key).title)


def listed(work: Work, actor: Person, *, everything: bool = False) -> tuple[ProblemFacts, ...]:
    """Open and proposed ones that this person may know of, the gravest first; with `everything` those left too."""
    rows = [
        row
        for row in problems.every(work)
        if (everything or row.problem.state in UNDECIDED)
        and may(actor, Act.SEE_PROBLEMS, subjects.of_priority(work, row.priority_key))
    ]
    ranked = sorted(rows, key=lambda row: (row.problem.state not in UNDECIDED, -row.problem.level, row.id))
    return tuple(facts(work, row) for row in ranked)


def open_of(work: Work, priority_key: str) -> tuple[ProblemFacts, ...]:
    """Those of a priority that somebody has raised and nobody resolved."""
    rows = [row for row in problems.of_priority(work, priority_key) if row.problem.state is State.OPEN]
    return tuple(facts(work, row) for row in rows)


def proposed_facts(work: Work, cycle: CycleRow, problem_ids: Iterable[int]) -> ProposedFacts:
    """One message's proposals, and what became of them."""
    return ProposedFacts(cycle.meeting_on, tuple(facts(work, problems.get(work, one)) for one in problem_ids))


def facts(work: Work, row: ProblemRow) -> ProblemFacts:
    one = row.problem
    return ProblemFacts(
        problem_id=row.id,
        label=row.label,
        priority_key=row.priority_key,
        title=plan.priority(work, row.priority_key).title,
        level=one.level,
        state=one.state,
        reason=one.reason,
        cause=one.cause,
        entered_on=one.entered_on,
        lead_id=one.lead,
        exit_criteria=one.exit_criteria,
        exit_note=one.exit_note,
        left_on=one.left_on,
        decided_by=row.changed_by,
        worked=_worked(work, row),
    )


def _worked(work: Work, row: ProblemRow) -> tuple[tuple[str, str], ...]:
    """What worked on like ones, the newest first: of the same rule and of priorities that all of the unit know of."""
    like = [
        (one.label, one.problem.exit_note)
        for one in problems.every(work)
        if one.id != row.id
        and row.rule
        and one.rule == row.rule
        and one.problem.state is State.RESOLVED
        and (one.priority_key == row.priority_key or plan.priority(work, one.priority_key).visibility != "named")
    ]
    return tuple(reversed(like))[:LIKE]


def _evidence(work: Work, cycle: CycleRow, key: str) -> Evidence:
    status, stands, _, period = summarising.status_at(work, cycle, key)
    indicator = summarising.headline(work, key).indicator
    series = plan.series(work, indicator.key, as_of=calendars.cut_off(work, cycle))
    before = readings.status_before(work, indicator, series, period)
    missed = stands is not None and stands.met is False
    return Evidence(
        statuses=(*((before,) if before is not None else ()), status),
        likelihoods=tuple(
            one.likelihood
            for one in (
                assessments.latest(work, key, assessments.UNIT, before_cycle=cycle.id),
                assessments.latest(work, key, assessments.UNIT, cycle_id=cycle.id),
            )
            if one is not None
        ),
        missed=(period.short,) if missed else (),
        milestones=tuple(
            one.text
            for one in milestones.of_priority(work, key)
            if one.state in summarising.DUE and one.original_due_on < calendars.today(work)
        ),
    )


def _known(work: Work, priority_key: str) -> list[Proposal]:
    """What is proposed or open already."""
    rows = problems.of_priority(work, priority_key)
    return [one for row in rows if row.problem.state in UNDECIDED and (one := row.proposal) is not None]


def _keep(work: Work, cycle_id: int, priority_key: str, found: Iterable[Proposal]) -> list[int]:
    today = calendars.today(work)
    return [
        problems.add(work, Problem(priority_key, one.level, one.reason, today), cycle_id=cycle_id, proposal=one)
        for one in found
    ]


def _show(work: Work, cycle_id: int, problem_ids: list[int]) -> None:
    """To the unit, in one message."""
    if not problem_ids:
        return
    ledger.plan(
        work,
        key=f"problems:{problem_ids[0]}",
        kind="problems",
        subject=f"problems:{cycle_id}",
        lane=calendars.unit(work).channel,
        priority=1,
        details={"problems": problem_ids},
        surface=True,
    )


def _theirs(work: Work, actor: Person, problem_id: int, act: Act) -> ProblemRow:
    """Held until the transaction ends, for somebody who may do this. Raises NotAllowed."""
    row = problems.get(work, problem_id, lock=True)
    subjects.allow(actor, act, subjects.of_priority(work, row.priority_key))
    return row


def _change(work: Work, actor: Person, act: Act, row: ProblemRow, after: Problem) -> None:
    subject = subjects.of_priority(work, row.priority_key)
    work.act(actor, act, subject, row.subject, state=after.state.value, level=after.level.value)
    problems.change(work, row.id, after, actor.id)
    surfaces.touch(work, f"problems:{row.cycle_id}")


def _active(work: Work, person_id: str) -> str:
    found = people.get(work, person_id) if person_id else None
    if person_id and (found is None or found.deactivated):
        raise Refused("person", "This person is not active in the workspace.", "Pick somebody who is.")
    return person_id
