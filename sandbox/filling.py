"""What the boxes of Slack let people put in: what is offered, who is there, dates, numbers, so many letters."""

import re
from datetime import date

from sandbox.errors import NotThere
from sandbox.state import Json, State

WHOLE = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def check(state: State, element: Json, value: Json) -> None:
    """Raises NotThere for what the box does not take; an emptied box is always taken."""
    _text(element, value.get("value") or "")
    offered = element.get("options", [])
    chosen = [value["selected_option"]] if value.get("selected_option") else value.get("selected_options", [])
    for one in chosen:
        if one not in offered:
            raise NotThere(f"there is no option {one.get('value')}")
    people = [value["selected_user"]] if value.get("selected_user") else value.get("selected_users", [])
    for one in people:
        if one not in state.users:
            raise NotThere(f"there is nobody {one}")
    if value.get("selected_date"):
        _date(value["selected_date"])


def _text(element: Json, text: str) -> None:
    most = element.get("max_length", 3000)
    if len(text) > most:
        raise NotThere(f"the box takes {most} characters, not {len(text)}")
    if text and element["type"] == "number_input":
        pattern = DECIMAL if element.get("is_decimal_allowed") else WHOLE
        if not pattern.fullmatch(text):
            raise NotThere(f"the box takes no {text}")


def _date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as wrong:
        raise NotThere(f"the box takes a date, not {text}") from wrong
