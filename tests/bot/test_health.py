"""Whether the running bot is well: told over HTTP and by its heartbeat, part by part, and mended by the next round."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from bot import alive
from bot.app import build
from bot.clock import SystemClock
from bot.running import BLIND, Running
from bot.settings import Settings
from bot.store.engine import make_engine
from bot.web import web_app
from demo.story import START
from tests.support.databases import SqliteFiles
from tests.support.world import World


class Skipping(SystemClock):
    """Real time, whose monotonic seconds can be skipped."""

    skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped


class Charts:
    """A part that is not well until it was looked after."""

    name = "charts"
    wrong: str | None = None

    def unwell(self) -> str | None:
        return self.wrong

    def watch(self) -> None:
        self.wrong = None


@pytest.fixture
def engine(sqlite_files: SqliteFiles) -> Iterator[Engine]:
    made = make_engine(sqlite_files.fresh())
    yield made
    made.dispose()


def test_what_is_wrong_is_told_both_ways_until_the_watchdog_has_mended_it(engine: Engine, tmp_path: Path) -> None:
    world, clock, charts = World(START, engine), Skipping(), Charts()
    settings = Settings.read(None, slack_signing_secret="secret", stocktake_heartbeat=str(tmp_path / "alive"))
    bot = build(clock, world.slack, world.charts, world._id, engine, after_ack=lambda task: None, others=[])
    running = Running(bot, clock, settings, stopping=threading.Event(), watched=(charts,))
    web = TestClient(web_app(bot.dispatch, running.health))
    assert web.get("/health").json() == {"ok": False, "courier": "its thread has ended"}

    running.start()
    charts.wrong = "no chart after 20 s"
    assert web.get("/health").json() == {"ok": False, "charts": "no chart after 20 s"}
    assert not alive.is_well(settings)
    running.look_around()
    assert web.get("/health").json() == {"ok": True}
    assert alive.is_well(settings)

    clock.skipped = BLIND + 1
    told = web.get("/health").json()
    assert told["watchdog"] == "no round for 61 s"
    assert told["scheduler"].startswith("no tick for ")
    (tmp_path / "alive").unlink()
    running.look_around()
    assert "watchdog" not in running.health()
    assert not alive.is_well(settings), "no tick has begun since"

    running.stop()
    assert web.get("/health").json()["bot"] == "stopping"
