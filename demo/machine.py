"""Sandbox and bot as processes on this machine, and a hand on the sandbox's clock and people, over HTTP."""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self
from urllib.error import HTTPError

from demo.control import ask
from demo.example import PLAN, START, Look
from demo.furniture import furniture
from demo.processes import end, free_port
from sandbox.errors import NotThere
from sandbox.faults import Fault
from sandbox.people import Person, rendered

REST: Final = timedelta(seconds=20)  # of the workspace's time: enough for what was just done to be answered
MOMENT: Final = timedelta(minutes=2)  # of the workspace's time: waits as short as this pass by themselves
WATCH: Final = 0.2  # seconds between two looks whether the bot is alive
PATIENCE: Final = 20.0  # seconds of real time

Json = dict[str, Any]


class NotStarted(Exception):  # noqa: N818 - reads as what happened
    """The workspace or the bot could not be started; why, in a sentence."""


class Machine:
    """A workspace with the example's people, and the bot in it. Use as a context; it ends what it started.

    Raises NotStarted.

    `http`: Slack reaches the bot by signed HTTP instead of Socket Mode, and `bot_url` is where. `database` is where its
    records are, an SQLite file that goes with the rest unless said otherwise. `start` and `plan` make it another story.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        http: bool = False,
        database: str | None = None,
        start: datetime = START,
        plan: Path = PLAN,
    ) -> None:
        self._port = port
        self._start_at = start
        self._plan = plan
        self._http_port = free_port() if http else 0
        self._folder = tempfile.TemporaryDirectory(prefix="stocktake-")
        self._path = Path(self._folder.name)
        self.database = database or f"sqlite:///{self._path / 'play.db'}"
        self._log = (self._path / "log").open("wb")
        self._sandbox: subprocess.Popen[bytes] | None = None
        self.bot: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)
        self.restarts = 0
        self._url = ""
        self._token = secrets.token_urlsafe(12)
        self._people: dict[str, str] = {}
        self._secrets: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._start_sandbox()
            self._furnish()
            self._import()
            self.start_bot()
            self._watcher.start()
        except BaseException:
            self.__exit__()  # what was started ends, too, when Ctrl-C comes in the middle of this
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        if self._watcher.is_alive():
            self._watcher.join()
        left = [one for one in (*self._bots(), self._sandbox) if one is not None and one.poll() is None]
        for process in left:
            process.send_signal(signal.SIGTERM)
        for process in left:
            end(process)
        self._log.close()
        self._folder.cleanup()

    # The story's stage

    def person(self, handle: str) -> Person:
        return Person(self._act, self._people[handle], wait=self.wait)

    def go_to(self, instant: datetime) -> None:
        """Step the clock through everything that is due up to then; a bot that died meanwhile comes back."""
        until = time.monotonic() + PATIENCE * 3
        while True:
            try:
                self._ask("POST", "/control/step", {"to": instant.isoformat()})
            except HTTPError as busy:
                if busy.code != 409 or time.monotonic() > until:
                    raise
            else:
                return

    def pass_moments(self) -> None:
        """A wait of seconds passes by itself, as in Slack: before the next message of a conversation, or after a limit.

        What is further away waits until somebody moves the clock.
        """
        told = self._ask("GET", "/control/clock")
        if told["idle_until"] is None:
            return
        now, due = (datetime.fromisoformat(told[key]) for key in ("now", "idle_until"))
        if now < due <= now + MOMENT:
            try:
                self._ask("POST", "/control/step", {"to": told["idle_until"]})
            except HTTPError as busy:
                if busy.code != 409:
                    raise

    def go_to_rest(self) -> None:
        """Let what was just done be answered."""
        self.go_to(self.now() + REST)

    def now(self) -> datetime:
        return datetime.fromisoformat(self._ask("GET", "/control/clock")["now"])

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Until it holds. Raises NotThere when it does not in time."""
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise NotThere(f"nothing came of it: {what}")
            time.sleep(0.01)  # real time passes here: two processes are at work

    @property
    def bot_url(self) -> str:
        """Where the bot listens, where it does."""
        return f"http://127.0.0.1:{self._http_port}"

    @property
    def page(self) -> str:
        """The address of the page, with the key that lets a browser in."""
        return f"{self._url}/?key={self._token}"

    def page_of(self, handle: str) -> str:
        """The same, as this person sees it first."""
        return f"{self.page}#as={self._people[handle]}"

    def offer(self, caption: str, look: Look | None = None, **offers: str) -> None:
        """What the page says, what can be pressed on it, and where it is about; a thread as soon as it is there."""
        there: Json = {}
        if look is not None:
            person = self.person(look.handle)
            place = person.channel(look.place) if look.place else person.app_channel()
            first = [one["ts"] for one in person.read(place) if look.thread and look.thread in rendered(one)]
            there = {"as": person.id, "at": place} | ({"thread": first[-1]} if first else {})
        self._ask("POST", "/control/offers", {"caption": caption, "offers": offers, "look": there})

    def taken(self) -> list[str]:
        """What was pressed on the page since this was asked last."""
        found: list[str] = self._ask("POST", "/control/taken", {})["taken"]
        return found

    def spoil(self, *faults: Fault, seed: int | None = None) -> None:
        """Have these strike in the workspace (docs/faults.md)."""
        self._ask("POST", "/control/faults", {"faults": [asdict(one) for one in faults], "seed": seed})

    def mend(self) -> None:
        """Nothing goes wrong in the workspace any more."""
        self._ask("DELETE", "/control/faults")

    def struck(self) -> int:
        """How many faults have struck."""
        return len(self._ask("GET", "/control/faults")["struck"])

    def messages(self) -> list[Json]:
        """Everything the bot posted, with its metadata."""
        told = self._ask("GET", "/control/dump")["conversations"]
        return [
            {**message, "channel": one["id"]} for one in told for message in one["messages"] if message.get("app_id")
        ]

    def people(self) -> dict[str, str]:
        """The handle of each person, by id."""
        return {found: handle for handle, found in self._people.items()}

    def names(self) -> dict[str, str]:
        """What people call each conversation: #channel, or whom it is with."""
        told = self._ask("GET", "/control/dump")
        people = {one["id"]: one["name"] for one in told["people"]}
        bot = self._secrets["bot_user"]
        return {
            one["id"]: ", ".join(people[user] for user in one["members"] if user != bot)
            if one["im"]
            else f"#{one['name']}"
            for one in told["conversations"]
        }

    # The processes

    def start_bot(self) -> None:
        self.bot = self._start(self._command("run", "--clock", self._url), self._environment())

    def _bots(self) -> "list[subprocess.Popen[bytes]]":
        """Every process of the bot's."""
        return [] if self.bot is None else [self.bot]

    def _watch(self) -> None:
        """A bot that died is started again, until the end."""
        while not self._ending.wait(WATCH):
            if self.bot is not None and self.bot.poll() is not None:
                self.restarts += 1
                self.start_bot()

    def kill_bot(self) -> None:
        """As a power cut would."""
        if self.bot is not None and self.bot.poll() is None:
            self.bot.kill()
            self.bot.wait()

    def log(self) -> str:
        """The end of what the bot wrote, for when something fails."""
        return self.whole_log()[-4000:]

    def whole_log(self) -> str:
        """Everything that the bot and the sandbox wrote."""
        self._log.flush()
        return (self._path / "log").read_text(errors="replace")

    def _start(self, command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        """In a process group of its own: Ctrl-C is for this process alone, which ends the others in their order."""
        return subprocess.Popen(command, env=environment, stdout=self._log, stderr=self._log, process_group=0)

    def _start_sandbox(self) -> None:
        port = self._path / "port"
        command = [sys.executable, "-m", "sandbox", "--clock", self._start_at.isoformat(), "--port-file", str(port)]
        command += ["--port", str(self._port)]
        self._sandbox = self._start(command, {**os.environ, "SANDBOX_CONTROL_TOKEN": self._token})
        until = time.monotonic() + PATIENCE
        while not (port.exists() and port.read_text()):
            if self._sandbox.poll() is not None or time.monotonic() > until:
                raise NotStarted(f"The workspace did not start. {self.log().strip()}")
            time.sleep(0.01)  # real time passes here: a process starts
        self._url = f"http://{port.read_text()}"

    def _import(self) -> None:
        """The example plan, by the command that an official uses."""
        process = self._start(self._command("import", str(self._plan)), self._environment())
        try:
            if process.wait():
                raise NotStarted(f"The example plan could not be imported. {self.log().strip()}")
        finally:
            process.kill()

    def _furnish(self) -> None:
        """The example plan's people and channels."""
        where = {"request_url": f"{self.bot_url}/slack/events"} if self._http_port else {}
        told = self._ask("POST", "/control/set-up", furniture(self._plan) | where)
        self._people, self._secrets = told["people"], told["app"]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SLACK_BOT_TOKEN": self._secrets["bot_token"],
            "SLACK_APP_TOKEN": "" if self._http_port else self._secrets["app_token"],
            "SLACK_SIGNING_SECRET": self._secrets["signing_secret"],
            "STOCKTAKE_HTTP_PORT": str(self._http_port),
            "SLACK_API_URL": f"{self._url}/api/",
            "STOCKTAKE_DATABASE_URL": self.database,
            "STOCKTAKE_CLOCK_TOKEN": self._token,
        }

    def _command(self, *words: str) -> list[str]:
        clock = ["--clock", self._url] if words[0] == "import" else []
        return [sys.executable, "-m", "bot", *words, *clock]

    def _act(self, user: str, name: str, args: Mapping[str, Any]) -> Json:
        try:
            return self._ask("POST", f"/people/{user}/{name}", dict(args))
        except HTTPError as missing:
            if missing.code != 404:
                raise
            raise NotThere(json.load(missing)["error"]) from missing

    def _ask(self, verb: str, path: str, body: Json | None = None) -> Json:
        return ask(self._url, self._token, verb, path, body)
