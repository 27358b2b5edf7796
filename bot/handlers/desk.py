"""What every handler works with: units of work, the clock, Slack for opening modals, and where to log."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog

from bot.ports import AfterAck, Clock, Json, Slack, SlackRefused, SlackUnknown
from bot.routines import Work
from bot.routines import people as directory
from domain.errors import StocktakeError
from domain.people import Person

Body = dict[str, Any]
Ack = Callable[..., Any]

PATIENCE: Final = 2.0  # seconds for a handler: Slack shows an error after three, and the ack has to travel

log = structlog.get_logger("handlers")


class TookTooLong(StocktakeError):  # noqa: N818 - reads as what happened
    """What was asked for could not be done before Slack would have shown an error. It is rolled back."""

    def __init__(self) -> None:
        super().__init__("This took too long just now, and nothing was saved. Please try again in a moment.")


@dataclass(frozen=True)
class Desk:
    """Handed to every listener. `write` keeps what its block did, `read` only looks."""

    write: Callable[[datetime], AbstractContextManager[Work]]
    read: Callable[[datetime], AbstractContextManager[Work]]
    clock: Clock
    slack: Slack
    after_ack: AfterAck

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A unit of work that is kept when its block ends in time. Raises TookTooLong, and keeps nothing, when not."""
        began = self.clock.monotonic()
        with self.write(self.clock.now()) as work:
            yield work
            if self.clock.monotonic() - began > PATIENCE:
                raise TookTooLong

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
