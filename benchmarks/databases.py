"""What benchmarks run on: one database of each kind at a time, as a deployment has them, every commit on the disk."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.databases import PostgresqlDatabases, SqliteFiles, postgresql_server

Databases = SqliteFiles | PostgresqlDatabases


@contextmanager
def both() -> Iterator[dict[str, Databases]]:
    """Fresh databases of each kind, by its name; all gone at the end."""
    with ExitStack() as ending:
        folder = ending.enter_context(TemporaryDirectory(prefix="stocktake-"))
        server = ending.enter_context(postgresql_server(durable=True))
        yield {"SQLite": SqliteFiles(Path(folder)), "PostgreSQL": server}


def machine() -> str:
    """Its size, for beside the numbers."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB"
