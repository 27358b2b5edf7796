"""Whether blocks and views are as Slack wants them: kinds, sizes, names that stand once."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.errors import SlackError

Block = dict[str, Any]

MOST = {"message": 50, "modal": 100, "home": 100}
LONGEST_MESSAGE = 11_300  # characters of all texts together; about here Slack refuses
LONGEST_MARKDOWN = 12_000  # characters of all markdown blocks together
LONGEST_TABLE = 10_000
INPUTS = {
    "plain_text_input",
    "number_input",
    "static_select",
    "multi_static_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
    "datepicker",
    "timepicker",
    "radio_buttons",
    "checkboxes",
}
TYPED = {"plain_text_input", "number_input"}  # boxes that stand in an input block only
PRESSED = INPUTS - TYPED | {"button", "overflow"}
MENUS = {"static_select": 100, "multi_static_select": 100, "overflow": 5, "radio_buttons": 10, "checkboxes": 10}
MARKED = {"radio_buttons", "checkboxes"}  # their options may be mrkdwn
MESSAGE_ONLY = {"table", "markdown"}


def check(blocks: object, surface: str) -> None:
    """Raises SlackError invalid_blocks with every violation found; `surface` is message, modal or home."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    found = list(_violations(blocks, surface))
    if found:
        raise SlackError("invalid_blocks", *found)
    marked = [block for block in blocks if block["type"] == "markdown"]
    others = [block for block in blocks if block["type"] not in MESSAGE_ONLY]
    if _characters(marked) > LONGEST_MARKDOWN or (surface == "message" and _characters(others) > LONGEST_MESSAGE):
        raise SlackError("msg_blocks_too_long")


def elements(block: Block) -> list[Block]:
    """Everything in a block that can be pressed or filled in."""
    match block.get("type"):
        case "actions":
            return list(block.get("elements", []))
        case "section":
            return [block["accessory"]] if block.get("accessory") else []
        case "input":
            return [block["element"]]
    return []


def _violations(blocks: list[Block], surface: str) -> Iterator[str]:
    if not blocks or len(blocks) > MOST[surface]:
        yield f"{len(blocks)} blocks; 1 to {MOST[surface]} are allowed"
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        kind = block.get("type", "")
        checker = CHECKS.get(kind)
        if checker is None:
            yield f"[{index}] unsupported type: {kind}"
            continue
        for problem in checker(block):
            yield f"[{index}] {kind}: {problem}"
        name = block.get("block_id")
        if name is not None:
            if not 1 <= len(name) <= 255:
                yield f"[{index}] block_id of {len(name)} characters"
            if name in seen:
                yield f"[{index}] block_id {name} stands twice"
            seen.add(name)
        if kind == "input" and surface == "message":
            yield f"[{index}] an input in a message"
        if kind in MESSAGE_ONLY and surface != "message":
            yield f"[{index}] a {kind} outside a message"
    if [block.get("type") for block in blocks].count("table") > 1:
        yield "one table is allowed"


def text(value: object, most: int, where: str, *, plain: bool = False) -> Iterator[str]:
    """A text object: there, of a known type, not empty, not too long."""
    if not isinstance(value, dict) or value.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where} is no text object"
        return
    if plain and value["type"] != "plain_text":
        yield f"{where} must be plain_text"
    length = len(value.get("text") or "")
    if not 1 <= length <= most:
        yield f"{where} has {length} characters; 1 to {most} are allowed"


def _section(block: Block) -> Iterator[str]:
    if "text" in block:
        yield from text(block["text"], 3000, "text")
    elif not block.get("fields"):
        yield "text or fields is needed"
    fields = block.get("fields", [])
    if len(fields) > 10:
        yield f"{len(fields)} fields; 10 are allowed"
    for one in fields:
        yield from text(one, 2000, "field")
    if block.get("accessory"):
        yield from _pressed(block["accessory"])


def _context(block: Block) -> Iterator[str]:
    parts = block.get("elements", [])
    if not 1 <= len(parts) <= 10:
        yield f"{len(parts)} elements; 1 to 10 are allowed"
    for one in parts:
        yield from _image(one) if one.get("type") == "image" else text(one, 2000, "element")


