"""What the parts of blocks look like: texts, options, questions, buttons, menus and boxes, with their sizes."""

from collections.abc import Iterator
from typing import Any

from sandbox.schema import Rule, anything, boolean, both, by_type, one_of, record, several, string, whole, wrong

Element = dict[str, Any]

TYPE: dict[str, Rule] = {"type": anything}  # checked by whoever chose the rule by it
ACTION_ID = string(255)
URL = string(3000)


def plain(most: int) -> Rule:
    """A plain_text object."""
    return record({"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean})


def text(most: int) -> Rule:
    """A text object of either kind."""
    mrkdwn = record({**TYPE, "text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn}, "text object")


def _picture(value: Element, path: str) -> Iterator[str]:
    if ("image_url" in value) == ("slack_file" in value):
        yield wrong("must define either `image_url` or `slack_file`", path)


SLACK_FILE = record({}, {"id": string(255), "url": URL})


def image(**more: Rule) -> Rule:
    """A picture, by its address or as a file of Slack's; always with words."""
    return both(
        record({**TYPE, "alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE, **more}), _picture
    )


CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
BUTTON = record(
    {**TYPE, "text": plain(75)},
    {
        "action_id": ACTION_ID,
        "value": string(2000, 0),
        "url": URL,
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
MENU_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
TICK_OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW = record({**TYPE, "options": several(LINK_OPTION, 5)}, {"action_id": ACTION_ID, "confirm": CONFIRM})


def _offers(value: Element, path: str) -> Iterator[str]:
    """Options or groups of them; what is chosen to begin with is among them."""
    if ("options" in value) == ("option_groups" in value):
        yield wrong("must define either `options` or `option_groups`", path)
        return
    offered = [
        *value.get("options", []),
        *(one for group in value.get("option_groups", []) for one in group["options"]),
    ]
    chosen = value.get("initial_options", [value["initial_option"]] if "initial_option" in value else [])
    if any(one not in offered for one in chosen):
        yield wrong("the initial option is not among the options", path)


def _typed(value: Element, path: str) -> Iterator[str]:
    most, least = value.get("max_length", 3000), value.get("min_length", 0)
    if least > most:
        yield wrong("min_length is more than max_length", path)
    if len(value.get("initial_value", "")) > most:
        yield wrong("initial_value is longer than max_length", path)


def _counted(value: Element, path: str) -> Iterator[str]:
    if "is_decimal_allowed" not in value:
        yield wrong("missing required field: is_decimal_allowed", path)


def _box(**own: Rule) -> Rule:
    """Something to fill in, with what all of them may have."""
    common = {"action_id": ACTION_ID, "placeholder": plain(150), "focus_on_load": boolean, "confirm": CONFIRM}
    return record(TYPE, {**common, **own})


def _menu(option: Rule, most: int, *, many: bool = False) -> Rule:
    group = record({"label": plain(75), "options": several(option, 100)}, {})
    first = {"initial_options": several(option, most)} if many else {"initial_option": option}
    extra = {"max_selected_items": whole(1, 100)} if many else {}
    return both(_box(options=several(option, most), option_groups=several(group, 100), **first, **extra), _offers)


ID = string(255)
DISPATCH = record({}, {"trigger_actions_on": several(one_of("on_enter_pressed", "on_character_entered"), 2)})
FILTER = record(
    {},
    {
        "include": several(one_of("im", "mpim", "private", "public"), 4),
        "exclude_bot_users": boolean,
        "exclude_external_shared_channels": boolean,
    },
)
CHOICES: dict[str, Rule] = {
    "static_select": _menu(MENU_OPTION, 100),
    "external_select": _box(initial_option=MENU_OPTION, min_query_length=whole(0, 100)),
    "users_select": _box(initial_user=ID),
    "channels_select": _box(initial_channel=ID, response_url_enabled=boolean),
    "conversations_select": _box(
        initial_conversation=ID,
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=FILTER,
    ),
    "datepicker": _box(initial_date=string(10, 10)),
    "timepicker": _box(initial_time=string(5, 5), timezone=ID),
    "datetimepicker": _box(initial_date_time=whole(1_000_000_000, 9_999_999_999)),
    "radio_buttons": _menu(TICK_OPTION, 10),
    "checkboxes": _menu(TICK_OPTION, 10, many=True),
}
MULTIPLE: dict[str, Rule] = {
    "multi_static_select": _menu(MENU_OPTION, 100, many=True),
    "multi_users_select": _box(initial_users=several(ID, 100), max_selected_items=whole(1, 100)),
    "multi_channels_select": _box(initial_channels=several(ID, 100), max_selected_items=whole(1, 100)),
    "multi_conversations_select": _box(
        initial_conversations=several(ID, 100), max_selected_items=whole(1, 100), filter=FILTER
    ),
}
LINE = _box(initial_value=string(3000, 0), dispatch_action_config=DISPATCH)
BOXES: dict[str, Rule] = {
    "plain_text_input": both(
        _box(
            initial_value=string(3000, 0),
            multiline=boolean,
            min_length=whole(0, 3000),
            max_length=whole(1, 3000),
            dispatch_action_config=DISPATCH,
        ),
        _typed,
    ),
    "number_input": both(
        _box(
            is_decimal_allowed=boolean,
            initial_value=string(100, 0),
            min_value=string(100, 0),
            max_value=string(100, 0),
            dispatch_action_config=DISPATCH,
        ),
        _counted,
    ),
    "email_text_input": LINE,
    "url_text_input": LINE,
    "rich_text_input": _box(initial_value=anything, dispatch_action_config=DISPATCH),
    "file_input": _box(filetypes=several(ID, 100), max_files=whole(1, 10)),
}
INPUTS: dict[str, Rule] = {**CHOICES, **MULTIPLE, **BOXES}
PRESSED: dict[str, Rule] = {"button": BUTTON, "overflow": OVERFLOW}
IN_ACTIONS = by_type({**PRESSED, **CHOICES}, "element")
IN_SECTION = by_type({**PRESSED, **CHOICES, **MULTIPLE, "image": image()}, "accessory")
IN_INPUT = by_type(INPUTS, "element")
IN_CONTEXT = by_type({"image": image(), "plain_text": plain(2000), "mrkdwn": text(2000)}, "element")
