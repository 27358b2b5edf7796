"""Furnishing a workspace from a description, as another process gives it."""

from typing import Any

from sandbox.state import Json
from sandbox.workspace import Installed, Workspace


def furnish(workspace: Workspace, wanted: Json) -> Json:
    """Make what is described; their ids by name, and the secrets of the app.

    `{"people": [{"name", "real_name", "tz"?, "locale"?, "guest"?, "admin"?, "title"?}], "channels": [{"name",
    "private"?, "members"?: names}], "app": name, "commands"?: [...], "shortcuts"?: [...], "scopes"?: names,
    "request_url"?: address}`.
    A command is its word or {"command", "description"?, "usage_hint"?}, a shortcut {"name", "type": "message" or
    "global", "callback_id", "description"?}. A channel without members gets everybody who came with it, and the app.
    An app that is there already stays as it is.
    """
    people = {one["name"]: workspace.add_person(**one) for one in wanted.get("people", [])}
    app = _app(workspace, wanted)
    everybody = {one.name: one.id for one in workspace.state.users.values()}
    channels = {}
    for one in wanted.get("channels", []):
        members = [everybody[name] for name in one["members"]] if "members" in one else list(people.values())
        private = bool(one.get("private"))
        channels[one["name"]] = workspace.add_channel(one["name"], (*members, app.bot_user), private=private)
    return {"people": people, "channels": channels, "app": vars(app)}


def _app(workspace: Workspace, wanted: Json) -> Installed:
    name = str(wanted.get("app", "Stocktake"))
    there = next((one for one in workspace.state.apps.values() if one.name == name), None)
    if there is not None:
        return Installed(there.bot_user, there.id, there.bot_token, there.app_token, there.signing_secret)
    more: dict[str, Any] = _commands(wanted["commands"]) if "commands" in wanted else {}
    shortcuts = tuple({"description": "", **one} for one in wanted.get("shortcuts", []))
    made = workspace.install_app(name, request_url=wanted.get("request_url"), shortcuts=shortcuts, **more)
    if "scopes" in wanted:
        workspace.state.apps[made.app_id].scopes = tuple(wanted["scopes"])
    return made


def _commands(wanted: list[Any]) -> Json:
    """The words, and what people read of those that say more."""
    told = [one if isinstance(one, dict) else {"command": one} for one in wanted]
    return {"commands": tuple(one["command"] for one in told), "hints": {one["command"]: one for one in told}}
