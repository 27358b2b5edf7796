"""Where labels go: each as near to what it names as it can without covering another, and little else.

No two labels ever meet, and none leaves the room that there is. Lines and marks are kept clear where that is
possible; a label that would have to cover much of them is left out, unless it must be there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.charts.geometry import Box, Point

Way = tuple[int, int]
"""Where a label lies from its mark: left or right (-1 or 1), below or above."""

WAYS: Final[tuple[Way, ...]] = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
GAPS: Final = (8.0, 26.0, 52.0, 90.0, 140.0, 200.0)  # from the mark to its label
LED: Final = 60.0  # a label further away than this has a thin line to its mark
APART: Final = 5.0  # between two labels
FAR: Final = 0.02  # what each pixel of distance costs
TOLERATED: Final = 5.0  # what a label that may be left out may cost
STRETCH: Final = 40.0  # of a line, that a label covers: what its cost is for
LEAST: Final = 20.0  # a line that is crossed at all counts for this much
CELL: Final = 30.0  # the grid that is searched when nothing near is free


@dataclass(frozen=True)
class Wanted:
    """A label of this size, for one of these places. `clear` is how far the mark there reaches; `ways` are the
    directions in which it may lie, the best first; `furthest` is how far from the mark. `must`: it is never left out
    for what it would cover."""

    size: tuple[float, float]
    places: tuple[Point, ...]
    clear: float = 0.0
    ways: tuple[Way, ...] = WAYS
    must: bool = False
    furthest: float = GAPS[-1]


@dataclass(frozen=True)
class Place:
    """Where a label lies, and the mark that it belongs to if a line has to say so."""

    box: Box
    led_from: Point | None = None


@dataclass
class Surroundings:
    """What labels should not cover, with what that costs; those that are placed are added."""

    room: Box
    taken: list[Box] = field(default_factory=list)
    marks: list[tuple[Box, float]] = field(default_factory=list)
    lines: list[tuple[Sequence[Point], float]] = field(default_factory=list)
    leads: list[tuple[Point, Point]] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Whether a label may lie here at all."""
        if not self.room.holds(box) or any(box.grown(APART).meets(one) for one in self.taken):
            return False
        return not any(_covered(sorted(one), box) for one in self.leads)

    def hidden(self, box: Box, at: Point) -> bool:
        """Whether the line from a label here to its mark would go through another label."""
        line = sorted(lead(box, at))
        return any(_covered(line, one) for one in self.taken)

    def cost(self, box: Box) -> float:
        """Of what a label here would cover."""
        around = box.grown(1)
        marks = sum(cost for one, cost in self.marks if around.meets(one))
        return marks + sum(cost * _covered(points, around) / STRETCH for points, cost in self.lines)


def place(wanted: Wanted, around: Surroundings) -> Place | None:
    """The best place, taken from now on; None when there is none, or none that is worth what it covers."""
    best: tuple[float, Box, Point] | None = None
    for box, at, far in _near(wanted, around.room):
        if best is not None and far * FAR >= best[0]:
            break
        if around.free(box) and not (_led(wanted, box, at) and around.hidden(box, at)):
            cost = around.cost(box) + far * FAR
            if best is None or cost < best[0]:
                best = (cost, box, at)
    if best is None and wanted.must:
        best = _anywhere(wanted, around)
    if best is None or (best[0] > TOLERATED and not wanted.must):
        return None
    cost, box, at = best
    around.taken.append(box)
    if not _led(wanted, box, at):
        return Place(box)
    around.leads.append(lead(box, at))
    return Place(box, at)


def lead(box: Box, at: Point) -> tuple[Point, Point]:
    """From the nearest edge of a label to its mark."""
    return (min(max(at[0], box.left), box.right), min(max(at[1], box.bottom), box.top)), at


def _led(wanted: Wanted, box: Box, at: Point) -> bool:
    return wanted.clear > 0 and _distance(box, at) > LED


def _near(wanted: Wanted, room: Box) -> Iterator[tuple[Box, Point, float]]:
    """Boxes around each place, the nearest first; those beside a mark may be pushed along it to stay in the room."""
    for gap in (one for one in GAPS if one <= wanted.furthest):
        for rank, way in enumerate(wanted.ways):
            for order, at in enumerate(wanted.places):
                yield _beside(wanted, at, way, wanted.clear + gap, room), at, gap - GAPS[0] + rank * 4 + order * 3


def _beside(wanted: Wanted, at: Point, way: Way, gap: float, room: Box) -> Box:
    wide, high = wanted.size
    left = at[0] + way[0] * gap - wide * (1 - way[0]) / 2
    bottom = at[1] + way[1] * gap - high * (1 - way[1]) / 2
    if way[0] == 0:
        left = max(room.left, min(left, room.right - wide))
    if way[1] == 0:
        bottom = max(room.bottom, min(bottom, room.top - high))
    return Box(left, bottom, left + wide, bottom + high)


def _anywhere(wanted: Wanted, around: Surroundings) -> tuple[float, Box, Point] | None:
    """The free cell of the whole room that costs least."""
    wide, high = wanted.size
    at, room = wanted.places[0], around.room
    best: tuple[float, Box, Point] | None = None
    for row in range(int((room.height - high) // CELL) + 1):
        for column in range(int((room.width - wide) // CELL) + 1):
            left, bottom = room.left + column * CELL, room.bottom + row * CELL
            box = Box(left, bottom, left + wide, bottom + high)
            if around.free(box):
                cost = around.cost(box) + _distance(box, at) * FAR
                if best is None or cost < best[0]:
                    best = (cost, box, at)
    return best


def _distance(box: Box, at: Point) -> float:
    across = max(box.left - at[0], at[0] - box.right, 0.0)
    up = max(box.bottom - at[1], at[1] - box.top, 0.0)
    return float((across**2 + up**2) ** 0.5)


def _covered(points: Sequence[Point], box: Box) -> float:
    """How much of a line, whose points go from left to right, a box covers, measured from side to side."""
    first = max(bisect_right(points, box.left, key=_across) - 1, 0)
    end = min(bisect_left(points, box.right, key=_across), len(points) - 1)
    return sum(_part(points[index], points[index + 1], box) for index in range(first, end))


def _across(point: Point) -> float:
    return point[0]


def _part(one: Point, other: Point, box: Box) -> float:
    """Of a stretch from one point to another."""
    left, right = max(box.left, one[0]), min(box.right, other[0])
    rise = (other[1] - one[1]) / (other[0] - one[0]) if other[0] > one[0] else 0.0
    if rise == 0.0:
        low, high = sorted((one[1], other[1]))
        meets = low < box.top and box.bottom < high if low < high else box.bottom < low < box.top
        return max(right - left, LEAST) if meets else 0.0
    ends = sorted(one[0] + (height - one[1]) / rise for height in (box.bottom, box.top))
    inside = min(right, ends[1]) - max(left, ends[0])
    return max(inside, LEAST) if inside > 0 else 0.0
