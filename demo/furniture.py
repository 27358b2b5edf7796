"""The workspace that a delivery plan needs: its people, its channels, the command and the shortcut."""

from pathlib import Path
from typing import Any, Final

COMMAND: Final = {"command": "/stocktake", "description": "Runs the routines", "usage_hint": "help"}
SHORTCUT: Final = {"name": "Ask the delivery unit", "type": "message", "callback_id": "ask_about_message"}


def furniture(path: Path) -> dict[str, Any]:
    """As the sandbox is set up; whoever may not read of a priority is not in its channel."""
    from bot.files.reading import read_plan  # here, so that the workspace is there first: it takes a second

    plan = read_plan(path.read_text(), path.name)
    people = [
        {"name": one.slack.removeprefix("@"), "real_name": one.key.replace("-", " ").capitalize()}
        for one in plan.people
    ]
    handles = {one.key: one.slack.removeprefix("@") for one in plan.people}
    channels = [
        {"name": one.removeprefix("#"), "private": True, "members": [handles[key] for key in plan.readers_of(one)]}
        if plan.must_be_private(one)
        else {"name": one.removeprefix("#")}
        for one in plan.channels()
    ]
    return {"people": people, "channels": channels, "commands": [COMMAND], "shortcuts": [SHORTCUT]}