def _header(block: Block) -> Iterator[str]:
    yield from text(block.get("text"), 150, "text", plain=True)


def _divider(block: Block) -> Iterator[str]:
    return iter(())


def _image(block: Block) -> Iterator[str]:
    if not 1 <= len(block.get("alt_text") or "") <= 2000:
        yield "alt_text of 1 to 2000 characters is needed"
    if not block.get("image_url") and not block.get("slack_file"):
        yield "image_url or slack_file is needed"


def _actions(block: Block) -> Iterator[str]:
    parts = block.get("elements", [])
    if not 1 <= len(parts) <= 25:
        yield f"{len(parts)} elements; 1 to 25 are allowed"
    names = [one["action_id"] for one in parts if "action_id" in one]
    if len(names) != len(set(names)):
        yield "an action_id stands twice"
    for one in parts:
        yield from _pressed(one)


def _input(block: Block) -> Iterator[str]:
    yield from text(block.get("label"), 2000, "label", plain=True)
    if "hint" in block:
        yield from text(block["hint"], 2000, "hint", plain=True)
    element = block.get("element") or {}
    if element.get("type") not in INPUTS:
        yield f"element {element.get('type')} takes no input"
    else:
        yield from _element(element)


def _table(block: Block) -> Iterator[str]:
    rows = block.get("rows", [])
    if not 1 <= len(rows) <= 100 or any(len(row) > 20 for row in rows):
        yield "100 rows of 20 cells are allowed"
    if _characters(rows) > LONGEST_TABLE:
        yield f"{LONGEST_TABLE} characters are allowed"


def _markdown(block: Block) -> Iterator[str]:
    if not block.get("text"):
        yield "text is needed"


def _anything(block: Block) -> Iterator[str]:
    return iter(())


def _pressed(element: Block) -> Iterator[str]:
    kind = element.get("type")
    if kind == "image":
        yield from _image(element)
    elif kind not in PRESSED:
        yield f"unsupported element: {kind}"
    else:
        yield from _element(element)


def _element(element: Block) -> Iterator[str]:
    kind = str(element["type"])
    if not 1 <= len(element.get("action_id", "x")) <= 255:
        yield "action_id of 1 to 255 characters is needed"
    if "placeholder" in element:
        yield from text(element["placeholder"], 150, "placeholder", plain=True)
    if kind == "button":
        yield from _button(element)
    if kind in MENUS:
        yield from _options(element, MENUS[kind])
    if kind == "plain_text_input" and not 0 < element.get("max_length", 3000) <= 3000:
        yield "max_length is 3000 at most"
    if len(element.get("initial_value") or "") > element.get("max_length", 3000):
        yield "initial_value is longer than max_length"


def _button(element: Block) -> Iterator[str]:
    yield from text(element.get("text"), 75, "button text", plain=True)
    if len(element.get("value") or "") > 2000:
        yield "button value is longer than 2000"
    if element.get("style") not in (None, "primary", "danger"):
        yield f"unknown style {element['style']}"
    if "confirm" in element:
        question = element["confirm"]
        yield from text(question.get("title"), 100, "confirm title", plain=True)
        yield from text(question.get("text"), 300, "confirm text")
        yield from text(question.get("confirm"), 30, "confirm button", plain=True)
        yield from text(question.get("deny"), 30, "deny button", plain=True)


def _options(element: Block, most: int) -> Iterator[str]:
    options = element.get("options", [])
    if not 1 <= len(options) <= most:
        yield f"{len(options)} options; 1 to {most} are allowed"
    for option in options:
        yield from text(option.get("text"), 75, "option text", plain=element["type"] not in MARKED)
        if not 1 <= len(option.get("value") or "") <= 150:
            yield "option value of 1 to 150 characters is needed"
        if "description" in option:
            yield from text(option["description"], 75, "option description")


def _characters(value: object) -> int:
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(one) for one in value.values())
    return sum(_characters(one) for one in value) if isinstance(value, list) else 0


CHECKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "section": _section,
    "context": _context,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "actions": _actions,
    "input": _input,
    "table": _table,
    "rich_text": _anything,
    "markdown": _markdown,
}
