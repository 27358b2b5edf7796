"""The command's part that reads the records: what was sent and why, what will be, and whether the audit chain holds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Final

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

MENTION: Final = re.compile(r"<([@#])([^<>|]+)>")


def why(settings: Settings, who: str, last: int) -> list[str]:
    """What was sent and what was not: of somebody, or the last of everybody."""
    with _reading(settings) as work:
        if who:
            rows = telling.told(work, telling.OPERATOR, commanding.somebody(work, who))
        else:
            rows = telling.told_all(work, telling.OPERATOR, last)
        return _named(work, commands.told_lines(rows, *_here(work))) or ["Nothing was sent yet."]


def preview(settings: Settings, days: str) -> list[str]:
    """Every message that will go out."""
    with _reading(settings) as work:
        rows = telling.coming(work, telling.OPERATOR, commanding.days(days, desk.AHEAD))
        return _named(work, commands.coming_lines(rows, *_here(work))) or ["Nothing is planned to go out."]


def verify(settings: Settings) -> tuple[bool, list[str]]:
    """Whether the chain holds, and that in sentences."""
    with _reading(settings) as work:
        verdict = chain.verify(work)
        return verdict.ok, list(told(verdict, chain.sealed(work), chain.tail(work)))


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
def _reading(settings: Settings) -> Iterator[Work]:
    """The records as they are. Raises Refused where this version cannot read them."""
    engine = engine_of(settings)
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


def _named(work: Work, lines: list[str]) -> list[str]:
    """As a terminal shows them, with people and channels by their names."""
    names = {"@": people.handles(work), "#": channels.names(work)}

    def plain(line: str) -> str:
        named = MENTION.sub(lambda found: found[1] + names[found[1]].get(found[2], found[2]), line)
        return mrkdwn.typed(mrkdwn.plain(named))

    return [plain(line) for line in lines]
