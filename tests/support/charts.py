"""A drawer of charts that costs nothing: one pixel whose colour depends on what the chart shows."""

from hashlib import sha256
from struct import pack
from zlib import compress, crc32

from bot.ports import ChartFailed, ChartSpec


class InlineCharts:
    """Implements ports.Charts. `drawn` are the specs in order; the next `failures` drawings fail."""

    def __init__(self) -> None:
        self.drawn: list[ChartSpec] = []
        self.failures = 0
        self.closed = False

    def draw(self, spec: ChartSpec) -> bytes:
        if self.failures > 0:
            self.failures -= 1
            raise ChartFailed("asked to fail")
        self.drawn.append(spec)
        return pixel(sha256(repr(spec).encode()).digest()[:3])

    def close(self) -> None:
        self.closed = True


def pixel(colour: bytes) -> bytes:
    """A PNG of one pixel; `colour` is red, green, blue."""
    header = pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", compress(b"\0" + colour)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))
