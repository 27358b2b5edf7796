"""Whether the child that draws grows: a thousand different charts through it, one after another."""

from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from bot.charts.process import ChartProcess
from tests.bot.charts.specimens import specimens

FIRST, CHARTS = 200, 1000


def grown() -> float:
    """How much more memory it holds after a thousand charts than after the first two hundred, as a part of that."""
    charts = ChartProcess()
    try:
        before = _after(charts, 0, FIRST)
        return _after(charts, FIRST, CHARTS) / before - 1
    finally:
        charts.close()


def _after(charts: ChartProcess, start: int, count: int) -> int:
    """The pages that the child holds after so many more, each with a title and values of its own."""
    for number, spec in enumerate(islice(cycle(specimens().values()), count), start):
        values = tuple(None if one is None else one * (1 + number / 10_000) for one in spec.values)
        charts.draw(replace(spec, title=f"{spec.title} ({number})", values=values))
    return int(Path(f"/proc/{charts.pid}/statm").read_text().split()[1])
