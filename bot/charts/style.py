"""Sizes in pixels, and colours. The picture is shown a third as large on a phone: 27 here are 9 there."""

from typing import Final

WIDTH: Final = 1080
HEIGHT: Final = 810
MARGIN: Final = 28

TITLES: Final = ((42, 2), (36, 3), (30, 4))  # size, and in how many lines at most; the first that fits
LABEL: Final = 29
BIG: Final = 38  # the latest value
SMALL: Final = 27  # the axes
NOTE: Final = 25  # age and source of the data
LEADING: Final = 1.24  # from one line of text to the next, in sizes
ASCENT: Final = 0.88  # of the highest letters, in sizes
DESCENT: Final = 0.24

WHITE: Final = "#ffffff"
INK: Final = "#1d1c1d"
GREY: Final = "#5a5e64"
PALE: Final = "#d9dce0"
BLUE: Final = "#0a4d8c"  # what was seen
RUST: Final = "#ab3f06"  # what was agreed
HAZE: Final = "#cfe0f0"  # what past figures lead one to expect

DASHED: Final = (12.0, 7.0)
DOTTED: Final = (2.5, 7.0)
