"""A start waits for what passes by itself, of Slack and of the database, and ends where waiting would not help."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from subprocess import PIPE, Popen

import pytest
from sqlalchemy import Engine, make_url, text
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bot.app import build
from bot.clock import SystemClock
from bot.settings import Settings, SettingsError
from bot.starting import Starting
from bot.store import settings_store
from bot.store.engine import make_engine
from bot.store.failures import StoreClosed
from bot.store.migrate import NewerTables
from bot.web import web_app
from demo.processes import free_port
from demo.story import START
from domain.errors import Refused
from tests.sandbox.served import wait_for
from tests.support.databases import PostgresqlDatabases, SqliteFiles
from tests.support.health import health
from tests.support.locks import held
from tests.support.slack import Fault, drop_before, rate_limit, refuse
from tests.support.world import World


class Patient(SystemClock):
    """Whoever waits is there at once, by the monotonic clock. `waits` are seconds and what health said.

    `meanwhile` is what happens during a wait, by how many there were before it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[tuple[float, str]] = []
        self.meanwhile: dict[int, Callable[[], object]] = {}
        self.starting: Starting | None = None
        self._passed = 0.0

    def monotonic(self) -> float:
        return self._passed

    def wait(self, until: datetime | None) -> None:
        assert until is not None
        assert self.starting is not None
        assert len(self.waits) < 10, "it would wait for ever"
        seconds = (until - self.now()).total_seconds()
        self._passed += seconds + 0.001
        self.meanwhile.get(len(self.waits), lambda: None)()
        self.waits.append((round(seconds), self.starting.health()["bot"]))


def starting(engine: Engine, *faults: Fault) -> tuple[Starting, Patient, World]:
    world, clock = World(START, engine), Patient()
    world.slack.fault("auth.test", *faults)
    make = partial(build, clock, world.slack, world.charts, world._id, engine, after_ack=lambda task: None)
    clock.starting = Starting(partial(make, others=[]), clock, Settings.read(None, slack_signing_secret="secret"))
    return clock.starting, clock, world


@pytest.fixture
def file(sqlite_files: SqliteFiles) -> Iterator[Engine]:
    """One that is waited for a moment only where somebody else has it."""
    made = make_engine(sqlite_files.fresh(), timeout=0.01)
    yield made
    made.dispose()


@contextmanager
def engine_for(url: str) -> Iterator[Engine]:
    made = make_engine(url)
    try:
        yield made
    finally:
        made.dispose()


def test_it_waits_as_long_as_slack_says_or_ever_longer_and_health_says_why(file: Engine) -> None:
    start, clock, _ = starting(file, rate_limit(30), drop_before, refuse("internal_error"))
    web = TestClient(web_app(start.dispatch, start.health))
    assert web.get("/health").status_code == 503
    assert web.post("/slack/events", content="{}").status_code == 503, "Slack comes again"

    assert start.made() is not None

    assert [seconds for seconds, _ in clock.waits] == [30, 2, 4]
    assert clock.waits[0][1] == "starting: Slack limits our calls, tried again in 30 s"
    assert clock.waits[1][1].startswith("starting: Slack is out of reach (")


def test_a_token_that_is_refused_is_told_at_once(file: Engine) -> None:
    start, clock, _ = starting(file, rate_limit(1), refuse("invalid_auth"))
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN \(invalid_auth\)"):
        start.made()
    assert len(clock.waits) == 1


def test_whoever_is_told_to_stop_meanwhile_starts_nothing(file: Engine) -> None:
    start, clock, _ = starting(file, rate_limit(30))
    start.stopping.set()
    assert start.made() is None
    assert clock.waits == []


BALLAST = "CREATE TRIGGER ballast AFTER INSERT ON setting BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END"
LOCKED = "the database is locked or out of reach"


def test_a_file_that_somebody_else_locks_is_waited_for_and_told_once(file: Engine) -> None:
    start, clock, world = starting(file, rate_limit(30))
    with ExitStack() as holding, capture_logs() as logged:
        holding.enter_context(held(str(file.url.database)))
        clock.meanwhile[2] = holding.close
        assert start.made() is not None
    in_turn = [(1, LOCKED), (2, LOCKED), (4, LOCKED), (30, "Slack limits our calls")]
    assert clock.waits == [(seconds, f"starting: {what}, tried again in {seconds} s") for seconds, what in in_turn]
    assert [(one["event"], one.get("problem")) for one in logged] == [
        ("the start waits", LOCKED),
        ("the start waits", "Slack limits our calls"),
        ("the start goes on", None),
    ]
    assert len(world.slack.called("auth.test")) == 2, "Slack is not asked before the records can be had"


