"""The picture itself: one that can be opened, that shows what it is given, and is the same each time."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.charts.draw import draw
from bot.charts.layout import layout
from bot.charts.paint import pixels
from bot.charts.style import BLUE, GREY, INK, RUST
from bot.ports import ChartSpec, Event, Mark
from tests.bot.charts.specs import BARE, WAITS, waits

READABLE = 4.5  # the contrast that text needs against its ground (WCAG 2.2, 1.4.3)


@pytest.mark.parametrize("spec", [WAITS, BARE], ids=["everything", "one value"])
def test_a_chart_is_a_png_of_its_full_size_with_a_palette(spec: ChartSpec) -> None:
    with Image.open(BytesIO(draw(spec))) as image:
        image.load()
        assert (image.format, image.size, image.mode) == ("PNG", (1080, 810), "P")
        assert len(image.convert("RGB").tobytes().replace(b"\xff\xff\xff", b"")) > 10_000, "an empty sheet"


def test_a_chart_is_small_enough_for_a_phone() -> None:
    assert len(draw(WAITS)) < 60_000


def test_equal_specs_give_the_same_bytes() -> None:
    assert draw(WAITS) == draw(waits())


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Emergency waits: behind"},
        {"subtitle": "Seen within four hours"},
        {"labels": ("Apr 2016", *["Mar 2016"] * 23)},
        {"values": (90.1, *WAITS.values[1:])},
        {"expected": (*WAITS.expected[:23], 93.0)},
        {"baseline": None},
        {"target": Mark(23, 94.0)},
        {"interim": ()},
        {"earlier": ()},
        {"limits": ()},
        {"band": ()},
        {"interventions": WAITS.interventions[:2]},
        {"breaks": (Event(5, "type 3 included"),)},
        {"provisional": ()},
        {"bounds": (0.0, 94.0)},
        {"latest": "89.7 %"},
        {"path_name": "path"},
        {"limits_name": "usual"},
        {"band_name": "outlook"},
        {"note": "NHS Digital"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_a_spec_says_can_be_seen(changed: dict[str, Any]) -> None:
    assert layout(waits(**changed)) != layout(WAITS)


def test_the_latest_value_is_named_even_if_nobody_did() -> None:
    assert {"5.0", "Sep 2017"} <= {one.text for one in layout(waits(**vars(BARE) | {"decimals": 1})).words}


@pytest.mark.parametrize("line", ["title", "subtitle", "note"])
def test_dollars_are_dollars(line: str) -> None:
    assert "From $5_{ to $6" in {one.text for one in layout(waits(**{line: "From $5_{ to $6"})).words}
    assert draw(waits(**{line: "From $5_{ to $6"})) != draw(waits(**{line: "From 5_{ to 6"}))


def test_the_palette_loses_nothing_that_an_eye_would_miss() -> None:
    painted = pixels(layout(WAITS))
    with Image.open(BytesIO(draw(WAITS))) as image:
        shown = image.convert("RGB").tobytes()
    exact = painted[..., :3].tobytes()
    far = sum(abs(one - other) > 40 for one, other in zip(shown[::7], exact[::7], strict=True))
    assert far < len(exact[::7]) / 500


@pytest.mark.parametrize("values", [(), (None, None)])
def test_a_chart_without_a_value_is_not_drawn(values: tuple[None, ...]) -> None:
    with pytest.raises(ValueError, match="a chart needs a value"):
        draw(ChartSpec("Nothing", "", "%", ("Aug 2017", "Sep 2017")[: len(values)], values, values))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_chart_of_what_is_no_figure_is_not_drawn(value: float) -> None:
    with pytest.raises(ValueError, match="a chart needs finite values"):
        draw(waits(expected=(value, *WAITS.expected[1:])))
    with pytest.raises(ValueError, match="a chart needs finite values"):
        draw(waits(band=((18, 0.0, value),)))


@pytest.mark.parametrize("colour", [INK, GREY, BLUE, RUST])
def test_every_colour_of_text_is_readable_on_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= READABLE


def luminance(colour: str) -> float:
    """Of a colour, 0 black to 1 white (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = ((one + 0.055) / 1.055 if one <= 0.04 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
