"""Whether blocks are as Slack wants them: kinds, fields, sizes, names that stand once."""

from collections.abc import Iterator
from typing import Any

from sandbox.elements import ACTION_ID, IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION, TYPE, image, plain, text
from sandbox.elements import INPUTS as INPUTS
from sandbox.errors import SlackError
from sandbox.schema import Rule, anything, boolean, both, by_type, one_of, record, several, string, wrong

Block = dict[str, Any]

MOST = {"message": 50, "modal": 100, "home": 100}
LONGEST_MESSAGE = 11_300  # characters of all texts together; about here Slack refuses
LONGEST_TABLE = 10_000
LONGEST_MARKDOWN = 12_000  # of all markdown blocks together
ONLY_IN_MESSAGES = {"table": 1, "markdown": MOST["message"], "data_visualization": 2}  # and how many of each


def check(blocks: object, surface: str) -> None:
    """Raises SlackError invalid_blocks with everything found; `surface` is message, modal or home."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    found = list(violations(blocks, surface, "/blocks"))
    if found:
        raise SlackError("invalid_blocks", *found)
    marked = [block for block in blocks if block["type"] == "markdown"]
    others = [block for block in blocks if block["type"] not in ONLY_IN_MESSAGES]  # those have sizes of their own
    if surface == "message" and (_characters(others) > LONGEST_MESSAGE or _characters(marked) > LONGEST_MARKDOWN):
        raise SlackError("msg_blocks_too_long")


def violations(blocks: object, surface: str, path: str) -> Iterator[str]:
    """Everything that Slack would not take, by its path."""
    found = list(several(BLOCK, MOST[surface])(blocks, path))
    yield from found
    if not found and isinstance(blocks, list):
        yield from _names(blocks, path)
        yield from _kinds(blocks, surface, path)


def elements(block: Block) -> list[Block]:
    """Everything in a block that can be pressed or filled in."""
    match block.get("type"):
        case "actions":
            return list(block["elements"])
        case "section":
            return [block["accessory"]] if block.get("accessory") else []
        case "input":
            return [block["element"]]
    return []


def _names(blocks: list[Block], path: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id")
        if name in seen:
            yield wrong(f"block_id {name} already exists", f"{path}/{index}/block_id")
        if name is not None:
            seen.add(name)


def _kinds(blocks: list[Block], surface: str, path: str) -> Iterator[str]:
    """Some kinds are for messages only, and only so many of them."""
    for kind, most in ONLY_IN_MESSAGES.items():
        count = sum(block["type"] == kind for block in blocks)
        if count and surface != "message":
            yield wrong(f"unsupported block in a {surface}: {kind}", path)
        if count > most:
            yield wrong(f"no more than {most} {kind} blocks allowed", path)


def _says_something(block: Block, path: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield wrong("must define either `text` or `fields`", path)


def _actions_apart(block: Block, path: str) -> Iterator[str]:
    names = [one["action_id"] for one in block["elements"] if "action_id" in one]
    if len(names) != len(set(names)):
        yield wrong("action_id already exists in this block", f"{path}/elements")


def _table_fits(block: Block, path: str) -> Iterator[str]:
    if _characters(block) > LONGEST_TABLE:
        yield wrong(f"must be less than {LONGEST_TABLE + 1} characters", path)


def _block(needed: dict[str, Rule], **optional: Rule) -> Rule:
    return record({**TYPE, **needed}, {"block_id": ACTION_ID, **optional})


CELL = by_type(
    {
        "raw_text": record({**TYPE, "text": string(LONGEST_TABLE, 0)}, {}),
        "raw_number": record({**TYPE, "value": anything}, {"text": string(255)}),
        "rich_text": anything,
    },
    "cell",
)
COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
LOOSELY = ("rich_text", "video", "file", "call", "data_visualization")  # kinds whose inside is not looked at
BLOCK = by_type(
    {
        "section": both(
            _block({}, text=text(3000), fields=several(text(2000), 10), accessory=IN_SECTION, expand=boolean),
            _says_something,
        ),
        "header": _block({"text": plain(150)}),
        "divider": _block({}),
        "context": _block({"elements": several(IN_CONTEXT, 10)}),
        "image": image(title=plain(2000), block_id=ACTION_ID),
        "actions": both(_block({"elements": several(IN_ACTIONS, 25)}), _actions_apart),
        "input": _block(
            {"label": plain(2000), "element": IN_INPUT}, hint=plain(2000), optional=boolean, dispatch_action=boolean
        ),
        "table": both(
            _block({"rows": several(several(CELL, 20), 100)}, column_settings=several(COLUMN, 20)), _table_fits
        ),
        "markdown": _block({"text": string(LONGEST_MARKDOWN)}),
        **dict.fromkeys(LOOSELY, anything),
    },
    "block",
)


def _characters(value: object) -> int:
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(one) for one in value.values())
    return sum(_characters(one) for one in value) if isinstance(value, list) else 0
