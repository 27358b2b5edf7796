"""The `stocktake` command: all that it can be told, in one list.

What a command is done with is imported when it is given: `alive`, which is asked twice a minute, needs nearly nothing.
"""

import gc
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.ports import SlackRefused, SlackUnknown
from bot.settings import Settings
from domain.errors import StocktakeError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Runs a delivery unit's routines in Slack.",
)
database = typer.Typer(no_args_is_help=True, help="The database.")
audit = typer.Typer(no_args_is_help=True, help="Who did what, in a chain that shows any change.")
app.add_typer(database, name="db")
app.add_typer(audit, name="audit")

ClockUrl = Annotated[str | None, typer.Option("--clock", help="The address of a sandbox on this machine.")]
Who = Annotated[str, typer.Argument(help="Somebody by their name in Slack, like @analyst; without, everybody.")]
Last = Annotated[int, typer.Option("--last", min=1, help="How many messages, where it is everybody's.")]
Days = Annotated[str, typer.Argument(help="How far ahead, like 30d.")]
To = Annotated[str, typer.Option(envvar="STOCKTAKE_MOVE_TO", help="postgresql://user:password@host/name, empty.")]
Since = Annotated[str, typer.Option("--since", help="When the backup was made, like 2026-11-29T03:00Z.")]
Back = Annotated[bool, typer.Option("--back", help="Let a bot run on the old file again.")]


@app.command()
def run(clock: ClockUrl = None) -> None:
    """Run the bot until it is told to stop (Ctrl-C, SIGTERM)."""
    settings = Settings.read()
    settings.check_slack()
    gc.disable()  # a quarter of a million objects are made that stay: to look for what could go would find nothing
    from bot.cli_running import run as run_

    gc.freeze()
    gc.enable()
    run_(settings, clock)


@app.command("import")
def import_(file: Path, clock: ClockUrl = None) -> None:
    """Take over a delivery plan: all of it or nothing, every mistake with its line."""
    from bot import cli_plan

    _say(cli_plan.take_over(Settings.read(), file, clock))


@app.command()
def check(file: Path) -> None:
    """Read a delivery plan and say what is wrong with it. Nothing is imported."""
    from bot import cli_plan

    _say(cli_plan.check(file))


@app.command()
def manifest(url: Annotated[str, typer.Option(help="Where Slack reaches the bot, by HTTP.")] = "") -> None:
    """The Slack app as Slack's "create an app from a manifest" takes it."""
    from bot import manifest as describing

    typer.echo(describing.as_yaml(describing.manifest(url)))


@app.command("doctor")
def doctor_() -> None:
    """Look at tokens, scopes, channels, clock and database, and say how to mend what is not right."""
    from bot import doctor
    from bot.cli_database import engine_of
    from bot.clock import SystemClock
    from bot.doctor_finding import Mark

    marks = set()
    for finding in doctor.visit(Settings.read, engine_of, SystemClock().now):
        typer.echo(str(finding))
        marks.add(finding.mark)
    sys.exit(1 if Mark.PROBLEM in marks else 0)


@app.command("alive")
def alive_() -> None:
    """Whether the bot that runs here is well: exit code 0, else 1."""
    from bot import alive

    sys.exit(0 if alive.is_well(Settings.read()) else 1)


@app.command()
def why(who: Who = "", last: Last = 50) -> None:
    """What was sent and what was not: when, to whom, and why; the newest first."""
    from bot import cli_telling

    _say(cli_telling.why(Settings.read(), who, last))


@app.command()
def preview(days: Days = "") -> None:
    """Every message that will go out: when, to whom, and why; the soonest first."""
    from bot import cli_telling

    _say(cli_telling.preview(Settings.read(), days))


@audit.command()
def verify() -> None:
    """Read the chain from its start; name what broke it, and what is not sealed yet. Exit code 1 when it is broken."""
    from bot import cli_telling

    holds, lines = cli_telling.verify(Settings.read())
    _say(lines)
    sys.exit(0 if holds else 1)


@database.command()
def upgrade() -> None:
    """Bring the database to this version's tables."""
    from bot import cli_database

    _say(cli_database.upgrade(Settings.read()))


@database.command()
def current() -> None:
    """Which version the database's tables have, and what has to be seen to before they change."""
    from bot import cli_database

    _say(cli_database.current(Settings.read()))


@database.command()
def move(to: To = "", back: Back = False) -> None:
    """Move all records from the SQLite file in STOCKTAKE_DATABASE_URL to an empty PostgreSQL database.

    Every row is counted and compared; all of it is moved or nothing. Stop the bot first: while it has the file, nothing
    is moved. Afterwards no bot starts on the old file any more, which stays as it was.
    """
    from bot import cli_database

    settings = Settings.read()
    _say(cli_database.come_back(settings) if back else cli_database.move(settings, to))


@database.command()
def restored(since: Since) -> None:
    """The database is a backup that was put back: what may have been sent since then is looked up before it goes.

    Give this before the bot is started on it, with the instant at which the backup was made, or any earlier one.
    """
    from bot import cli_database

    _say(cli_database.restored(Settings.read(), since))


def main() -> None:
    """What goes wrong is one sentence on stderr, and exit code 2."""
    try:
        app()
    except StocktakeError as problem:
        _end(str(problem))
    except SlackRefused as refused:
        _end(f"Slack said no: {refused.error}. {_mend(refused)}")
    except SlackUnknown as unclear:
        _end(f"Slack could not be reached ({unclear}). Check the network and SLACK_API_URL, then try again.")
    except _of_the_database() as failed:
        kind = type(failed).__name__
        _end(f"The database cannot be used ({kind}). Check STOCKTAKE_DATABASE_URL, and that it is there and writable.")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _end(sentence: str) -> None:
    typer.echo(sentence, err=True)
    sys.exit(2)


def _mend(refused: SlackRefused) -> str:
    from bot.slack.errors import mend

    return mend(refused.error)


def _of_the_database() -> type[Exception]:
    """Asked for only when something went wrong, like every class that is named after `except`."""
    from sqlalchemy.exc import SQLAlchemyError

    return SQLAlchemyError
