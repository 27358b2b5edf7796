"""The picture itself: one that can be opened, that shows what it is given, and is the same each time."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.charts.draw import draw
from bot.ports import ChartSpec, Mark
from tests.bot.charts.specs import BARE, WAITS, waits


@pytest.mark.parametrize("spec", [WAITS, BARE], ids=["everything", "one value"])
def test_a_chart_is_a_png_of_its_full_size(spec: ChartSpec) -> None:
    with Image.open(BytesIO(draw(spec))) as image:
        image.load()
        assert (image.format, image.size) == ("PNG", (1200, 675))
        assert len(image.convert("RGB").tobytes().replace(b"\xff\xff\xff", b"")) > 10_000, "an empty sheet"


def test_a_chart_is_small_enough_for_a_phone() -> None:
    assert len(draw(WAITS)) < 100_000


def test_equal_specs_give_the_same_bytes() -> None:
    assert draw(WAITS) == draw(waits())


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Emergency waits: behind"},
        {"subtitle": "Seen within four hours"},
        {"labels": ("Apr 2016", *WAITS.labels[1:])},
        {"values": (90.46, 90.10, *WAITS.values[2:])},
        {"expected": (*WAITS.expected[:7], 93.0)},
        {"baseline": None},
        {"target": Mark(7, 94.0)},
        {"interim": ()},
        {"limits": None},
        {"band": ()},
        {"source": "NHS Digital"},
        {"decimals": 1},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_a_spec_says_can_be_seen(changed: dict[str, Any]) -> None:
    assert draw(waits(**changed)) != draw(WAITS)


@pytest.mark.parametrize("line", ["title", "subtitle", "source"])
def test_a_line_too_long_for_the_picture_is_cut_before_its_edge(line: str) -> None:
    with Image.open(BytesIO(draw(waits(**{line: "wide words " * 40})))) as image:
        edge = image.convert("L").crop((1177, 0, 1200, 675))
    assert edge.getextrema() == (255, 255)


def test_a_line_that_fits_is_not_cut() -> None:
    assert draw(waits(title="l" * 84)) != draw(waits(title="l" * 83 + "…"))


@pytest.mark.parametrize("line", ["title", "subtitle", "source"])
def test_dollars_are_dollars(line: str) -> None:
    assert draw(waits(**{line: "From $5_{ to $6"})) != draw(waits(**{line: "From 5_{ to 6"}))


@pytest.mark.parametrize("values", [(), (None, None)])
def test_a_chart_without_a_value_is_not_drawn(values: tuple[None, ...]) -> None:
    with pytest.raises(ValueError, match="a chart needs a value"):
        draw(ChartSpec("Nothing", "", "%", ("Aug 2017", "Sep 2017")[: len(values)], values, values))
