"""What every handler works with: units of work, the clock, Slack for opening modals, and where to log."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.ports import AfterAck, Clock, Json, Slack, SlackRefused, SlackUnknown
from bot.routines import Work
from bot.routines import people as directory
from domain.people import Person

Body = dict[str, Any]
Ack = Callable[..., Any]

log = structlog.get_logger("handlers")


@dataclass(frozen=True)
class Desk:
    """Handed to every listener. `write` keeps what its block did, `read` only looks."""

    write: Callable[[datetime], AbstractContextManager[Work]]
    read: Callable[[datetime], AbstractContextManager[Work]]
    clock: Clock
    slack: Slack
    after_ack: AfterAck

    def writing(self) -> AbstractContextManager[Work]:
        return self.write(self.clock.now())

    def reading(self) -> AbstractContextManager[Work]:
        return self.read(self.clock.now())

    def open(self, trigger_id: str, view: Json) -> None:
        """Open a modal once the ack is on its way; its trigger lives three seconds.

        If a crash or a slow network eats it, the person presses again.
        """

        def open_it() -> None:
            try:
                self.slack.call("views.open", trigger_id=trigger_id, view=view)
            except (SlackRefused, SlackUnknown) as failed:
                log.warning("modal not opened", error=str(failed))

        self.after_ack(open_it)


def who(work: Work, body: Body) -> Person:
    """Who pressed or sent this. Raises NotAllowed for somebody the directory does not have."""
    return directory.person(work, body["user"]["id"])
