"""The command's part that is about the database: its address, its tables, its move to PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from bot.store import migrate, transfer
from bot.store import restored as noted
from bot.store.engine import make_engine, make_sole_engine
from bot.store.migrate import Standing
from bot.store.transfer import Report
from bot.store.unit import Store
from domain.errors import Refused

MAKES: Final = "`stocktake db upgrade` makes them, and so does `stocktake run`."


def upgrade(settings: Settings) -> Iterator[str]:
    """Bring it to this version's tables."""
    migrate.upgrade(engine_of(settings))
    yield "The database is up to date."


def current(settings: Settings) -> Iterator[str]:
    """Which version the tables have, and what has to be seen to before they change."""
    return told(migrate.look(engine_of(settings)))


def move(settings: Settings, to: str) -> Iterator[str]:
    """All records from the SQLite file of the settings to an empty PostgreSQL database."""
    source = _file(settings)
    if not to:
        raise Refused("to", "The new database is not named.", "Use --to, or STOCKTAKE_MOVE_TO to keep a password out.")
    return lines(transfer.move(source, _made(to, "--to"), datetime.now(UTC)))


def come_back(settings: Settings) -> Iterator[str]:
    """A bot may run on the file from which all was moved."""
    moved = transfer.come_back(_file(settings), datetime.now(UTC))
    yield "A bot may run on the old file again." if moved else "Nothing was moved from this file."


def restored(settings: Settings, since: str) -> Iterator[str]:
    """The database is a backup that was put back."""
    now = datetime.now(UTC)
    instant = _instant(since, now)
    with Store(engine_of(settings)).write(now) as work:
        noted.note(work, instant)
    yield f"Noted: these are the records of {instant:%-d %b %Y %H:%M} UTC."
    yield "What may have been sent since then is looked up in Slack before it goes. What people wrote is read again;"
    yield "what they pressed, sent by form or typed as a command since then is gone: ask for it again."
    yield "Now start the bot."


def _instant(typed: str, now: datetime) -> datetime:
    try:
        instant = datetime.fromisoformat(typed)
    except ValueError:
        raise Refused("since", f"“{typed}” is no instant.", "Write it like 2026-11-29T03:00Z.") from None
    if instant.tzinfo is None:
        raise Refused("since", f"{typed} has no zone.", "Write it like 2026-11-29T03:00Z, or with +01:00.")
    if instant > now:
        raise Refused("since", f"{typed} is not over yet.", "Give the instant at which the backup was made.")
    return instant.astimezone(UTC)


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
