"""What a picture is made of, before it is painted. Pixels from the left and from the bottom."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle with its edges."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two share an area; edges may touch."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True)
class Line:
    """From point to point; `dashes` are lengths on and off, none for a line drawn through."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Area:
    """A closed shape without an edge."""

    points: tuple[Point, ...]
    colour: str


@dataclass(frozen=True)
class Spot:
    """A mark: `shape` is circle, square, diamond, triangle or bar. A hollow one is white inside."""

    at: Point
    shape: str
    size: float
    colour: str
    hollow: bool = False

    @property
    def box(self) -> Box:
        half = self.size / 2
        return Box(self.at[0] - half, self.at[1] - half, self.at[0] + half, self.at[1] + half)


@dataclass(frozen=True)
class Words:
    """One line of text: `at` is where its baseline begins, `box` what it covers."""

    text: str
    at: Point
    size: int
    colour: str
    bold: bool
    box: Box


@dataclass(frozen=True)
class Sheet:
    """A picture or a part of one: areas are painted first, then lines, spots and words, each in their order."""

    areas: tuple[Area, ...] = ()
    lines: tuple[Line, ...] = ()
    spots: tuple[Spot, ...] = ()
    words: tuple[Words, ...] = ()

    def __add__(self, other: "Sheet") -> "Sheet":
        return Sheet(
            self.areas + other.areas, self.lines + other.lines, self.spots + other.spots, self.words + other.words
        )
