"""Arguments of Web API calls. They come as JSON or as a form's fields, where everything is text."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.errors import SlackError

Args = Mapping[str, Any]
MOST_A_PAGE = 1000


def truth(value: object) -> bool:
    return value in (True, 1, "1", "true", "True")


def parsed(value: object, error: str) -> Any:
    """What is JSON inside a form's field. Raises SlackError with this code."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as bad:
        raise SlackError(error) from bad


def whole(value: object, error: str) -> int:
    """A number of digits alone. Raises SlackError with this code."""
    if not str(value).isdecimal():
        raise SlackError(error)
    return int(str(value))


def instant(args: Args, name: str) -> str | None:
    """A ts, which sorts as text. Raises SlackError."""
    value = args.get(name)
    if value in (None, "", 0, "0"):
        return None
    seconds, _, rest = str(value).partition(".")
    if not (seconds.isdigit() and (rest or "0").isdigit()):
        raise SlackError(f"invalid_ts_{name}")
    return f"{seconds.zfill(10)}.{rest[:6].ljust(6, '0')}"


def page(items: list[Any], args: Args) -> tuple[list[Any], str]:
    """One page, and the cursor of the next; empty at the end. Raises SlackError."""
    limit = whole(args.get("limit") or 100, "invalid_limit")
    if not 1 <= limit <= MOST_A_PAGE:
        raise SlackError("invalid_limit")
    start = whole(str(args.get("cursor") or "0").removeprefix("next:"), "invalid_cursor")
    rest = start + limit
    return items[start:rest], f"next:{rest}" if rest < len(items) else ""
