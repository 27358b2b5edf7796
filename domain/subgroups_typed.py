"""The figures of subgroups as somebody types or pastes them: a line each, the name first and then its number."""

import re
from decimal import Decimal
from typing import Final

from domain.errors import Refused
from domain.number import Numerals, Unclear, read_number, split_unit
from domain.priority import Indicator
from domain.subgroups import Subgroup, Subgroups

_BETWEEN: Final = re.compile(r"[\s:;=,|\u2013\u2014]*")  # a hyphen is left: it may be a minus


def read_lines(text: str, known: Subgroups, indicator: Indicator, numerals: Numerals) -> tuple[Subgroup, ...]:
    """In the order of the lines. A line that has a name alone says nothing, so that all names may stand there before.

    Raises Refused for a name that is not known or stands twice, and for a number out of the indicator's range or with
    another unit; and for one that is not clear, with the name it belongs to.
    """
    found: dict[str, Subgroup] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, rest = _split(line, known)
        if not rest:
            continue
        if name in found:
            raise Refused("subgroups", f"“{name}” stands twice.", "Keep one line of it.")
        found[name] = Subgroup(name, _number(name, rest, indicator, numerals))
    return tuple(found.values())


def _split(line: str, known: Subgroups) -> tuple[str, str]:
    """The name, and what stands after it; of two names that fit the longer one."""
    plain = line.casefold()
    fitting = [name for name in known.names if plain.startswith(name.casefold()) and _ends(plain, name)]
    if not fitting:
        names = ", ".join(known.names[:3])
        raise Refused("subgroups", f"“{line[:40]}” begins with no name I know.", f"Write them as in the plan: {names}.")
    name = max(fitting, key=len)
    rest = line[len(name) :]
    return name, rest[_BETWEEN.match(rest).end() :]  # type: ignore[union-attr]  # it matches nothing at least


def _ends(plain: str, name: str) -> bool:
    """Whether the name is a whole one there: "North" is none in "Northtown 3"."""
    return not plain[len(name) :][:1].isalnum()


def _number(name: str, text: str, indicator: Indicator, numerals: Numerals) -> Decimal:
    digits, unit = split_unit(text)
    if unit and unit.casefold() != indicator.unit.casefold():
        raise Refused("subgroups", f"{name}: “{unit}” is not the unit.", f"Give it in {indicator.unit or 'numbers'}.")
    try:
        value = read_number(digits, numerals)
    except (Refused, Unclear) as problem:
        raise Refused("subgroups", f"{name}: {problem}", "Mend this line.") from problem
    if not indicator.possible(value):
        limits = f"{indicator.low} to {indicator.high}"
        raise Refused("subgroups", f"{name}: {value} is out of range, {limits}.", "Check the digits.")
    return value
