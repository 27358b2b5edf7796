"""Health says so when the records cannot be read or written, and takes it back when they can."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url, text

from bot.pulse import EVERY, PATIENCE, Pulse
from bot.store.engine import make_engine
from bot.store.unit import Store
from demo.story import START
from tests.sandbox.served import wait_for
from tests.support.clock import MovedClock
from tests.support.databases import PostgresqlDatabases, SqliteFiles
from tests.support.locks import held


class Looked:
    """The part over a database, with a hand on the clock."""

    def __init__(self, url: str, **connect_args: str) -> None:
        self.engine = make_engine(url, **connect_args)
        self.clock = MovedClock(START)
        self.pulse = Pulse(Store(self.engine), self.clock)

    def says(self) -> str | None:
        """After the next try."""
        self.clock.advance(EVERY)
        self.pulse.watch()
        wait_for(lambda: not self.pulse._is_trying(), "the try")
        return self.pulse.unwell()


@contextmanager
def looked(url: str, **connect_args: str) -> Iterator[Looked]:
    made = Looked(url, **connect_args)
    try:
        yield made
    finally:
        made.engine.dispose()


BALLAST = "CREATE TRIGGER ballast AFTER UPDATE ON setting BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END"


def test_a_file_that_somebody_else_locks_is_told_until_they_let_go(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.fresh()
    with looked(url) as one:
        assert one.says() is None
        with held(str(make_url(url).database)):
            assert one.says() == "it is locked or out of reach"
        assert one.says() is None


def test_a_full_disk_is_told_although_everything_can_still_be_read(sqlite_files: SqliteFiles) -> None:
    with looked(sqlite_files.fresh()) as one:
        assert one.says() is None
        with one.engine.begin() as there:
            pages = there.execute(text("PRAGMA page_count")).scalar_one()
            for statement in ("CREATE TABLE ballast (much BLOB)", BALLAST, f"PRAGMA max_page_count = {pages + 5}"):
                there.execute(text(statement))
        assert one.says() == "it cannot be written: its disk is full"
        with one.engine.begin() as there:
            there.execute(text("PRAGMA max_page_count = 1000000"))
        assert one.says() is None


def test_a_server_that_takes_nobody_on_or_never_answers_is_told(postgresql: PostgresqlDatabases) -> None:
    url = postgresql.fresh()
    with looked(url, options="-c lock_timeout=0") as one:
        assert one.says() is None
        with one.engine.begin() as other:
            other.execute(text("LOCK TABLE setting"))
            one.clock.advance(EVERY)
            one.pulse.watch()
            one.clock.advance(PATIENCE + 1)
            one.pulse.watch()
            assert one.pulse.unwell() == "no answer for 5 s"
        wait_for(lambda: one.pulse.unwell() is None, "the answer")
        open_to = f"ALTER DATABASE {make_url(url).database} ALLOW_CONNECTIONS"
        postgresql._run(f"{open_to} false")
        one.engine.dispose()
        assert one.says() == "it is locked or out of reach"
        postgresql._run(f"{open_to} true")
        assert one.says() is None


def test_a_server_that_does_not_let_us_in_any_more_is_told(postgresql: PostgresqlDatabases) -> None:
    with looked(postgresql.by_password(postgresql.fresh(), "mistyped")) as one:
        assert one.says() == "it does not let the bot in"
