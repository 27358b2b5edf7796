"""A start waits for a Slack that is out of reach or limits our calls, and ends where that would not help."""

from datetime import datetime
from functools import partial

import pytest
from starlette.testclient import TestClient

from bot.app import build
from bot.clock import SystemClock
from bot.settings import Settings, SettingsError
from bot.starting import Starting
from bot.store.engine import make_engine
from bot.web import web_app
from demo.story import START
from tests.support.databases import SqliteFiles
from tests.support.slack import Fault, drop_before, rate_limit, refuse
from tests.support.world import World


class Patient(SystemClock):
    """Whoever waits is there at once, by the monotonic clock. `waits` are seconds and what health said."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[tuple[float, str]] = []
        self.starting: Starting | None = None
        self._passed = 0.0

    def monotonic(self) -> float:
        return self._passed

    def wait(self, until: datetime | None) -> None:
        assert until is not None
        assert self.starting is not None
        seconds = (until - self.now()).total_seconds()
        self._passed += seconds + 0.001
        self.waits.append((round(seconds), self.starting.health()["bot"]))


def starting(sqlite_files: SqliteFiles, *faults: Fault) -> tuple[Starting, Patient, World]:
    world, clock = World(START, make_engine(sqlite_files.fresh())), Patient()
    world.slack.fault("auth.test", *faults)
    make = partial(build, clock, world.slack, world.charts, world._id, world.engine, after_ack=lambda task: None)
    clock.starting = Starting(partial(make, others=[]), clock, Settings.read(None, slack_signing_secret="secret"))
    return clock.starting, clock, world


def test_it_waits_as_long_as_slack_says_or_ever_longer_and_health_says_why(sqlite_files: SqliteFiles) -> None:
    start, clock, _ = starting(sqlite_files, rate_limit(30), drop_before, refuse("internal_error"))
    web = TestClient(web_app(start.dispatch, start.health))
    assert web.get("/health").status_code == 503
    assert web.post("/slack/events", content="{}").status_code == 503, "Slack comes again"

    assert start.made() is not None

    assert [seconds for seconds, _ in clock.waits] == [30, 2, 4]
    assert clock.waits[0][1] == "starting: Slack limits our calls, tried again in 30 s"
    assert clock.waits[1][1].startswith("starting: Slack is out of reach (")


def test_a_token_that_is_refused_is_told_at_once(sqlite_files: SqliteFiles) -> None:
    start, clock, _ = starting(sqlite_files, rate_limit(1), refuse("invalid_auth"))
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN \(invalid_auth\)"):
        start.made()
    assert len(clock.waits) == 1


def test_whoever_is_told_to_stop_meanwhile_starts_nothing(sqlite_files: SqliteFiles) -> None:
    start, clock, _ = starting(sqlite_files, rate_limit(30))
    start.stopping.set()
    assert start.made() is None
    assert clock.waits == []
