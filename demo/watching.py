"""What the bot does, a line for each thing as it happens: read from the workspace, like everything here."""

from datetime import UTC, datetime

from demo.machine import Json, Machine
from sandbox.people import rendered

WIDTH = 100  # characters of a line


class Watching:
    """Remembers what it has told."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._told: dict[tuple[str, str], str] = {}
        self._restarts = 0
        self._names = machine.names()
        self.tell(quiet=True)

    def tell(self, *, quiet: bool = False) -> None:
        """Print what is new since the last time."""
        if self._machine.restarts > self._restarts:
            self._restarts = self._machine.restarts
            print("  (the bot died and was started again)", flush=True)
        for message in sorted(self._machine.messages(), key=lambda one: float(one["ts"])):
            known = self._told.get((message["channel"], message["ts"]))
            says = rendered(message)
            self._told[message["channel"], message["ts"]] = says
            if says != known and not quiet:
                print(self._line(message, "posts to" if known is None else "changes in"), flush=True)

    def _line(self, message: Json, verb: str) -> str:
        when = datetime.fromtimestamp(float(message["ts"]), UTC)
        place = self._names.get(message["channel"]) or self._machine.names().get(message["channel"], "")
        text = " ".join(message["text"].split())
        return f"  {when:%d %b %H:%M} UTC  {verb} {place}: {text[:WIDTH]}{'…' if len(text) > WIDTH else ''}"
