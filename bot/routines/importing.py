"""A delivery plan becomes rows: all of it or nothing.

Names of people and channels in the plan are resolved by the caller, who can ask Slack; here they are ids. Importing
the same plan again changes nothing that a person has changed since: targets and trajectories are versions, history
that is known is not written twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.facts.records import IndicatorRow, PriorityRow, RoutineRow, UnitRow
from bot.files.plan import Plan, PriorityPlan
from bot.routines import Work, agreements, planning
from bot.store import milestones, people, plan, requests, subgroups
from domain.errors import Refused
from domain.people import Person, Role
from domain.rights import Act, Subject


@dataclass(frozen=True)
class Resolved:
    """The plan's names in Slack's ids: people by their key in the plan, channels by their name."""

    people: Mapping[str, str]
    channels: Mapping[str, str]


@dataclass(frozen=True)
class ImportReport:
    """What was taken over, in numbers."""

    priorities: int
    figures: int
    people: int


def import_plan(work: Work, actor: Person, given: Plan, resolved: Resolved) -> ImportReport:
    """Take over a whole plan and plan its calendar. Raises NotAllowed and Refused; then nothing is kept."""
    work.act(actor, Act.IMPORT_PLAN, Subject(), "plan", priorities=[one.key for one in given.priorities])
    _check_people(work, given, resolved)
    for one in given.people:
        people.set_role(work, resolved.people[one.key], one.role)
    _unit(work, given, resolved)
    figures = sum(_priority(work, actor, one, given, resolved) for one in given.priorities)
    _routine(work, given, resolved)
    planning.plan_all(work)
    return ImportReport(len(given.priorities), figures, len(given.people))


def _check_people(work: Work, given: Plan, resolved: Resolved) -> None:
    for one in given.people:
        known = people.get(work, resolved.people[one.key]) if one.key in resolved.people else None
        if known is None:
            raise Refused(
                f"people.{one.key}", f"{one.slack} is not in this workspace.", "Invite them, or correct the name."
            )
        if known.deactivated:
            raise Refused(
                f"people.{one.key}",
                f"{one.slack} is deactivated in this workspace.",
                "Name somebody who is active.",
            )


def _unit(work: Work, given: Plan, resolved: Resolved) -> None:
    unit = given.unit
    plan.save_unit(
        work,
        UnitRow(
            name=unit.name,
            channel=resolved.channels[unit.channel],
            zone=unit.zone,
            country=unit.country,
            subdivision=unit.subdivision,
            holidays=unit.holidays,
            weekend=unit.weekend,
            opens=unit.opens,
            closes=unit.closes,
        ),
    )


def _priority(work: Work, actor: Person, one: PriorityPlan, given: Plan, resolved: Resolved) -> int:
    """How many figures of its history are new."""
    who = resolved.people
    plan.save_priority(
        work,
        PriorityRow(
            key=one.key,
            title=one.title,
            outcome=one.outcome,
            channel=resolved.channels[one.channel],
            visibility=one.visibility,
            named=frozenset(who[name] for name in one.named),
            principal_id=who[given.routine.principal],
            leader_id=who[one.leader],
            delivery_lead_id=who[one.delivery_lead] if one.delivery_lead else None,
        ),
    )
    plan.save_indicator(work, _indicator_row(one, who[one.owner]))
    for dated in one.milestones:
        milestones.ensure(work, priority_key=one.key, text=dated.text, owner_id=who[dated.owner], due_on=dated.due_on)
    _path(work, actor, one, resolved)
    return _history(work, actor, one)


def _indicator_row(one: PriorityPlan, owner_id: str) -> IndicatorRow:
    return IndicatorRow(one.indicator, one.key, owner_id, one.definitions, one.subgroups, one.together)


def _path(work: Work, actor: Person, one: PriorityPlan, resolved: Resolved) -> None:
    """Targets and path, where they are others than those in force. Raises Refused for a change without its reason."""
    key = one.indicator.key
    changed = agreements.changed(work, one.indicator, one.targets, one.trajectory)
    if changed and one.rebaselined is None:
        raise Refused(
            f"priorities.{one.key}",
            f"The baseline or the target of {one.key} is another than the one agreed before.",
            "Say why and who approved: rebaselined, with reason and approved_by.",
        )
    if set(plan.targets(work, key)) != set(one.targets):
        for target in one.targets:
            plan.add_target(work, key, target, set_by=actor.id, reason="imported with the plan")
    known = plan.trajectory(work, key), plan.interventions(work, key)
    if one.trajectory is not None and known != (one.trajectory, one.interventions):
        said = one.rebaselined.reason if changed and one.rebaselined else "imported with the plan"
        by = resolved.people[one.rebaselined.approved_by] if changed and one.rebaselined else actor.id
        reason = f"{said}. {one.note}" if one.note and not changed else said
        plan.add_trajectory(work, key, one.trajectory, approved_by=by, reason=reason, interventions=one.interventions)


def _history(work: Work, actor: Person, one: PriorityPlan) -> int:
    known = plan.series(work, one.indicator.key)
    requests.hold(work, one.indicator.key, [each.period for each in one.observations if each.period not in known])
    known = plan.series(work, one.indicator.key)  # with what was being given
    fresh = [observation for observation in one.observations if observation.period not in known]
    for observation in fresh:
        plan.add_observation(
            work,
            one.indicator.key,
            observation.period,
            observation.value,
            numerator=observation.numerator,
            denominator=observation.denominator,
            final=observation.final,
            submitted_by=actor.id,
        )
    for period, figures in one.subgroup_figures:
        if not subgroups.of_period(work, one.indicator.key, period):
            subgroups.add(work, one.indicator.key, period, figures, submitted_by=actor.id)
    return len(fresh)


def _routine(work: Work, given: Plan, resolved: Resolved) -> None:
    routine = given.routine
    plan.save_routine(
        work,
        RoutineRow(
            key=routine.key,
            name=routine.name,
            principal_id=resolved.people[routine.principal],
            chair_id=resolved.people[routine.chair],
            lead=routine.lead,
            cadence=routine.cadence,
            wall_time=routine.wall_time,
            zone=routine.zone,
            priority_keys=tuple(one.key for one in given.priorities),
            channel=resolved.channels[routine.channel] if routine.channel else None,
        ),
    )


def importer(work: Work, given: Plan, resolved: Resolved, admins: frozenset[str]) -> Person:
    """Who imports from the command line: an admin of the settings, else the unit's head that the plan names.

    Before anybody has a role the plan's own head gets theirs: whoever runs the command holds the bot's token.
    Raises Refused when the plan names no head.
    """
    head = next((one for one in given.people if one.role is Role.HEAD), None)
    chosen = next(iter(sorted(admins)), None) or (resolved.people[head.key] if head else None)
    if chosen is None or people.get(work, chosen) is None:
        raise Refused("people", "Nobody in the plan is the unit's head.", "Give one person the role head.")
    if chosen in admins or not people.by_role(work, Role.HEAD, Role.STAFF):
        people.set_role(work, chosen, Role.HEAD)
    return people.need(work, chosen)
