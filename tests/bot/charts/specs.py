"""A chart to draw: a year of emergency waits, each thing that can be on a chart on it."""

from dataclasses import replace
from typing import Any

from bot.ports import ChartSpec, Mark

WAITS = ChartSpec(
    title="Emergency waits: slightly behind, 0.33 points under the path",
    subtitle="Seen within four hours, %, England",
    unit="%",
    labels=("Apr 2017", "May 2017", "Jun 2017", "Jul 2017", "Aug 2017", "Sep 2017", "Oct 2017", "Nov 2017"),
    values=(90.46, None, 90.68, 90.35, 90.30, 89.67, None, None),
    expected=(90.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.8, 91.7),
    baseline=Mark(0, 90.01),
    target=Mark(7, 95.0),
    interim=(Mark(5, 90.0),),
    limits=(88.3, 92.3),
    band=((6, 87.0, 91.0), (7, 86.5, 91.2)),
    source="NHS England",
    decimals=2,
)
BARE = ChartSpec("One value", "", "", ("Sep 2017",), (5.0,), (None,))


def waits(**changed: Any) -> ChartSpec:
    """The chart with something about it changed."""
    return replace(WAITS, **changed)
