"""Bringing a database to the tables of this version, and whether this version may run on what it finds.

Each migration says whether bots that know the tables only as they were before may go on (`older_may_run`). The
database remembers what follows from it: the oldest version that may still run, so that an older bot, which does not
have the newer migrations, knows whether it is meant.

Alembic is imported where it is used: a bot that finds its tables as it wants them, as on all starts but one, needs none
of it to see that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, column, func, inspect, select, table, text

from bot.store import failures
from bot.store.engine import WRITES
from bot.store.settings_store import OLDEST
from bot.store.tables import setting
from domain.errors import StocktakeError

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script

_LOCK: Final = 7_201_544_311  # any number that nothing else in this database locks by
_PATIENCE: Final = 60  # seconds to wait while another replica migrates
_AT: Final = table("alembic_version", column("version_num"))  # Alembic's own: one row, the revision


class NewerTables(StocktakeError):  # noqa: N818 - reads as what is wrong
    """The tables were made by a newer version, and this one may not run on them."""

    def __init__(self, there: str, wanted: str) -> None:
        super().__init__(
            f"The database's tables ({there}) were made by a newer version of Stocktake, and this version, which knows "
            f"them up to {wanted}, may not run on them. Run the newer version."
        )


@dataclass(frozen=True)
class Standing:
    """Revisions, which are numbers in their order: of the database (None: empty), of this version, and the oldest that
    may still run on the database (None: nobody wrote that down).
    """

    there: str | None
    wanted: str
    oldest: str | None

    @property
    def newer(self) -> bool:
        """Whether a newer version made these tables."""
        return self.there is not None and self.there > self.wanted

    @property
    def complete(self) -> bool:
        """Whether this version may run on it as it is."""
        return self.there is not None and self.there >= self.wanted and self.may_run

    @property
    def may_run(self) -> bool:
        """Whether this version may, once it has made what is missing."""
        return not self.newer or (self.oldest is not None and self.oldest <= self.wanted)


@dataclass(frozen=True)
class Step:
    """A migration: what it brings, and whether bots of the version before may run during and after it."""

    revision: str
    title: str
    older_may_run: bool


def upgrade(engine: Engine) -> None:
    """Run what is missing, all of it or nothing; of several at once one does, and the others wait for it.

    Tables of a newer version are left alone. Raises NewerTables, unless its migrations say that this version may run
    on them; StoreBusy when another one takes longer than a minute, or has the SQLite file.
    """
    options = {WRITES: True}
    with failures.told(), engine.connect().execution_options(**options) as connection, connection.begin():
        take_turn(connection)
        found = standing(connection)
        if not found.may_run:
            raise NewerTables(str(found.there), found.wanted)
        if found.complete:
            return
        _run(connection)
        _remember(connection)


def take_turn(connection: Connection) -> None:
    """Whoever makes tables or fills them all does it alone, however long others have to wait, and it has to think."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}s'"))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


def standing(connection: Connection) -> Standing:
    known = inspect(connection).has_table(_AT.name)
    there = connection.execute(select(_AT.c.version_num)).scalar_one_or_none() if known else None
    oldest = None
    if there is not None:
        oldest = connection.execute(select(setting.c.value).where(setting.c.key == OLDEST)).scalar_one_or_none()
    return Standing(there, newest(), oldest)


def look(engine: Engine) -> Standing:
    """How the database stands to this version."""
    with engine.connect() as connection:
        return standing(connection)


def current(engine: Engine) -> str | None:
    """The revision the database is at; None when it is empty."""
    return look(engine).there


def steps(after: str | None = None) -> list[Step]:
    """The migrations after a revision, or all, in their order."""
    return [_step(one) for one in _scripts() if after is None or one.revision > after]


@cache
def newest() -> str:
    """The revision this version needs. A migration's file begins with its own."""
    named = (file.name.partition("_")[0] for file in (files("migrations") / "versions").iterdir())
    return max(name for name in named if name.isdigit())


def _run(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), "head")


def _step(script: "Script") -> Step:
    return Step(script.revision, str(script.doc), script.module.older_may_run)


def _scripts() -> Iterator["Script"]:
    from alembic.script import ScriptDirectory

    yield from reversed(list(ScriptDirectory.from_config(_config(None)).walk_revisions()))


def _remember(connection: Connection) -> None:
    """The last migration that older bots may not outlive, and that they have to know; else the first."""
    all_steps = steps()
    breaks = [one.revision for one in all_steps if not one.older_may_run]
    oldest = max(breaks, default=all_steps[0].revision)
    connection.execute(setting.delete().where(setting.c.key == OLDEST))
    connection.execute(setting.insert().values(key=OLDEST, value=oldest))


def _config(connection: Connection | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
