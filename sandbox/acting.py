"""What people do in their Slack: read, write, press, fill in. Nobody can do what they cannot see."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import filling, pressing, reading, talking
from sandbox.errors import NotThere
from sandbox.state import Json, State, User

Args = Mapping[str, Any]
Act = Callable[[State, User, Args], Json]

ACTS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "channels": (reading.channels, ()),
    "history": (reading.history, ("channel",)),
    "read": (reading.read, ("channel",)),
    "thread": (reading.thread, ("channel", "ts")),
    "ephemerals": (reading.ephemerals, ()),
    "people": (reading.people, ()),
    "receipt": (reading.receipt, ("delivery",)),
    "direct": (reading.direct, ()),
    "file": (reading.file, ("id",)),
    "send": (talking.send, ("channel", "text")),
    "edit": (talking.edit, ("channel", "ts", "text")),
    "delete": (talking.delete, ("channel", "ts")),
    "click": (pressing.click, ("channel", "ts", "action_id")),
    "click_in_view": (pressing.click_in_view, ("view", "action_id")),
    "command": (pressing.command, ("channel", "text")),
    "shortcut": (pressing.shortcut, ("callback_id",)),
    "home": (pressing.home, ()),
    "home_view": (pressing.home_view, ()),
    "view": (filling.view, ()),
    "fill": (filling.fill, ("block_id", "value")),
    "keep": (filling.keep, ("view", "values")),
    "submit": (filling.submit, ()),
    "close_view": (filling.close_view, ()),
}


def act(state: State, user_id: str, name: str, args: Args) -> Json:
    """One act of one person. Raises NotThere for what is not there for them."""
    user = state.users.get(user_id)
    if user is None or user.deleted:
        raise NotThere(f"nobody active is {user_id}")
    if name not in ACTS:
        raise NotThere(f"there is no act {name}")
    do, needed = ACTS[name]
    missing = [one for one in needed if args.get(one) is None]
    if missing:
        raise NotThere(f"{name} needs {', '.join(missing)}")
    return do(state, user, args)
