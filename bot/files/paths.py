"""From a priority's rows to its agreed path, of whatever shape. What cannot become one raises Refused."""

from typing import Final

from bot.files.rows import InterventionRow, PriorityRow, TrajectoryRow
from domain.errors import Refused
from domain.period import Period
from domain.priority import Indicator, Observation
from domain.target import Target, final_target
from domain.trajectory import Point, Shape, Trajectory, check_ends
from domain.trajectory_build import BuildUp, Intervention
from domain.trajectory_season import Profile, propose_profile, seasonal

FIELDS: Final = {
    Shape.LINEAR: "points",
    Shape.STEPPED: "points",
    Shape.SEASONAL: "profile",
    Shape.BUILT_UP: "interventions",
}
"""What a path of each shape is made from; none of the others may stand beside it."""


def check_fields(row: TrajectoryRow) -> None:
    """Raises Refused, with the field, where a path has what belongs to another shape, or lacks what it is made from."""
    for field in dict.fromkeys(FIELDS.values()):
        if field in row.model_fields_set and field != FIELDS[row.shape]:
            problem = f"belongs to another shape than {row.shape}"
            raise Refused(field, problem, f"take it away, or change the shape; {row.shape} needs {FIELDS[row.shape]}")
    if not row.points and FIELDS[row.shape] == "points":
        raise Refused("points", "is missing", "list at least a start and an end, each with period and expected")


def build_up(row: PriorityRow, indicator: Indicator) -> BuildUp | None:
    """How the path is built up, and what of the way no intervention covers; None for other shapes. Raises Refused."""
    if row.trajectory is None or row.trajectory.shape is not Shape.BUILT_UP:
        return None
    done = tuple(map(_intervention, row.trajectory.interventions))
    return BuildUp(indicator.baseline_period, indicator.baseline, _goal(row), indicator.polarity, done)


def note(row: PriorityRow, indicator: Indicator) -> str:
    """What is to be known of a path that is built up: the part that none covers, or the surplus. Raises Refused."""
    built = build_up(row, indicator)
    if built is None:
        return ""
    way = f"the {indicator.points(built.gap)} from {built.start.short} to {built.target.period.short}"
    if built.surplus:
        return f"The interventions lead {indicator.points(built.surplus)} beyond {way}."
    if built.uncovered:
        return f"No intervention covers {indicator.points(built.uncovered)} of {way}."
    return f"The interventions cover {way}."


def interventions(row: PriorityRow) -> tuple[tuple[str, Period], ...]:
    """Name and start of each that the path is built up from."""
    return tuple((one.name, one.start) for one in row.trajectory.interventions) if row.trajectory else ()


def trajectory(row: PriorityRow, indicator: Indicator) -> Trajectory | None:
    """The path, from the baseline to the target where there is one. Raises Refused."""
    given = row.trajectory
    if given is None:
        return None
    if given.shape is Shape.SEASONAL:
        return seasonal(indicator.baseline_period, indicator.baseline, _goal(row), _profile(row, given))
    built = build_up(row, indicator)
    if built is not None:
        return built.trajectory()
    path = Trajectory(given.shape, tuple(Point(one.period, one.expected, one.low, one.high) for one in given.points))
    goal = final_target(targets(row))
    if goal is not None:
        check_ends(path, indicator, goal)
    return path


def targets(row: PriorityRow) -> tuple[Target, ...]:
    return tuple(Target(one.period, one.value, one.comparator, one.interim) for one in row.targets)


def _goal(row: PriorityRow) -> Target:
    goal = final_target(targets(row))
    if goal is None:
        raise Refused("trajectory", "A trajectory of this shape leads to a target.", "Add one under targets.")
    return goal


def _profile(row: PriorityRow, given: TrajectoryRow) -> Profile:
    """As the plan sets it, else proposed from the figures up to the baseline."""
    if given.profile is not None:
        return Profile(tuple(given.profile))
    before = [one for one in row.history if one.period <= row.baseline.period]
    return propose_profile([Observation(one.period, one.value) for one in before], row.indicator.decimals)


def _intervention(row: InterventionRow) -> Intervention:
    return Intervention(row.name, row.start, row.impact, row.lag, row.ramp, row.low, row.high)
