"""Where the bot can die: just before and just after each commit that changed something, and around each Slack call."""

import sqlite3
from collections.abc import Callable
from typing import Any

from bot.ports import Json
from tests.support.slack import WorkspaceSlack

Hook = Callable[[str], None]
READS = ("auth.test", "users.list", "conversations.history", "conversations.replies", "files.info")


class HookedConnection(sqlite3.Connection):
    """Tells `hook` of each commit of a transaction that changed something."""

    hook: Hook | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = 0

    def commit(self) -> None:
        changed = self.total_changes != self._kept
        if changed and HookedConnection.hook is not None:
            HookedConnection.hook("before commit")
        super().commit()
        self._kept = self.total_changes
        if changed and HookedConnection.hook is not None:
            HookedConnection.hook("after commit")

    def close(self) -> None:
        """Stays open: see `one_connection`."""

    def rollback(self) -> None:
        super().rollback()
        self._kept = self.total_changes


def one_connection() -> Callable[..., HookedConnection]:
    """A factory that always gives the same connection: a database in memory outlives whoever dies in it.

    What the dead one had begun is undone, as a database does when a process ends.
    """
    made: list[HookedConnection] = []

    def connect(*args: Any, **kwargs: Any) -> HookedConnection:
        if not made:
            made.append(HookedConnection(*args, **kwargs))
        made[0].rollback()
        return made[0]

    return connect


class HookedSlack(WorkspaceSlack):
    """Tells `hook` before each call that changes something in Slack, once it was accepted, and when it is answered."""

    hook: Hook | None = None

    def call(self, method: str, **arguments: Any) -> Json:
        if self.hook is None or method in READS:
            return super().call(method, **arguments)
        self.hook(f"before {method}")
        answer = super().call(method, **arguments)
        self.hook(f"unanswered {method}")
        self.hook(f"after {method}")
        return answer

    def upload(self, url: str, content: bytes) -> None:
        if self.hook is not None:
            self.hook("before upload")
        super().upload(url, content)
        if self.hook is not None:
            self.hook("after upload")
