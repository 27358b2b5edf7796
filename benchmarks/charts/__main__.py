"""How long a chart takes beside bare matplotlib, whether memory grows, and what a stocktake of 30 priorities costs.

    python -m benchmarks.charts

Times are CPU times of one process, warm; each way takes turns with the other in the same run. Exit code 1 where a
promise is not kept.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from benchmarks.charts.bare import drawn
from benchmarks.charts.growth import CHARTS, FIRST, grown
from benchmarks.charts.stocktake import PRIORITIES, told
from bot.charts.draw import draw
from bot.charts.layout import layout
from tests.bot.charts.specimens import specimens

ROUNDS = 9
CHART, STOCKTAKE, GROWTH = 1.1, 1.2, 0.02


def main() -> int:
    chart = _chart()
    stocktake = _stocktake()
    growth = grown()
    print(f"memory of the child, {CHARTS:,} charts after the first {FIRST}: {growth:+.1%} (at most {GROWTH:.0%})")
    return int(chart > CHART or stocktake > STOCKTAKE or growth > GROWTH)


def _chart() -> float:
    """Ours as a ratio of bare, over all specimens."""
    every = specimens()
    sheets = {name: layout(spec) for name, spec in every.items()}
    ours: dict[str, list[float]] = {name: [] for name in every}
    bare: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(ROUNDS):
        for name, spec in every.items():
            ours[name].append(_took(lambda spec=spec: draw(spec)))  # type: ignore[misc]  # mypy cannot infer it
            bare[name].append(_took(lambda spec=spec, name=name: drawn(spec, sheets[name])))  # type: ignore[misc]  # as above
    print(f"{'chart':28}{'ours, ms':>10}{'bare, ms':>10}{'ratio':>8}")
    for name in every:
        one, other = median(ours[name][1:]), median(bare[name][1:])
        print(f"{name:28}{one * 1000:10.1f}{other * 1000:10.1f}{one / other:8.2f}")
    one, other = (sum(median(took[1:]) for took in way.values()) for way in (ours, bare))
    print(f"{'all together':28}{one * 1000:10.1f}{other * 1000:10.1f}{one / other:8.2f} (at most {CHART})")
    return one / other


def _stocktake() -> float:
    """Everything that is said of 30 priorities, from the records on, with their charts, as a ratio of bare charts."""
    specs = told()()
    sheets = [layout(spec) for spec in specs]
    tell = told()
    whole: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS // 3):
        whole.append(_took(lambda: [draw(spec) for spec in tell()]))
        bare.append(_took(lambda: [drawn(spec, sheet) for spec, sheet in zip(specs, sheets, strict=True)]))
    one, other = median(whole), median(bare)
    print(f"{PRIORITIES} priorities: {one:.2f} s, bare charts {other:.2f} s", end=", ")
    print(f"ratio {one / other:.2f} (at most {STOCKTAKE})")
    return one / other


def _took(do: Callable[[], object]) -> float:
    begun = process_time()
    do()
    return process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
