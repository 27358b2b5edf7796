"""The child's side: a spec in, a picture out, until stdin ends. `python -m bot.charts.worker`."""

import os
import signal
import sys
from functools import cache

from pydantic import TypeAdapter

from bot.charts.process import receive, send
from bot.ports import ChartSpec


def spec_from(request: bytes) -> ChartSpec:
    """A spec from its JSON. Raises ValueError."""
    return _reader().validate_json(request)


@cache
def _reader() -> TypeAdapter[ChartSpec]:
    return TypeAdapter(ChartSpec)


def main() -> None:
    """Draw until nobody asks any more. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from bot.charts.draw import draw  # matplotlib takes a second and 60 MB: only here, and only when asked to draw

    while request := receive(sys.stdin.buffer):
        try:
            answer = draw(spec_from(request))
        except (ValueError, TypeError, ArithmeticError) as wrong:
            answer = f"{type(wrong).__name__}: {wrong}".encode()
        try:
            send(sys.stdout.buffer, answer)
        except BrokenPipeError:  # who asked was killed meanwhile
            os._exit(0)  # at an orderly end Python would try once more, and complain


if __name__ == "__main__":
    main()
