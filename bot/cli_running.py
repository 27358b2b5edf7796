"""The bot from its settings: put together, and run."""

from collections.abc import Callable
from functools import partial
from secrets import token_hex

from sqlalchemy import Engine

from bot import log
from bot.app import Bot, build
from bot.charts.process import ChartProcess
from bot.cli_database import engine_of
from bot.clock import SandboxClock, SystemClock
from bot.clocks import SlackClock
from bot.ports import OtherClock
from bot.running import after_ack
from bot.settings import Settings
from bot.slack.client import WebSlack
from bot.starting import Starting
from bot.store.clock import DatabaseClock


def run(settings: Settings, clock: str | None) -> None:
    """Until it is told to stop. `clock` is the address of a sandbox's."""
    log.set_up(settings.stocktake_log)
    time, charts = clock_of(settings, clock), ChartProcess()
    Starting(making(settings, time, charts), time, settings, watched=(charts,)).run()


def clock_of(settings: Settings, url: str | None) -> SystemClock | SandboxClock:
    return SandboxClock(url, settings.stocktake_clock_token.get_secret_value()) if url else SystemClock()


def slack_of(settings: Settings) -> WebSlack:
    return WebSlack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


def making(settings: Settings, clock: SystemClock | SandboxClock, charts: ChartProcess) -> Callable[[], Bot]:
    """What puts the bot together, and may be called again when database or Slack were out of reach."""
    slack, engine = slack_of(settings), engine_of(settings)
    return partial(
        build,
        clock,
        slack,
        charts,
        lambda: token_hex(13),
        engine,
        after_ack=after_ack(),
        signing_secret=None if settings.socket_mode else settings.slack_signing_secret.get_secret_value(),
        others=_others(clock, slack, engine),
    )


def _others(clock: SystemClock | SandboxClock, slack: WebSlack, engine: Engine) -> list[OtherClock]:
    """Whose time ours is compared with: nobody's where it is the sandbox's own."""
    if isinstance(clock, SandboxClock):
        return []
    database = [DatabaseClock(engine, clock.monotonic)] if engine.dialect.name == "postgresql" else []
    return [SlackClock(slack), *database]
