"""The unit of work: one transaction, who acts in it and whether they may, who is told once it is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from threading import Lock
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, Executable, Select, UpdateBase, bindparam, event, insert, select
from sqlalchemy.exc import DBAPIError

from bot.ports import Ids, utc
from bot.store import failures, memory
from bot.store.engine import WAIT, WRITES, in_memory
from bot.store.failures import StoreBusy as StoreBusy
from bot.store.failures import StoreLost as StoreLost
from bot.store.memory import Memory
from bot.store.tables import audit, person
from domain.errors import NotAllowed
from domain.people import Person
from domain.rights import BOT, Act, Subject, may, who_may

T = TypeVar("T")
Finish = Callable[["Work", list[Any]], None]

BOT_PSEUDONYM: Final = "stocktake"
EFFECTS: Final = frozenset(
    {
        "unit",
        "stand_in",
        "absence",
        "priority",
        "indicator",
        "target",
        "trajectory",
        "observation",
        "assessment",
        "forecast",
    }
    | {"routine", "routine_priority", "cycle", "request", "answer", "help_wanted", "action", "no_action"}
    | {"summary", "draft", "milestone", "problem", "problem_version"}
)
"""Tables that only somebody's act may change; the rest is bookkeeping: timetable, ledger, directory."""

_DONE: Final = "stocktake_done"  # execution option: what this transaction has done so far

_APPEND: Final = insert(audit)
_PSEUDONYM: Final = select(person.c.pseudonym).where(person.c.id == bindparam("person"))


class UnauthorisedWrite(Exception):  # noqa: N818 - reads as what happened
    """Somebody's records were changed and nobody was asked whether they may: a mistake in a routine."""


def random_id() -> str:
    """26 letters and digits that nobody used before."""
    return token_hex(13)


@dataclass
class Done:
    """What a transaction has done so far: tables it changed; `counts` of changes as far as they are sure to hold; what

    is `known` to it, read since it last may have waited for another; and what was `seen` by it of tables that are not
    counted, or that it changed itself, with those tables.
    """

    changed: set[str] = field(default_factory=set)
    counts: dict[str, int] | None = None
    known: dict[tuple[str, ...], Any] = field(default_factory=dict)
    seen: dict[tuple[str, ...], tuple[frozenset[str], Any]] = field(default_factory=dict)

    def change(self, table: str) -> None:
        """A table is about to be changed: what was seen of it holds no more."""
        self.changed.add(table)
        self.seen = {key: seen for key, seen in self.seen.items() if table not in seen[0]}

    def remembers(self, tables: frozenset[str]) -> bool:
        """Whether what is read of these tables holds for other transactions too."""
        return tables <= memory.COUNTED and tables.isdisjoint(self.changed)


@dataclass
class Work:
    """One transaction. Queries take it first.

    `now` is the instant of everything that is written. `planned` asks for the courier to be woken after the
    commit. `acted` says that `act` allowed something.
    """

    conn: Connection
    now: datetime
    dialect: str
    ids: Ids = random_id
    memory: Memory = field(default_factory=Memory)
    done: Done = field(default_factory=Done)
    acted: bool = False
    planned: bool = False
    _last: dict[Finish, list[Any]] = field(default_factory=dict)

    def known(self, key: tuple[str, ...], tables: frozenset[str], read: Callable[[], T]) -> T:
        """What `read` gives, read once in this transaction: anew as soon as one of its tables was changed in it, and on

        PostgreSQL as soon as a row was held or changed, which another transaction may have had.

        Where its `tables` are among memory.COUNTED, read for all transactions until one changes them.
        """
        if self.done.remembers(tables):
            return self._remembered(key, tables, read)
        if key not in self.done.seen:
            self.done.seen[key] = (tables, read())
        seen: T = self.done.seen[key][1]
        return seen

    def _remembered(self, key: tuple[str, ...], tables: frozenset[str], read: Callable[[], T]) -> T:
        if key not in self.done.known:
            if self.done.counts is None:
                self.done.counts = memory.counts(self.conn)
            self.done.known[key] = self.memory.recall(key, tables, self.done.counts, read)
        found: T = self.done.known[key]
        return found

    def learn(self, key: tuple[str, ...], tables: frozenset[str], value: T) -> T:
        """It was read in another way, and that is what holds in this transaction."""
        if self.done.remembers(tables):
            self.done.known[key] = value
        else:
            self.done.seen[key] = (tables, value)
        return value

    def at_last(self, finish: Finish, about: object = None) -> None:
        """Have this done once, with all that it was asked for about, when everything else is done.

        For rows that many transactions change: held only then, nobody who has one waits for anything else.
        """
        self._last.setdefault(finish, []).append(about)

    def finish(self) -> None:
        for finish in sorted(self._last, key=lambda one: (one.__module__, one.__qualname__)):  # all in one order
            finish(self, self._last[finish])

    def act(self, actor: Person, act: Act, subject: Subject, about: str, **details: Any) -> None:
        """May they? Then it is written down: the actor's pseudonym, the act, `about` ("request:12").

        `details` are strings, whole numbers, truths, None, or lists of them. Raises NotAllowed with who may.
        """
        if not may(actor, act, subject):
            raise NotAllowed(who_may(act))
        row = {
            "at": self.now,
            "actor": self._pseudonym(actor),
            "act": act.value,
            "subject": about,
            "details": details,
        }
        self.conn.execute(_APPEND, row)
        self.acted = True

    def _pseudonym(self, actor: Person) -> str:
        if actor.id == BOT.id:
            return BOT_PSEUDONYM
        return str(self.conn.execute(_PSEUDONYM, {"person": actor.id}).scalar_one())


