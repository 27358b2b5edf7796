"""The doctor's look at the database: reached, written to, its tables, its clock; an SQLite file where it belongs."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor_finding import Finding, Patient, clocks, ok, problem, warning
from bot.settings import SettingsError
from bot.store import migrate, settings_store
from bot.store.engine import WAIT, WRITES, in_memory
from bot.store.migrate import Standing
from bot.store.unit import Store
from domain.errors import Refused

UPGRADE: Final = "`stocktake db upgrade` sees to that, and so does `stocktake run`."
NEWER: Final = "Run the newer version of Stocktake that made them."
CHECK: Final = "Check STOCKTAKE_DATABASE_URL, and that it is there and may be written by who runs the bot."
LOCAL: Final = "Put it on a disk of this machine, or use PostgreSQL."
REMOTE: Final = frozenset({"afs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "lustre", "nfs", "nfs4", "smb3", "smbfs"})
"""Other machines write there, too: an SQLite file with a write-ahead log must not be there (sqlite.org/wal.html)."""
SHARED: Final = frozenset({"9p", "virtiofs", "fuse.grpcfuse", "fuse.osxfs", "vboxsf"})
"""Folders of the machine around this one, whose locks hold or not."""
PASSING: Final = frozenset({"tmpfs", "ramfs"})
MOUNTS: Final = Path("/proc/self/mountinfo")


def database(patient: Patient) -> Iterator[Finding]:
    """Nothing is changed: a file that is missing stays missing."""
    try:
        engine = patient.engine()
        file = file_of(engine)
        if file is not None:
            yield from _disk(file)
        if in_memory(engine):
            yield problem("The database is in memory: all is lost when the bot stops.", CHECK)
        elif file is None or file.exists():
            yield from _inside(engine, patient)
        elif os.access(file.parent, os.W_OK):
            yield warning(f"There is no database yet at {file}.", UPGRADE)
        else:
            yield problem(f"No database can be made at {file}.", CHECK)
    except SettingsError as wrong:
        yield problem("The database has no address that can be used.", str(wrong))
    except (SQLAlchemyError, OSError) as failed:
        yield problem(f"The database cannot be used ({_kind(failed)}).", CHECK)


def ready(patient: Patient) -> Engine | None:
    """Where records can be read; None where they cannot, and `database` says why."""
    try:
        engine = patient.engine()
        file = file_of(engine)
        there = file is None or file.exists()
        return engine if there and migrate.look(engine).complete else None
    except (SettingsError, SQLAlchemyError, OSError):
        return None


def file_of(engine: Engine) -> Path | None:
    """The SQLite file; None for another database, and for one in memory."""
    if engine.dialect.name != "sqlite" or in_memory(engine):
        return None
    return Path(str(engine.url.database)).absolute()


def _inside(engine: Engine, patient: Patient) -> Iterator[Finding]:
    found = migrate.look(engine)
    yield _tables(found)
    if found.complete:
        yield from _moved(engine, patient)
    if engine.dialect.name == "sqlite":
        yield _writable(engine)
    else:
        with engine.connect() as connection:
            yield clocks("the database's", connection.execute(select(func.now())).scalar_one(), patient.now())


def _moved(engine: Engine, patient: Patient) -> Iterator[Finding]:
    with Store(engine).read(patient.now()) as work:
        try:
            settings_store.check_not_moved(work)
        except Refused as moved:
            yield problem(moved.problem, moved.mend)


def _tables(found: Standing) -> Finding:
    there, wanted = found.there, found.wanted
    if there == wanted:
        return ok("The database is there, with this version's tables.")
    if there is None:
        return warning("The database is there, and has no tables yet.", UPGRADE)
    if not found.newer:
        return warning(f"The database's tables ({there}) are older than this version's ({wanted}).", UPGRADE)
    if found.may_run:
        return ok(f"The database's tables ({there}) are newer than this version's ({wanted}), which may run on them.")
    return problem(f"The database's tables ({there}) are newer than this version's ({wanted}).", NEWER)


def _kind(failed: Exception) -> str:
    """The driver's word for it and no more: its sentence may hold the address."""
    return type(getattr(failed, "orig", None) or failed).__name__


def _writable(engine: Engine) -> Finding:
    """One writer at a time: whether the turn comes, tried and given back."""
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin() as turn:
            turn.rollback()
    except SQLAlchemyError as failed:
        why = getattr(failed, "orig", None) or _kind(failed)  # SQLite's: "database is locked"
        what = f"Nothing could be written to the database within {WAIT} second ({why})."
        return problem(what, "See that its file and folder may be written, and that no other program holds it.")
    return ok("The database can be written.")


def _disk(file: Path) -> Iterator[Finding]:
    """Whether the file is on a disk of this machine, where this machine can tell."""
    kind = disk_of(file, MOUNTS.read_text()) if MOUNTS.exists() else None
    if kind in REMOTE:
        yield problem(f"{file} is on a disk that is reached over a network ({kind}); records may be spoilt.", LOCAL)
    elif kind in SHARED:
        yield warning(f"{file} is in a folder of another machine's ({kind}), where locks may not hold.", LOCAL)
    elif kind in PASSING:
        yield warning(f"{file} is in memory ({kind}): all is lost when the machine stops.", LOCAL)
    elif kind == "overlay":
        yield warning(f"{file} is inside a container, and goes when that goes.", "Mount a volume there.")
    elif kind is not None:
        yield ok(f"The database's file is on a local disk ({kind}).")


def disk_of(file: Path, mounts: str) -> str | None:
    """The kind of file system that a file is on, by the table of mounts; the later of two at one place hides the first.

    A line is "36 35 98:0 / /mnt rw,noatime shared:1 - ext4 /dev/sda rw", spaces in paths written as \\040 (proc(5)).
    """
    real = file.resolve()
    best, kind = Path("/"), None
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        place = Path(before.split()[4].replace("\\040", " "))
        if real.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, after.split()[0]
    return kind
