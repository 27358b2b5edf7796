"""What the bot does, a line for each thing as it happens: read from the workspace, like everything here."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Final

from demo.machine import Json, Machine
from sandbox.people import rendered

WIDTH: Final = 100  # characters of a line
MENTION: Final = re.compile(r"<@(\w+)>")


class Watching:
    """Remembers what it has told."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._told: dict[tuple[str, str], str] = {}
        self._restarts = 0
        self._names = machine.names()
        self._people = machine.people()
        self.tell(quiet=True)

    def tell(self, *, quiet: bool = False) -> None:
        """Print what is new since the last time, in the order in which it happened."""
        if self._machine.restarts > self._restarts:
            self._restarts = self._machine.restarts
            print("  (the bot died and was started again)", flush=True)
        for message in sorted(self._machine.messages(), key=_when):
            known = self._told.get((message["channel"], message["ts"]))
            says = rendered(message)
            self._told[message["channel"], message["ts"]] = says
            if says != known and not quiet:
                print(self._line(message, "posts to" if known is None else "changes in"), flush=True)

    def _line(self, message: Json, verb: str) -> str:
        when = datetime.fromtimestamp(_when(message), UTC)
        place = self._names.get(message["channel"]) or self._machine.names().get(message["channel"], "")
        text = plain(message["text"], self._people)
        return f"  {when:%d %b %H:%M} UTC  {verb} {place}: {text[:WIDTH]}{'…' if len(text) > WIDTH else ''}"


def _when(message: Json) -> float:
    """When it was posted, or edited last."""
    return float(message.get("edited", message)["ts"])


def plain(text: str, people: dict[str, str]) -> str:
    """Slack's text on one line of a terminal, with people's handles (by their ids) for mentions of them."""
    named = MENTION.sub(lambda found: f"@{people.get(found[1], found[1])}", text)
    return " ".join(unescape(named).split())
