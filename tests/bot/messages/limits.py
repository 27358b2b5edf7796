"""Slack's sizes, as its documentation gives them, for whatever a message or a modal is made of."""

import json
from collections.abc import Iterator

from bot.ports import Json, Rendered

TOTAL = 9000  # characters of a whole message; a message of about 11,300 was refused


def of_message(rendered: Rendered) -> list[str]:
    """What is too large, or missing. Empty when Slack would take it."""
    blocks = list(rendered.blocks)
    problems = [*_each(blocks), *_unique(blocks)]
    if not rendered.text or len(rendered.text) > 4000:
        problems.append(f"the text has {len(rendered.text)} characters")
    if len(blocks) > 50:
        problems.append(f"{len(blocks)} blocks")
    size = len(rendered.text) + len(json.dumps(blocks, ensure_ascii=False))
    return problems if size <= TOTAL else [*problems, f"{size} characters in all"]


def of_blocks(blocks: list[Json]) -> list[str]:
    """Of a Home, which may hold more than a message."""
    return [*_each(blocks), *_unique(blocks)]


def of_modal(view: Json) -> list[str]:
    blocks = view["blocks"]
    problems = [*_each(blocks), *_unique(blocks), *_text(view["title"], 24), *_text(view["close"], 24)]
    if any(block["type"] == "input" for block in blocks) != ("submit" in view):
        problems.append("inputs and a submit button go together")
    if len(view["private_metadata"]) > 3000 or len(blocks) > 100:
        problems.append("metadata or blocks")
    return [*problems, *(_text(view["submit"], 24) if "submit" in view else [])]


def _each(blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "section":
                yield from _text(block["text"], 3000)
                yield from _element(block.get("accessory"))
            case "context":
                for element in block["elements"]:
                    yield from _text(element, 3000)
            case "actions":
                for element in block["elements"]:
                    yield from _element(element)
            case "header":
                yield from _text(block["text"], 150)
            case "divider":
                pass
            case "image":
                yield from [] if 0 < len(block["alt_text"]) <= 2000 else ["alt text"]
            case "input":
                yield from _text(block["label"], 2000)
                yield from _text(block["hint"], 2000) if "hint" in block else []
                yield from _element(block["element"])
            case other:
                yield f"no block we use: {other}"


def _element(element: Json | None) -> Iterator[str]:
    if element is None:
        return
    if element["type"] == "button":
        yield from _text(element["text"], 75)
        yield from [] if len(element["value"]) <= 2000 else ["button value"]
    for option in element.get("options", []):
        yield from _text(option["text"], 75)
        yield from [] if len(option["value"]) <= 150 else ["option value"]
    if "confirm" in element:
        sizes = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
        for part, size in sizes.items():
            yield from _text(element["confirm"][part], size)
    if len(element.get("initial_value", "")) > element.get("max_length", 3000):
        yield "initial value"


def _text(text: Json, size: int) -> list[str]:
    return [] if 0 < len(text["text"]) <= size else [f"{len(text['text'])} characters where {size} fit"]


def _unique(blocks: list[Json]) -> list[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    return [] if len(ids) == len(set(ids)) and all(len(one) <= 255 for one in ids) else ["block ids"]
