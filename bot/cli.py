"""The `stocktake` command."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot import alive, doctor, log
from bot import manifest as describing
from bot.app import Bot, build
from bot.charts.process import ChartProcess
from bot.cli_database import database, engine_of
from bot.cli_telling import audit, preview, why
from bot.clock import SandboxClock, SystemClock
from bot.clocks import SlackClock
from bot.doctor_finding import Mark
from bot.files.plan import Plan
from bot.files.reading import read_plan
from bot.intake import resolve
from bot.ports import OtherClock, SlackRefused, SlackUnknown
from bot.routines import importing
from bot.running import after_ack
from bot.settings import Settings
from bot.slack.client import WebSlack
from bot.slack.errors import mend
from bot.starting import Starting
from bot.store.clock import DatabaseClock
from domain.errors import Refused, StocktakeError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Runs a delivery unit's routines in Slack.",
)
app.add_typer(database, name="db")
app.add_typer(audit, name="audit")
app.command()(why)
app.command()(preview)

ClockUrl = Annotated[str | None, typer.Option("--clock", help="The address of a sandbox on this machine.")]


@app.command()
def run(clock: ClockUrl = None) -> None:
    """Run the bot until it is told to stop (Ctrl-C, SIGTERM)."""
    settings = Settings.read()
    settings.check_slack()
    log.set_up(settings.stocktake_log)
    time, charts = _clock(settings, clock), ChartProcess()
    Starting(_making(settings, time, charts), time, settings, watched=(charts,)).run()


@app.command("import")
def import_(file: Path, clock: ClockUrl = None) -> None:
    """Take over a delivery plan: all of it or nothing, every mistake with its line."""
    settings = Settings.read()
    log.set_up(settings.stocktake_log)
    plan = read_plan(_text(file), file.name)
    settings.check_slack()
    slack = _slack(settings)
    resolved = resolve(slack, plan, file.name)
    time = _clock(settings, clock)
    bot = _making(settings, time, ChartProcess())()
    try:
        with bot.store.write(time.now()) as work:
            actor = importing.importer(work, plan, resolved, settings.admins)
            report = importing.import_plan(work, actor, plan, resolved)
    finally:
        bot.close()
    typer.echo(f"Imported: {report.priorities} priorities, {report.figures} figures, {report.people} people.")
    _notes(plan)


@app.command()
def check(file: Path) -> None:
    """Read a delivery plan and say what is wrong with it. Nothing is imported."""
    plan = read_plan(_text(file), file.name)
    typer.echo(f"{file.name} can be imported: {len(plan.priorities)} priorities, {len(plan.people)} people.")
    _notes(plan)


@app.command()
def manifest(url: Annotated[str, typer.Option(help="Where Slack reaches the bot, by HTTP.")] = "") -> None:
    """The Slack app as Slack's "create an app from a manifest" takes it."""
    typer.echo(describing.as_yaml(describing.manifest(url)))


@app.command("doctor")
def doctor_() -> None:
    """Look at tokens, scopes, channels, clock and database, and say how to mend what is not right."""
    marks = set()
    for finding in doctor.visit(Settings.read, engine_of, SystemClock().now):
        typer.echo(str(finding))
        marks.add(finding.mark)
    sys.exit(1 if Mark.PROBLEM in marks else 0)


@app.command("alive")
def alive_() -> None:
    """Whether the bot that runs here is well: exit code 0, else 1."""
    sys.exit(0 if alive.is_well(Settings.read()) else 1)


def main() -> None:
    """What goes wrong is one sentence on stderr, and exit code 2."""
    try:
        app()
    except StocktakeError as problem:
        _end(str(problem))
    except SlackRefused as refused:
        _end(f"Slack said no: {refused.error}. {mend(refused.error)}")
    except SlackUnknown as unclear:
        _end(f"Slack could not be reached ({unclear}). Check the network and SLACK_API_URL, then try again.")
    except SQLAlchemyError as failed:
        kind = type(failed).__name__
        _end(f"The database cannot be used ({kind}). Check STOCKTAKE_DATABASE_URL, and that it is there and writable.")


def _end(sentence: str) -> None:
    typer.echo(sentence, err=True)
    sys.exit(2)


def _notes(plan: Plan) -> None:
    """What nothing is wrong with, and somebody should know."""
    for one in plan.priorities:
        if one.note:
            typer.echo(f"{one.title} ({one.key}): {one.note}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unread:
        raise Refused("file", f"{file} cannot be read.", "Name a plan in YAML, as UTF-8 text.") from unread


def _clock(settings: Settings, url: str | None) -> SystemClock | SandboxClock:
    return SandboxClock(url, settings.stocktake_clock_token.get_secret_value()) if url else SystemClock()


def _slack(settings: Settings) -> WebSlack:
    return WebSlack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


def _making(settings: Settings, clock: SystemClock | SandboxClock, charts: ChartProcess) -> Callable[[], Bot]:
    """What puts the bot together, and may be called again when Slack was out of reach."""
    slack, engine = _slack(settings), engine_of(settings)
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
