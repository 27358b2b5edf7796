"""What was agreed before, version by version: both targets are shown for twelve months, each with its status."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.facts.agreements import EarlierFacts
from bot.routines import Work, calendars
from bot.store import plan
from domain.period import Period
from domain.priority import Indicator, Observation, Target
from domain.target import final_target
from domain.target_history import Agreement, lowered, shown, standings
from domain.trajectory import Trajectory

Promise = tuple[Period, Decimal, Target | None]


def earlier(work: Work, indicator: Indicator, observation: Observation) -> tuple[EarlierFacts, ...]:
    """The targets that were replaced in the last twelve months, the latest first, with how a figure stands on each."""
    versions = _promises(plan.agreements(work, indicator.key))
    definitions = plan.indicator(work, indicator.key).definitions
    found = []
    for old in shown(versions, calendars.today(work))[1:]:
        new, target = versions[versions.index(old) + 1], final_target(old.targets)
        [(_, stands)] = standings(indicator, (old,), observation, definitions)
        if target is not None:
            less = lowered(old, new, indicator.polarity)
            found.append(EarlierFacts(target, stands, new.agreed_on, new.reason, less))
    return tuple(found)


def changed(work: Work, indicator: Indicator, targets: Sequence[Target], path: Trajectory | None) -> bool:
    """Whether a plan promises something else than what is agreed: another baseline, or another final target."""
    versions = plan.agreements(work, indicator.key)
    if not versions or path is None:
        return False
    return _promise(versions[-1]) != (indicator.baseline_period, indicator.baseline, final_target(targets))


def _promises(versions: Sequence[Agreement]) -> list[Agreement]:
    """One for each promise in turn: the last path drawn for it, agreed when it was first promised."""
    found: list[Agreement] = []
    for one in versions:
        if found and _promise(found[-1]) == _promise(one):
            since = found[-1]
            found[-1] = replace(one, agreed_on=since.agreed_on, approved_by=since.approved_by, reason=since.reason)
        else:
            found.append(one)
    return found


def _promise(one: Agreement) -> Promise:
    return one.baseline_period, one.baseline, final_target(one.targets)
