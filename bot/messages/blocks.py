"""Small pieces of Block Kit. Text that comes in is finished mrkdwn: sentences are made in the templates."""

from collections.abc import Iterable, Sequence
from json import dumps

from bot.messages.ids import INPUT, Box, Button, Form
from bot.messages.values import ButtonValue, ModalAbout
from bot.mrkdwn import clip
from bot.ports import PICTURE, Json

LABEL = 75  # characters on a button, or in an option
TEXT = 3000  # characters in a section
NAME = 24  # characters in a modal's title or submit button
LONGEST_ANSWER = 1000  # characters of a sentence
Option = tuple[str, str]  # value and text


def mrkdwn(text: str) -> Json:
    """`verbatim` keeps Slack from finding names to ping in typed text."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str, n: int = LABEL) -> Json:
    return {"type": "plain_text", "text": clip(text, n), "emoji": True}


def section(text: str, accessory: Json | None = None) -> Json:
    block: Json = {"type": "section", "text": mrkdwn(text)}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: str) -> Json:
    return {"type": "context", "elements": [mrkdwn(text)]}


def sections(*texts: str) -> list[Json]:
    """One section for each text that says anything."""
    return [section(text) for text in texts if text]


def packed(lines: Iterable[str]) -> list[str]:
    """Lines put together into as few texts as a section's size allows."""
    texts = [""]
    for line in lines:
        if len(texts[-1]) + len(line) >= TEXT:
            texts.append("")
        texts[-1] = f"{texts[-1]}\n{line}".strip()
    return texts


def fitting(rows: Sequence[list[Json] | str], room: int) -> int:
    """How many rows of blocks, or of text, there is room for, in characters of JSON; one at least."""
    count = 0
    for row in rows:
        room -= len(dumps(row, ensure_ascii=False))
        if room < 0 and count:
            break
        count += 1
    return count


def button(
    action: Button, label: str, value: ButtonValue, *, primary: bool = False, confirm: Json | None = None
) -> Json:
    element: Json = {
        "type": "button",
        "action_id": action.value,
        "text": plain_text(label),
        "value": value.dump(),
    }
    return element | ({"style": "primary"} if primary else {}) | ({"confirm": confirm} if confirm else {})


def confirm(title: str, text: str, yes: str, no: str) -> Json:
    """Asked before what cannot be undone."""
    return {
        "title": plain_text(title),
        "text": plain_text(text, 300),
        "confirm": plain_text(yes, 30),
        "deny": plain_text(no, 30),
    }


def overflow(action: Button, options: Sequence[tuple[ButtonValue, str]]) -> Json:
    return {
        "type": "overflow",
        "action_id": action.value,
        "options": [{"text": plain_text(text), "value": value.dump()} for value, text in options],
    }


def actions(block_id: str, *elements: Json) -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def picture(alt_text: str) -> Json:
    """Waits for the file that the courier uploads."""
    return {"type": "image", "slack_file": {"id": PICTURE}, "alt_text": clip(alt_text, 2000)}


def text_input(
    box: Box,
    label: str,
    *,
    typed: str = "",
    hint: str = "",
    optional: bool = False,
    multiline: bool = False,
    longest: int = LONGEST_ANSWER,
) -> Json:
    element: Json = {"type": "plain_text_input", "multiline": multiline, "max_length": longest}
    filled = {"initial_value": clip(typed, longest)} if typed else {}
    return _input(box, label, element | filled, hint, optional)


def date_input(box: Box, label: str, *, typed: str = "", hint: str = "", optional: bool = False) -> Json:
    """`typed` is ISO."""
    element: Json = {"type": "datepicker"} | ({"initial_date": typed} if typed else {})
    return _input(box, label, element, hint, optional)


def person_input(box: Box, label: str, *, typed: str = "", hint: str = "") -> Json:
    element: Json = {"type": "users_select"} | ({"initial_user": typed} if typed else {})
    return _input(box, label, element, hint, optional=False)


def choice_input(
    box: Box, label: str, options: Sequence[Option], *, typed: str = "", hint: str = "", optional: bool = False
) -> Json:
    listed = [_option(*one) for one in options]
    chosen = next((one for one in listed if one["value"] == typed), None)
    element: Json = {"type": "static_select", "options": listed}
    return _input(box, label, element | ({"initial_option": chosen} if chosen else {}), hint, optional)


def tick_input(box: Box, label: str, option: Option, *, ticked: bool = False) -> Json:
    listed = [_option(*option)]
    element: Json = {"type": "checkboxes", "options": listed}
    return _input(box, label, element | ({"initial_options": listed} if ticked else {}), "", optional=True)


def modal(
    form: Form, title: str, about: ModalAbout, blocks: Iterable[Json], *, submit: str = "", close: str = "Cancel"
) -> Json:
    """Without `submit` there is nothing to send: it can only be closed."""
    view: Json = {
        "type": "modal",
        "callback_id": form.value,
        "title": plain_text(title, NAME),
        "close": plain_text(close, NAME),
        "private_metadata": about.dump(),
        "blocks": list(blocks),
    }
    return view | ({"submit": plain_text(submit, NAME)} if submit else {})


def _option(value: str, text: str) -> Json:
    return {"text": plain_text(text), "value": value}


def _input(box: Box, label: str, element: Json, hint: str, optional: bool) -> Json:
    block: Json = {
        "type": "input",
        "block_id": box.value,
        "label": plain_text(label, 2000),
        "element": element | {"action_id": INPUT},
        "optional": optional,
    }
    return block | ({"hint": plain_text(hint, 2000)} if hint else {})
