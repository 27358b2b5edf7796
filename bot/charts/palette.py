"""From painted pixels to a small file: every shade there is lies between white and one of a few colours."""

from functools import cache
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.charts.style import BLUE, GREY, HAZE, INK, PALE, RUST

SHADES: Final = 12  # of each colour, from white to itself
BITS: Final = 5  # of each channel that are looked at: enough to tell two shades apart


def encoded(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG with a palette from rows of RGBA pixels. The same pixels make the same bytes."""
    narrow = pixels[..., :3] >> (8 - BITS)
    key = (narrow[..., 0].astype(np.uint16) << (2 * BITS)) | (narrow[..., 1].astype(np.uint16) << BITS) | narrow[..., 2]
    image = Image.fromarray(_nearest()[key])
    image.putpalette(_colours().tobytes())
    out = BytesIO()
    image.save(out, format="PNG", compress_level=6)
    return out.getvalue()


@cache
def _colours() -> NDArray[np.uint8]:
    """Rows of red, green, blue."""
    full = np.array([[int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in (INK, GREY, PALE, BLUE, RUST, HAZE)])
    parts = np.linspace(0, 1, SHADES + 1)[1:, None, None]
    shades = 255 + parts * (full[None] - 255)
    over_haze = full[5] + parts * (full[None, :5] - full[5])
    every = np.vstack([[[255, 255, 255]], shades.reshape(-1, 3), over_haze.reshape(-1, 3)])
    found: NDArray[np.uint8] = np.unique(every.round(), axis=0).astype(np.uint8)
    return found


@cache
def _nearest() -> NDArray[np.uint8]:
    """For each key of a pixel the colour that is nearest to it."""
    steps = np.arange(2**BITS) * 255 / (2**BITS - 1)
    red, green, blue = np.meshgrid(steps, steps, steps, indexing="ij")
    keys = np.stack([red.ravel(), green.ravel(), blue.ravel()], axis=1)
    colours = _colours().astype(float)
    distances = (keys**2).sum(1)[:, None] - 2 * keys @ colours.T + (colours**2).sum(1)[None]
    nearest: NDArray[np.uint8] = distances.argmin(axis=1).astype(np.uint8)
    return nearest