def test_a_full_disk_is_waited_for(file: Engine) -> None:
    start, clock, _ = starting(file)
    with file.begin() as there:
        there.execute(text("CREATE TABLE ballast (much BLOB)"))
        there.execute(text(BALLAST))
        there.execute(text(f"PRAGMA max_page_count = {there.execute(text('PRAGMA page_count')).scalar_one()}"))

    def clear() -> None:
        with file.begin() as there:
            there.execute(text("PRAGMA max_page_count = 1000000"))

    clock.meanwhile[0] = clear
    assert start.made() is not None
    assert [said for _, said in clock.waits] == [
        "starting: the database cannot be written: its disk is full, tried again in 1 s"
    ]


def test_a_server_that_takes_nobody_on_yet_is_waited_for(postgresql: PostgresqlDatabases) -> None:
    with engine_for(postgresql.fresh()) as engine:
        start, clock, _ = starting(engine)
        postgresql._run(f"ALTER DATABASE {engine.url.database} ALLOW_CONNECTIONS false")
        clock.meanwhile[0] = lambda: postgresql._run(f"ALTER DATABASE {engine.url.database} ALLOW_CONNECTIONS true")
        assert start.made() is not None
        assert [seconds for seconds, _ in clock.waits] == [1]


def test_a_server_that_is_not_there_is_tried_every_five_seconds_at_most_until_it_is_told_to_stop() -> None:
    with engine_for(f"postgresql://stocktake:secret@127.0.0.1:{free_port()}/stocktake") as engine:
        start, clock, _ = starting(engine)
        clock.meanwhile[4] = start.stopping.set
        assert start.made() is None
        assert [seconds for seconds, _ in clock.waits] == [1, 2, 4, 5, 5]


def test_a_password_or_a_name_that_the_server_does_not_take_ends_it_at_once(postgresql: PostgresqlDatabases) -> None:
    url = postgresql.fresh()
    for wrong in (
        postgresql.by_password(url, "mistyped"),
        postgresql.by_password(url, ""),
        make_url(url).set(username="nobody").render_as_string(hide_password=False),
        make_url(url).set(database="nothing").render_as_string(hide_password=False),
    ):
        with engine_for(wrong) as engine:
            start, clock, _ = starting(engine)
            with pytest.raises(StoreClosed, match="Check user, password and name in STOCKTAKE_DATABASE_URL") as ended:
                start.made()
            assert "mistyped" not in str(ended.value)
            assert clock.waits == []


def test_the_right_password_is_let_in(postgresql: PostgresqlDatabases) -> None:
    with engine_for(postgresql.by_password(postgresql.fresh(), "right")) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT current_user")).scalar_one() == "keyholder"


def test_tables_of_a_newer_version_and_records_that_were_moved_end_it_at_once(file: Engine) -> None:
    start, clock, _ = starting(file)
    bot = start.made()
    assert bot is not None
    with bot.store.write(START) as work:
        settings_store.set(work, settings_store.MOVED, "some day")
    with pytest.raises(Refused, match="These records were moved"):
        start.made()
    with file.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE setting SET value = '9999' WHERE key = :key"), {"key": settings_store.OLDEST})
    with pytest.raises(NewerTables):
        start.made()
    assert clock.waits == []


def test_the_process_says_that_it_waits_and_ends_when_it_is_told_to() -> None:
    port = free_port()
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-of-nobody",
        "SLACK_SIGNING_SECRET": "hidden-as-well",
        "STOCKTAKE_DATABASE_URL": f"postgresql://stocktake:password@127.0.0.1:{free_port()}/stocktake",
        "STOCKTAKE_HTTP_PORT": str(port),
    }
    with Popen([sys.executable, "-m", "bot", "run"], env=environment, stderr=PIPE, text=True) as process:
        wait_for(lambda: health(f"http://127.0.0.1:{port}")[1].startswith(f"starting: {LOCKED}"), "the reason")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert said.count("the start waits") == len(said.splitlines()) == 1
    assert not {"xoxb", "password", "hidden"} & set(said.replace("/", " ").replace(":", " ").split())
