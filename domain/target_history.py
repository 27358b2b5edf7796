"""What was agreed, version by version. Nothing agreed is overwritten: a new version needs a reason and an approver.

After a re-baselining both targets are shown for twelve months, each with the status on it (DOMAIN 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from domain.definition import AS_EVER, Definitions
from domain.errors import Refused
from domain.exact import exact
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.status import Standing, standing
from domain.target import Polarity, Target, check_targets, final_target
from domain.trajectory import Trajectory, check_ends


@dataclass(frozen=True)
class Agreement:
    """Where an indicator starts, what it is to reach by when, and along which path. `approved_by` is a person's id."""

    baseline_period: Period
    baseline: Decimal
    targets: tuple[Target, ...]
    trajectory: Trajectory | None
    agreed_on: date
    approved_by: str
    reason: str = ""

    def __post_init__(self) -> None:
        exact("baseline", self.baseline)

    def of(self, indicator: Indicator) -> Indicator:
        """The indicator with the baseline of this agreement."""
        return replace(indicator, baseline_period=self.baseline_period, baseline=self.baseline)


def rebaselined(versions: Sequence[Agreement], new: Agreement, indicator: Indicator) -> tuple[Agreement, ...]:
    """All versions, the new one last.

    Raises Refused for a new one without an approver or, after the first, without a reason; one that is older than the
    last; targets that cannot be meant on the day; and a path that does not lead from the baseline to the target.
    """
    if not new.approved_by.strip():
        raise Refused("approved_by", "Nobody approved this.", "Name who did.")
    if versions and not new.reason.strip():
        raise Refused("reason", "A change to what was agreed needs a reason.", "Say in a sentence why it is changed.")
    if versions and new.agreed_on < versions[-1].agreed_on:
        problem = f"The version before was agreed later, on {versions[-1].agreed_on}."
        raise Refused("agreed_on", problem, "Correct the date.")
    check_targets(new.targets, indicator.polarity, new.baseline_period, set_on=new.agreed_on)
    goal = final_target(new.targets)
    if new.trajectory is not None:
        if goal is None:
            raise Refused("targets", "A trajectory leads to a target, and there is none.", "Set one.")
        check_ends(new.trajectory, new.of(indicator), goal)
    return (*versions, new)


def in_force(versions: Sequence[Agreement], on: date) -> Agreement | None:
    """The latest version that was agreed by a day; None before the first."""
    return next((one for one in reversed(versions) if one.agreed_on <= on), None)


def shown(versions: Sequence[Agreement], on: date) -> tuple[Agreement, ...]:
    """The version in force on a day, and those that it took the place of in the twelve months before, newest first."""
    agreed = [one for one in versions if one.agreed_on <= on]
    recent = [old for old, new in pairwise(agreed) if on < _a_year_after(new.agreed_on)]
    return (*agreed[-1:], *reversed(recent))


def lowered(old: Agreement, new: Agreement, polarity: Polarity) -> bool:
    """Whether the new version asks for less than the old one, or for the same later; it needs a reason, shown with it.

    No target where there was one asks for less. Exactly there counts as less than past it.
    """
    before, after = final_target(old.targets), final_target(new.targets)
    if before is None or after is None:
        return before is not None
    change = polarity.sign * (after.value - before.value)
    if change != 0:
        return change < 0
    return (after.period, not after.comparator.strict) > (before.period, not before.comparator.strict)


def standings(
    indicator: Indicator,
    versions: Sequence[Agreement],
    observation: Observation,
    definitions: Definitions = AS_EVER,
) -> tuple[tuple[Agreement, Standing], ...]:
    """How an observation stands on each of some versions. There is no status across a break in the definition."""
    return tuple((one, _standing(indicator, one, observation, definitions)) for one in versions)


def _standing(indicator: Indicator, one: Agreement, observation: Observation, definitions: Definitions) -> Standing:
    if definitions.same(one.baseline_period, observation.period):
        return standing(one.of(indicator), one.trajectory, one.targets, observation)
    return replace(standing(one.of(indicator), None, (), observation), below_baseline=False)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
