"""A message, a modal or a Home as text: what is read, what is on the screen, and the JSON behind it."""

import json

from bot.ports import Json, Rendered


def read(rendered: Rendered) -> str:
    """A message as its reader meets it: the notification, then what is on the screen, then the blocks' JSON."""
    shown = "\n".join(_look(block) for block in rendered.blocks)
    return f"{rendered.text}\n{'-' * 40}\n{shown}\n{'-' * 40}\n{_json(list(rendered.blocks))}\n"


def read_view(view: Json) -> str:
    shown = "\n".join(_look(block) for block in view["blocks"])
    buttons = " ".join(f"[{view[name]['text']}]" for name in ("submit", "close") if name in view)
    return f"{view['title']['text']}\n{'-' * 40}\n{shown}\n{buttons}\n{'-' * 40}\n{_json(view)}\n"


def read_home(view: Json) -> str:
    shown = "\n".join(_look(block) for block in view["blocks"])
    return f"{shown}\n{'-' * 40}\n{_json(view)}\n"


def _look(block: Json) -> str:
    match block["type"]:
        case "section":
            beside = f"   [{block['accessory']['text']['text']}]" if "accessory" in block else ""
            return f"{block['text']['text']}{beside}"
        case "context":
            return str(block["elements"][0]["text"])
        case "actions":
            return " ".join(_press(element) for element in block["elements"])
        case "header":
            return f"# {block['text']['text']}"
        case "divider":
            return "-----"
        case "image":
            return f"(picture: {block['alt_text']})"
        case _:
            hint = f"  ({block['hint']['text']})" if "hint" in block else ""
            return f"{block['label']['text']}: [{block['element']['type']}]{hint}"


def _press(element: Json) -> str:
    if element["type"] == "overflow":
        return "[... " + " · ".join(option["text"]["text"] for option in element["options"]) + "]"
    return f"[{element['text']['text']}]"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
