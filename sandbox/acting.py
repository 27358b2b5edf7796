"""The acts of people, by name, as they come from a script or over HTTP."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import doing, reading
from sandbox.errors import NotThere
from sandbox.state import Json, State, User

Args = Mapping[str, Any]


def act(state: State, user_id: str, name: str, args: Args) -> Json:
    """One act of one person. Raises NotThere for what is not there for them."""
    user = state.users.get(user_id)
    if user is None or user.deleted:
        raise NotThere(f"nobody active is {user_id}")
    if name not in ACTS:
        raise NotThere(f"there is no act {name}")
    return ACTS[name](state, user, args)


ACTS: dict[str, Callable[[State, User, Args], Json]] = {
    "channels": reading.channels,
    "history": reading.history,
    "thread": reading.thread,
    "ephemerals": reading.ephemerals,
    "view": reading.view,
    "receipt": reading.receipt,
    "direct": reading.direct,
    "file": reading.file,
    "send": doing.send,
    "edit": doing.edit,
    "delete": doing.delete,
    "click": doing.click,
    "command": doing.command,
    "fill": doing.fill,
    "submit": doing.submit,
    "close_view": doing.close_view,
    "home": doing.home,
}
