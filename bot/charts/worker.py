"""The child's side: a spec in, a picture out, until stdin ends. `python -m bot.charts.worker`."""

import json
import signal
import sys
from typing import Any

from bot.charts.process import receive, send
from bot.ports import ChartSpec, Mark


def spec_from(fields: dict[str, Any]) -> ChartSpec:
    """A spec from its JSON, tuples and marks restored."""
    marks = {name: Mark(**fields[name]) if fields[name] else None for name in ("baseline", "target")}
    return ChartSpec(
        **fields
        | marks
        | {name: tuple(fields[name]) for name in ("labels", "values", "expected")}
        | {"interim": tuple(Mark(**mark) for mark in fields["interim"])}
        | {"limits": tuple(fields["limits"]) if fields["limits"] else None}
        | {"band": tuple(tuple(one) for one in fields["band"])}
    )


def main() -> None:
    """Draw until nobody asks any more. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from bot.charts.draw import draw  # matplotlib takes a second and 60 MB: only here, and only when asked to draw

    while request := receive(sys.stdin.buffer):
        try:
            answer = draw(spec_from(json.loads(request)))
        except (ValueError, TypeError, ArithmeticError) as wrong:
            answer = f"{type(wrong).__name__}: {wrong}".encode()
        send(sys.stdout.buffer, answer)


if __name__ == "__main__":
    main()
