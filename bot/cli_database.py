"""The command's part that is about the database: its address, its tables, its move to PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from bot.store import migrate, transfer
from bot.store.engine import make_engine, make_sole_engine
from bot.store.migrate import Standing
from bot.store.transfer import Report
from domain.errors import Refused

database = typer.Typer(no_args_is_help=True, help="The database.")

To = Annotated[str, typer.Option(envvar="STOCKTAKE_MOVE_TO", help="postgresql://user:password@host/name, empty.")]
Back = Annotated[bool, typer.Option("--back", help="Let a bot run on the old file again.")]
MAKES: Final = "`stocktake db upgrade` makes them, and so does `stocktake run`."


@database.command()
def upgrade() -> None:
    """Bring the database to this version's tables."""
    migrate.upgrade(engine_of(Settings.read()))
    typer.echo("The database is up to date.")


@database.command()
def current() -> None:
    """Which version the database's tables have, and what has to be seen to before they change."""
    for line in told(migrate.look(engine_of(Settings.read()))):
        typer.echo(line)


@database.command()
def move(to: To = "", back: Back = False) -> None:
    """Move all records from the SQLite file in STOCKTAKE_DATABASE_URL to an empty PostgreSQL database.

    Every row is counted and compared; all of it is moved or nothing. Stop the bot first: while it has the file, nothing
    is moved. Afterwards no bot starts on the old file any more, which stays as it was.
    """
    source, now = _file(Settings.read()), datetime.now(UTC)
    if back:
        moved = transfer.come_back(source, now)
        typer.echo("A bot may run on the old file again." if moved else "Nothing was moved from this file.")
        return
    if not to:
        raise Refused("to", "The new database is not named.", "Use --to, or STOCKTAKE_MOVE_TO to keep a password out.")
    for line in lines(transfer.move(source, _made(to, "--to"), now)):
        typer.echo(line)


def told(found: Standing) -> Iterator[str]:
    """In sentences, the first of which begins with the revision."""
    if found.there == found.wanted:
        yield f"{found.there}: this version's tables."
    elif found.newer:
        what = "may run on them" if found.may_run else "may not run on them: run the newer one"
        yield f"{found.there}: tables of a newer version; this one knows them up to {found.wanted} and {what}."
    else:
        yield f"{found.there}: {found.wanted} is needed. {MAKES}" if found.there else f"empty: no tables yet. {MAKES}"
        for step in migrate.steps(found.there) if found.there else ():
            older = "may go on meanwhile" if step.older_may_run else "must be stopped first"
            yield f"{step.revision}: {step.title} Bots of the version before {older}."


def lines(report: Report) -> Iterator[str]:
    """What was moved, table by table, and what to do now."""
    for one in report.counts:
        if one.rows:
            yield f"{one.table:<18}{one.rows:>9} rows  {one.digest[:16]}"
    moved = "had been moved before" if report.again else "were moved"
    yield f"{report.rows} rows {moved}; each table has as many rows, with the same values, as before."
    if report.audit.ok:
        yield f"The audit chain holds; {report.audit.unsealed} rows are to be sealed."
    else:
        yield f"The audit chain is broken at row {report.audit.first_broken}, as it was before."
    yield "Now set STOCKTAKE_DATABASE_URL to the new address and start the bot. On the old file none starts any more."


def engine_of(settings: Settings) -> Engine:
    """Raises SettingsError."""
    return _made(settings.stocktake_database_url, "STOCKTAKE_DATABASE_URL")


def _made(url: str, name: str) -> Engine:
    try:
        return make_engine(url)
    except (ValueError, ArgumentError):
        raise SettingsError(
            f"{name} cannot be read. It is like sqlite:///stocktake.db or postgresql://user:password@host/name."
        ) from None  # its own sentence may hold the password
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"{name} names PostgreSQL, whose driver is not installed. Install stocktake[postgresql]."
        ) from missing


def _file(settings: Settings) -> Engine:
    """The SQLite file of the settings, alone."""
    known = engine_of(settings)
    file = known.url.database
    if known.dialect.name != "sqlite" or not file or not Path(file).exists():
        raise Refused(
            "STOCKTAKE_DATABASE_URL",
            "STOCKTAKE_DATABASE_URL names no SQLite file that is there.",
            "Let it name the file that the bot has run on, like sqlite:///stocktake.db.",
        )
    return make_sole_engine(settings.stocktake_database_url)
