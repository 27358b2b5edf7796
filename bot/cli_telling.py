"""The command's part that reads the records: what was sent and why, what will be, and whether the audit chain holds."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Final

import typer

from bot import mrkdwn
from bot.cli_database import engine_of
from bot.messages import commands
from bot.routines import calendars, commanding, desk, telling
from bot.settings import Settings
from bot.store import audit as chain
from bot.store import channels, migrate, people
from bot.store.audit import Tail, Verdict
from bot.store.unit import Store, Work
from domain.errors import Refused

audit = typer.Typer(no_args_is_help=True, help="Who did what, in a chain that shows any change.")

MENTION: Final = re.compile(r"<([@#])([^<>|]+)>")
Who = Annotated[str, typer.Argument(help="Somebody by their name in Slack, like @analyst; without, everybody.")]
Last = Annotated[int, typer.Option("--last", min=1, help="How many messages, where it is everybody's.")]
Days = Annotated[str, typer.Argument(help="How far ahead, like 30d.")]


def why(who: Who = "", last: Last = 50) -> None:
    """What was sent and what was not: when, to whom, and why; the newest first."""
    with _reading() as work:
        if who:
            rows = telling.told(work, telling.OPERATOR, commanding.somebody(work, who))
        else:
            rows = telling.told_all(work, telling.OPERATOR, last)
        _print(work, commands.told_lines(rows, *_here(work)), "Nothing was sent yet.")


def preview(days: Days = "") -> None:
    """Every message that will go out: when, to whom, and why; the soonest first."""
    with _reading() as work:
        rows = telling.coming(work, telling.OPERATOR, commanding.days(days, desk.AHEAD))
        _print(work, commands.coming_lines(rows, *_here(work)), "Nothing is planned to go out.")


@audit.command()
def verify() -> None:
    """Read the chain from its start; name what broke it, and what is not sealed yet. Exit code 1 when it is broken."""
    with _reading() as work:
        verdict = chain.verify(work)
        for line in told(verdict, chain.sealed(work), chain.tail(work)):
            typer.echo(line)
    sys.exit(0 if verdict.ok else 1)


def told(verdict: Verdict, sealed: int, tail: Tail | None) -> Iterator[str]:
    """In sentences."""
    if verdict.ok:
        yield f"The chain holds: {sealed} rows are as they were sealed."
    else:
        yield f"The chain is broken at row {verdict.first_broken}: it, or what came before it, is not as it was sealed."
    if tail is not None:
        since = f"since {tail.since:%Y-%m-%d %H:%M:%S} UTC"
        rows = f"{tail.rows} row{'s' if tail.rows > 1 else ''}, {tail.first} to {tail.last}"
        yield f"Not sealed yet: {rows}, {since}. What is due next seals that."


@contextmanager
def _reading() -> Iterator[Work]:
    """The records as they are. Raises Refused where this version cannot read them."""
    engine = engine_of(Settings.read())
    if not migrate.look(engine).complete:
        raise Refused("database", "The database has not this version's tables.", "Run `stocktake db upgrade` first.")
    try:
        with Store(engine).read(datetime.now(UTC)) as work:
            yield work
    finally:
        engine.dispose()


def _here(work: Work) -> tuple[str, date]:
    """The unit's zone, and today there."""
    return calendars.unit(work).zone, calendars.today(work)


def _print(work: Work, lines: list[str], nothing: str) -> None:
    names = {"@": people.handles(work), "#": channels.names(work)}
    for line in lines or [nothing]:
        named = MENTION.sub(lambda found: found[1] + names[found[1]].get(found[2], found[2]), line)
        typer.echo(mrkdwn.typed(mrkdwn.plain(named)))
