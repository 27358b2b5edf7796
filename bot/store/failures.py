"""What keeps the records from being used for the moment, told in a sentence; anything else is passed on.

Until the commit was asked for nothing is saved, whatever breaks. From then on until its answer nobody knows: that is a
failure of its own. Whoever tries again is met by the receipt, the key or the lease that the first try may have left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import StocktakeError

_BUSY_STATES: Final = frozenset({"55P03", "40P01", "40001", "53300"})  # lock, deadlock, conflict, connections
_LOST_STATES: Final = frozenset({"57P01", "57P02", "57P03", "25P03"})  # shut down, crashed, starting up, idle too long
_BUSY_CODES: Final = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED


class StoreBusy(StocktakeError):  # noqa: N818 - reads as what happened
    """The records are busy just now. Nothing was saved; please try again in a moment."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class StoreLost(StoreBusy):
    """The connection to the records broke while this was being saved: look whether it was, and try again if not."""


@contextmanager
def told() -> Iterator[None]:
    """Raises StoreBusy where the database is busy, out of reach or has hung up."""
    try:
        yield
    except PoolTimeout as full:
        raise StoreBusy from full
    except DBAPIError as failure:
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


def _is_busy(cause: BaseException | None) -> bool:
    if getattr(cause, "sqlstate", None) in _BUSY_STATES:
        return True
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY_CODES


def _is_lost(failure: DBAPIError) -> bool:
    """A server's own complaint has a state; libpq's, that it does not hear the server, has none."""
    return failure.connection_invalidated or getattr(failure.orig, "sqlstate", "") in (None, *_LOST_STATES)
