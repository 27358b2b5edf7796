"""How blocks look to a person, and what a person can make of what they show."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import NotThere

Json = dict[str, Any]


def rendered(message: Json) -> str:
    """What a person reads in a message, a modal or a Home: texts, buttons in brackets, pictures by their words."""
    if not message.get("blocks"):
        return str(message.get("text", ""))
    return "\n".join(line for block in message["blocks"] for line in _lines(block) if line)


def buttons(message: Json) -> list[str]:
    """What stands on everything that can be pressed, menus' options included."""
    return [label for block in message.get("blocks", []) for one in elements(block) for label, _ in _options(one)]


def labelled(message: Json, label: str, block_id: str | None = None) -> tuple[Json, Json, str | None]:
    """The block, the button or menu, and the option's value, by the words on it. Raises NotThere."""
    for block in message.get("blocks", []):
        for element in elements(block):
            for shown, option in _options(element):
                if shown == label and block_id in (None, block.get("block_id")):
                    return block, element, option
    raise NotThere(f"there is no button {label}")


def elements(block: Json) -> list[Json]:
    """What can be pressed or chosen outside input blocks."""
    if block["type"] == "section":
        return [block["accessory"]] if block.get("accessory") else []
    return list(block["elements"]) if block["type"] == "actions" else []


def entered(element: Json, value: Any, people: Callable[[], list[Json]]) -> Json:
    """The state of an input with this in it. Raises NotThere for an option or a person that is not offered."""
    match element["type"]:
        case "static_select" | "radio_buttons":
            return {"selected_option": _option(element, value)}
        case "checkboxes" | "multi_static_select":
            return {"selected_options": _several(element, value)}
        case "users_select":
            return {"selected_user": _person(value, people())}
        case "multi_users_select":
            return {"selected_users": [_person(one, people()) for one in value]}
        case "conversations_select" | "channels_select":
            return {f"selected_{element['type'].removesuffix('s_select')}": value}
        case "datepicker":
            return {"selected_date": value}
        case "timepicker":
            return {"selected_time": value}
        case "datetimepicker":
            return {"selected_date_time": value}
        case _:
            return {"value": value}


def _offered(element: Json) -> list[Json]:
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    return [*element.get("options", []), *grouped]


def _option(element: Json, value: Any) -> Json:
    for one in _offered(element):
        if value in (one["value"], one["text"]["text"]):
            return one
    raise NotThere(f"there is no option {value}")


def _several(element: Json, value: Any) -> list[Json]:
    if isinstance(value, bool):
        return _offered(element) if value else []
    return [_option(element, one) for one in value]


def _person(value: str, people: list[Json]) -> str:
    for one in people:
        if value.removeprefix("@") in (one["id"], one["name"], one["real_name"]):
            return str(one["id"])
    raise NotThere(f"there is nobody called {value}")


def _lines(block: Json) -> list[str]:
    match block["type"]:
        case "section":
            texts = [block["text"]["text"]] if block.get("text") else []
            texts += [one["text"] for one in block.get("fields", [])]
            return [*texts, " ".join(_shown(one) for one in elements(block))]
        case "header":
            return [block["text"]["text"]]
        case "markdown":
            return [block["text"]]
        case "context":
            return [" ".join(one.get("text") or _shown(one) for one in block["elements"])]
        case "image":
            return [_shown(block)]
        case "actions":
            return [" ".join(_shown(one) for one in block["elements"])]
        case "input":
            return [f"{block['label']['text']}: {_shown(block['element'])}"]
        case "table":
            return [" | ".join(" ".join(_words(cell)) for cell in row) for row in block["rows"]]
    return [" ".join(_words(block))]


def _shown(element: Json) -> str:
    if element["type"] in ("button", "overflow"):
        return " ".join(f"[{label}]" for label, _ in _options(element))
    if element["type"] == "image":
        return f"(image: {element['alt_text']})"
    return f"<{element['type']}>"


def _options(element: Json) -> list[tuple[str, str | None]]:
    if element["type"] == "button":
        return [(element["text"]["text"], None)]
    return [(one["text"]["text"], one["value"]) for one in _offered(element)]


def _words(value: Any) -> list[str]:
    """Every text inside something, in its order."""
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    if not isinstance(value, dict):
        return []
    own = [str(value["text"])] if isinstance(value.get("text"), str) else []
    return own + [word for key, one in value.items() if key != "text" for word in _words(one)]
