"""Status against trajectory: computed from the figures, and nobody can edit it (DOMAIN 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

from domain.errors import Refused
from domain.exact import exact
from domain.number import rounded
from domain.people_units import people_short
from domain.period import Period
from domain.priority import DECIMALS, Indicator, Observation
from domain.target import Target, final_target
from domain.trajectory import Trajectory

MOVES: Final = 12  # the last moves that a proposed tolerance is measured on
FEWEST_MOVES: Final = 6
BEHIND: Final = 2  # the rank from which a summary needs an action, and twice running a word


class Status(StrEnum):
    ON_TRAJECTORY = "on trajectory"
    SLIGHTLY_BEHIND = "slightly behind"
    BEHIND = "behind"
    FAR_BEHIND = "far behind"
    NO_DATA = "no data"
    STALE = "stale"
    UNRATED = "unrated"

    @property
    def shape(self) -> str:
        """A shape beside the word; status has no colours."""
        return {
            Status.ON_TRAJECTORY: "●",
            Status.SLIGHTLY_BEHIND: "◐",
            Status.BEHIND: "◔",
            Status.FAR_BEHIND: "○",
            Status.NO_DATA: "–",
            Status.STALE: "–",
            Status.UNRATED: "–",
        }[self]

    @property
    def rank(self) -> int | None:
        """How far from the path: 0 is on it, 3 far behind. None for what cannot be told."""
        order = (Status.ON_TRAJECTORY, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.FAR_BEHIND)
        return order.index(self) if self in order else None

    @property
    def needs_action(self) -> bool:
        """Whether a summary with it needs an open action, or a reason why there is none."""
        return self not in (Status.ON_TRAJECTORY, Status.SLIGHTLY_BEHIND)


@dataclass(frozen=True)
class Standing:
    """One value against the agreed path. Numbers as printed; `gap` is positive where the value is better.

    `target` is the one that falls in this very period; `missed_by` is how far it was missed, in the unit, and
    `people` how many people that is (or how many short of the path, in other periods).
    """

    status: Status
    period: Period
    actual: Decimal
    expected: Decimal | None
    gap: Decimal | None
    tolerance: Decimal
    below_baseline: bool
    target: Target | None = None
    met: bool | None = None
    missed_by: Decimal | None = None
    people: int | None = None
    share: Decimal | None = None
    share_note: str | None = None

    @property
    def needs_word(self) -> bool:
        """Whether a sentence is asked for, from this value alone: far behind, or a target missed."""
        return self.word_because() is not None

    def word_because(self, before: Status | None = None) -> str | None:
        """Why a sentence is asked for, given the status of the period before; None when one tap is enough."""
        if self.status is Status.FAR_BEHIND:
            return "far behind the trajectory"
        if self.met is False:
            return "past a target that was missed"
        now, then = self.status.rank, before.rank if before else None
        if now is None or then is None:
            return None
        if now >= BEHIND and then >= BEHIND:
            return "behind the trajectory for the second time running"
        return "two steps from the status before" if abs(now - then) >= 2 else None


def standing(
    indicator: Indicator, trajectory: Trajectory | None, targets: Iterable[Target], observation: Observation
) -> Standing:
    """How an observation stands. Values are rounded to the indicator's decimals before anything else."""
    targets = tuple(targets)
    actual = indicator.as_printed(observation.value)
    agreed = trajectory.expected(observation.period) if trajectory else None
    expected = None if agreed is None else indicator.as_printed(agreed)
    gap = None if expected is None else _better_by(indicator, actual, expected)
    due = next((one for one in targets if one.period == observation.period), None)
    final = final_target(targets)
    goal = None if due is None else indicator.as_printed(due.value)
    met = None if due is None or goal is None else due.comparator.met(actual, goal)
    behind = expected if gap is not None and gap < 0 else None
    mark = goal if met is False else behind
    share, note = _share(indicator, actual, final)
    return Standing(
        status=_status(gap, indicator.tolerance, due or final),
        period=observation.period,
        actual=actual,
        expected=expected,
        gap=gap,
        tolerance=indicator.tolerance,
        below_baseline=_better_by(indicator, actual, indicator.as_printed(indicator.baseline)) < 0,
        target=due,
        met=met,
        missed_by=abs(actual - goal) if goal is not None and met is False else None,
        people=None if mark is None else people_short(indicator, observation, mark),
        share=share,
        share_note=note,
    )


def status_without_value(missing: int) -> Status:
    """No value although its due date has passed: one due period missing, or more."""
    return Status.NO_DATA if missing < 2 else Status.STALE


def propose_tolerance(
    values: Sequence[Decimal], baseline: Decimal, target: Decimal, decimals: int
) -> tuple[Decimal, bool]:
    """A tolerance in units, and whether it is provisional for want of moves.

    The largest of a tenth of the way from baseline to target, twice the median distance of the last twelve moves
    from their median, and one unit of the last decimal; with fewer than six moves without the second.
    Raises Refused for what is no number, and for decimals that cannot be printed.
    """
    exact("tolerance", *values, baseline, target)
    if decimals not in DECIMALS:
        raise Refused("decimals", f"{str(decimals)[:9]} decimals cannot be printed.", f"Give 0 to {DECIMALS[-1]}.")
    moves = [later - one for one, later in pairwise(values)][-MOVES:]
    candidates = [abs(target - baseline) / 10, Decimal(1).scaleb(-decimals)]
    if len(moves) >= FEWEST_MOVES:
        middle = median(moves)
        candidates.append(2 * median(abs(one - middle) for one in moves))
    return rounded(max(candidates), decimals), len(moves) < FEWEST_MOVES


def _better_by(indicator: Indicator, actual: Decimal, other: Decimal) -> Decimal:
    return indicator.polarity.sign * (actual - other)


def _status(gap: Decimal | None, tolerance: Decimal, target: Target | None) -> Status:
    if gap is None or target is None:
        return Status.UNRATED
    if gap > 0 or (gap == 0 and not target.comparator.strict):
        return Status.ON_TRAJECTORY
    if gap >= -tolerance:
        return Status.SLIGHTLY_BEHIND
    return Status.BEHIND if gap >= -2 * tolerance else Status.FAR_BEHIND


def _share(indicator: Indicator, actual: Decimal, target: Target | None) -> tuple[Decimal | None, str | None]:
    if target is None:
        return None, None
    baseline, goal = indicator.as_printed(indicator.baseline), indicator.as_printed(target.value)
    way = _better_by(indicator, goal, baseline)
    if way == 0:
        return None, "baseline and target are the same"
    if way < 0:
        return None, "already at target"
    return (actual - baseline) / (goal - baseline), None
