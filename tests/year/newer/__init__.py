"""The version after this one, as far as old replicas can tell: one more migration, over the tables that they use."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from unittest.mock import patch

from alembic.config import Config
from sqlalchemy import Connection

from bot.store import migrate


@contextmanager
def newer_version() -> Iterator[None]:
    """Whoever starts in here brings the database up to the newer tables."""
    known = migrate._config

    def with_one_more(connection: Connection | None) -> Config:
        config = known(connection)
        folders = (files("migrations") / "versions", files("tests.year.newer") / "versions")
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", ":".join(str(one).replace("%", "%%") for one in folders))
        return config

    with patch.object(migrate, "_config", with_one_more), patch.object(migrate, "newest", _newest):
        yield


@cache
def _newest() -> str:
    return migrate.steps()[-1].revision
