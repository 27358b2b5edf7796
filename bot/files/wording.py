"""What a plan's shape says is wrong, in words: where, and a sentence with the mend."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

from bot.files.document import Path

EMPTY: Final = "is empty; fill it in, or leave the line out if it may be missing"
UNDER: Final = "has no fields under it; write them one a line, further in"
BASELINE: Final = (
    "is missing; a target needs one: add the period and the value it starts from, like "
    "baseline: {period: Mar 2017, value: 90.01}"
)
SAY: Final[Mapping[str, str]] = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field of a plan here; check its spelling and how far in it stands",
    "string_type": "is a list or has fields, and should be a text; write it on one line",
    "string_too_short": EMPTY,
    "string_too_long": "is too long; say it in {max_length} characters",
    "model_type": UNDER,
    "dict_type": UNDER,
    "list_type": "is not a list; write [one, another], or a line with - for each",
    "tuple_type": "is not a list; write its two limits, like [0, 100]",
    "int_parsing": "is not a whole number; write digits only",
    "int_from_float": "is not a whole number; write digits only",
    "bool_parsing": "is neither true nor false; write one of them",
    "literal_error": "is not known; use {expected}",
    "enum": "is not known; use {expected}",
    "greater_than_equal": "is too small; it must be at least {ge}",
    "less_than_equal": "is too large; it must be at most {le}",
    "too_short": "is empty; list at least {min_length}",
    "too_long": "has too many; list at most {max_length}",
}


def told(error: ErrorDetails, content: Any) -> tuple[Path, str]:
    """Where in the content, and what is wrong there."""
    kind, given = error["type"], error["input"]
    path = _path(error["loc"], content, missing=kind == "missing")
    if path and path[-1] == "baseline" and (kind == "missing" or given is None):
        return path, BASELINE
    if given is None:
        sentence = error["msg"].removeprefix("Value error, ") if kind == "value_error" else EMPTY
        return path, sentence
    said = SAY.get(kind, error["msg"].removeprefix("Value error, ")).format(**error.get("ctx", {}))
    quoted = isinstance(given, str) and given and kind not in ("missing", "extra_forbidden")
    return path, f"“{given[:40]}” {said}" if quoted else said


def _path(place: tuple[str | int, ...], content: Any, *, missing: bool) -> Path:
    """As far as it goes in the content: what comes after is how the shape was tried. A missing field is one more."""
    for depth, part in enumerate(place):
        here = isinstance(content, dict) and part in content
        there = isinstance(content, list) and isinstance(part, int) and part < len(content)
        if not here and not there:
            return place[: depth + missing]
        content = content[part]
    return place
