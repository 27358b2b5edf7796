"""What keeps the records from being used, told in a sentence: for the moment, or until somebody mends the address.

Until the commit was asked for nothing is saved, whatever breaks. From then on until its answer nobody knows: that is a
failure of its own. Whoever tries again is met by the receipt, the key or the lease that the first try may have left.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import StocktakeError

_BUSY_STATES: Final = frozenset({"55P03", "40P01", "40001", "53300"})  # lock, deadlock, conflict, connections
_LOST_STATES: Final = frozenset({"57P01", "57P02", "57P03", "25P03"})  # shut down, crashed, starting up, idle too long
_BUSY_CODES: Final = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED
_FULL: Final = frozenset({13, "53100"})  # SQLite's code of a full disk, PostgreSQL's
_TURNED_AWAY: Final = re.compile(
    r"authentication failed|no password supplied|does not exist|pg_hba\.conf|not permitted to log in"
    r"|permission denied for database|does not support SSL|certificate"
)
"""Libpq gives no code for what keeps it from connecting. The server's sentence is in a language of its choice: what is
not among these is taken to pass.
"""


class StoreBusy(StocktakeError):  # noqa: N818 - reads as what happened
    """The records are busy just now. Nothing was saved; please try again in a moment."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class StoreLost(StoreBusy):
    """The connection to the records broke while this was being saved: look whether it was, and try again if not."""


class StoreClosed(StoreBusy):
    """The database does not let the bot in. Check user, password and name in STOCKTAKE_DATABASE_URL."""


@contextmanager
def told() -> Iterator[None]:
    """Raises StoreBusy where the database is busy, out of reach or has hung up; StoreClosed where it lets nobody in."""
    try:
        yield
    except PoolTimeout as full:
        raise StoreBusy from full
    except DBAPIError as failure:
        if _is_turned_away(failure):
            raise StoreClosed from failure
        if _is_busy(failure.orig) or _is_lost(failure):
            raise StoreBusy from failure
        raise


@contextmanager
def keeping() -> Iterator[None]:
    """Around a commit. Raises StoreLost when nobody knows whether it was kept."""
    try:
        yield
    except DBAPIError as failure:
        if _is_busy(failure.orig):
            raise
        raise StoreLost from failure


def passes(failure: StoreBusy | DBAPIError) -> bool:
    """Whether it is worth waiting for: a lock is given back, a server comes up, a disk is cleared."""
    return not isinstance(failure, StoreClosed) if isinstance(failure, StoreBusy) else _code(failure.orig) in _FULL


def wrong(failure: StoreBusy | DBAPIError) -> str:
    """What is wrong with the database, in words of ours: the driver's may hold an address or a figure."""
    cause = getattr(failure if isinstance(failure, DBAPIError) else failure.__cause__, "orig", None)
    if _code(cause) in _FULL:
        return "it cannot be written: its disk is full"
    if isinstance(failure, StoreClosed):
        return "it does not let the bot in"
    if isinstance(failure, StoreBusy) and not isinstance(failure, StoreLost):
        return "it is locked or out of reach"
    return f"it cannot be written: {type(cause).__name__} {_code(cause)}"


def _code(cause: BaseException | None) -> str | int:
    """PostgreSQL's state, SQLite's code without what extends it; 0 for none."""
    state: str | None = getattr(cause, "sqlstate", None)
    return state or getattr(cause, "sqlite_errorcode", 0) & 0xFF


def _is_turned_away(failure: DBAPIError) -> bool:
    """Only of a connection that never came about: a statement's complaint has a state."""
    without_state = getattr(failure.orig, "sqlstate", "") is None
    return without_state and not failure.connection_invalidated and bool(_TURNED_AWAY.search(str(failure.orig)))


def _is_busy(cause: BaseException | None) -> bool:
    if getattr(cause, "sqlstate", None) in _BUSY_STATES:
        return True
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY_CODES


def _is_lost(failure: DBAPIError) -> bool:
    """A server's own complaint has a state; libpq's, that it does not hear the server, has none."""
    if getattr(failure.orig, "sqlstate", "") is None:  # psycopg's own, about what it was asked, has none either
        return failure.connection_invalidated or isinstance(failure, OperationalError)
    return failure.connection_invalidated or getattr(failure.orig, "sqlstate", "") in _LOST_STATES