class Store:
    """Opens units of work on one database.

    `committed` are called after each commit that planned something to send or to do, outside the transaction.
    """

    def __init__(self, engine: Engine, ids: Ids = random_id) -> None:
        self.engine = engine
        self.ids = ids
        self.committed: list[Callable[[], None]] = []
        self._memory = Memory()
        self._one_writer = engine.dialect.name == "sqlite"
        self._turn = Lock()
        if not event.contains(engine, "before_execute", _watch):
            event.listen(engine, "before_execute", _watch)

    @contextmanager
    def write(self, now: datetime) -> Iterator[Work]:
        """Kept when the block ends normally, undone otherwise. Raises UnauthorisedWrite; StoreBusy, nothing being kept;

        StoreLost, a kind of it: perhaps kept. Whoever tries again finds what the first try may have left.
        """
        with self._turn_taken(self._one_writer), self._transaction(now, writes=True) as work:
            yield work
            work.finish()
            changed = frozenset(work.done.changed)
            if changed & EFFECTS and not work.acted:
                raise UnauthorisedWrite(", ".join(sorted(changed & EFFECTS)))
            memory.count(work.conn, changed)
        if work.planned:
            for told in self.committed:
                told()

    @contextmanager
    def read(self, now: datetime) -> Iterator[Work]:
        """One consistent look; nothing may be changed. Raises StoreBusy, UnauthorisedWrite."""
        with self._turn_taken(in_memory(self.engine)), self._transaction(now, writes=False) as work:
            yield work
            if work.done.changed:
                raise UnauthorisedWrite("only read here, yet changed: " + ", ".join(sorted(work.done.changed)))

    @contextmanager
    def _transaction(self, now: datetime, *, writes: bool) -> Iterator[Work]:
        done = Done()
        options: dict[str, Any] = {WRITES: writes, _DONE: done}
        with failures.told(), self.engine.connect() as connection:  # closed without a commit, all of it is undone
            conn = connection.execution_options(**options)
            conn.begin()
            yield Work(conn, utc(now), self.engine.dialect.name, self.ids, self._memory, done)
            if writes:
                with failures.keeping():
                    _keep(conn)

    @contextmanager
    def _turn_taken(self, needed: bool) -> Iterator[None]:
        if not needed:
            yield
            return
        if not self._turn.acquire(timeout=WAIT):
            raise StoreBusy
        try:
            yield
        finally:
            self._turn.release()


def _keep(conn: Connection) -> None:
    """SQLAlchemy takes a transaction whose commit failed for over and would hand its connection, with the locks that

    the database still holds for it, to the next: it is given up instead.
    """
    try:
        conn.commit()
    except DBAPIError:
        conn.invalidate()
        raise


def _watch(conn: Connection, statement: Executable, _many: object, _params: object, _options: object) -> None:
    done = conn.get_execution_options().get(_DONE)
    if done is None:
        return
    if isinstance(statement, UpdateBase):
        done.change(str(statement.entity_description["name"]))
    if conn.dialect.name != "sqlite" and not _only_reads(statement):
        # it may wait for another transaction, which changes what was read: what is decided or remembered after it
        # is made of nothing older
        done.counts = None
        done.known.clear()
        done.seen.clear()


def _only_reads(statement: Executable) -> bool:
    # it has no public way to ask
    return isinstance(statement, Select) and statement._for_update_arg is None
