"""A chart to draw: the example's emergency waits, each thing that can be on a chart on it; and the barest there is."""

from dataclasses import replace
from typing import Any

from bot.ports import ChartSpec, Event, Mark
from tests.bot.charts import specimens

WAITS = replace(
    specimens.waits(),
    values=(*specimens.WAITS[:3], None, *specimens.WAITS[4:], *[None] * 6),
    earlier=(Mark(20, 95.0, "earlier target 95 %\nDec 2017"),),
    breaks=(Event(4, "type 3 included"),),
)
BARE = ChartSpec("One value", "", "", ("Sep 2017",), (5.0,), (None,))


def waits(**changed: Any) -> ChartSpec:
    """The chart with something about it changed."""
    return replace(WAITS, **changed)
