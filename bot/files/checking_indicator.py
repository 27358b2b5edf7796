"""What is wrong with what a plan says of one indicator: its breaks, its longer period, its subgroups, its values."""

from collections.abc import Iterator
from decimal import Decimal

from bot.files import building
from bot.files.document import Path
from bot.files.rows import PriorityRow
from domain.errors import Refused
from domain.priority import Indicator

Found = Iterator[tuple[Path, str]]


def breaks(row: PriorityRow, place: Path) -> Found:
    try:
        building.definitions(row)
    except Refused as wrong:
        yield (*place, "indicator", "breaks"), str(wrong)


def together(row: PriorityRow, place: Path) -> Found:
    try:
        building.together(row)
    except Refused as wrong:
        yield (*place, "indicator", "together"), str(wrong)


def subgroups(row: PriorityRow, indicator: Indicator, place: Path) -> Found:
    try:
        names = building.subgroups(row).names
    except Refused as twice:
        yield (*place, "indicator", "subgroups", "names"), str(twice)
        return
    for at, figure in enumerate(row.history):
        for name, value in figure.subgroups.items():
            there = (*place, "history", at, "subgroups", name)
            if name not in names:
                yield there, "is not one of the indicator's subgroups; add it to their names, or correct it"
            yield from number(value, indicator, there)


def number(value: Decimal, indicator: Indicator, path: Path) -> Found:
    if value != indicator.as_printed(value):
        yield path, f"“{value}” has more than {indicator.decimals} decimals; round it, or give the indicator more"
    yield from in_range(value, indicator, path)


def in_range(value: Decimal, indicator: Indicator, path: Path) -> Found:
    low, high = indicator.low, indicator.high
    if (low is not None and value < low) or (high is not None and value > high):
        yield path, f"“{value}” is out of the indicator's range, {low} to {high}; check the digits"
