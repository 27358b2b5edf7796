"""Whether the records can be read and written at this moment: tried by writing, since a full disk can still be read.

A server that has frozen answers nothing and breaks nothing off, so each try is made in a thread that nobody waits for.
"""

import threading
from typing import Final

from sqlalchemy.exc import DBAPIError

from bot.ports import Clock
from bot.store import failures, settings_store
from bot.store.unit import Store, StoreBusy

EVERY: Final = 15.0  # seconds between two tries while all is well; after a failed one, every round of the watchdog
PATIENCE: Final = 4.0  # seconds that a try may take: a lock or a connection is waited for a second or two


class Pulse:
    """A part that is looked after: what a try writes down, its instant, is read by nobody."""

    name = "database"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._wrong: str | None = None
        self._tried_at: float | None = None
        self._trying: threading.Thread | None = None

    def unwell(self) -> str | None:
        """As the last try found it; one that goes on for too long is no answer."""
        if self._is_trying() and self._tried_at is not None:
            silent = self._clock.monotonic() - self._tried_at
            if silent > PATIENCE:
                return f"no answer for {silent:.0f} s"
        return self._wrong

    def watch(self) -> None:
        """Try it, if it is time to. Whoever froze in an earlier try is left to it: one hangs at most."""
        now = self._clock.monotonic()
        fresh = self._tried_at is not None and now - self._tried_at < EVERY
        if self._is_trying() or (fresh and self._wrong is None):
            return
        self._tried_at = now
        self._trying = threading.Thread(target=self._try, name="pulse", daemon=True)
        self._trying.start()

    def _is_trying(self) -> bool:
        return self._trying is not None and self._trying.is_alive()

    def _try(self) -> None:
        try:
            now = self._clock.now()
            with self._store.write(now) as work:
                settings_store.set(work, settings_store.PULSE, now.isoformat())
        except (StoreBusy, DBAPIError) as failed:
            self._wrong = failures.wrong(failed)
        except OSError:  # of a clock that is asked over a socket: nothing is known of the records
            self._wrong = None
        else:
            self._wrong = None
