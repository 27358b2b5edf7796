"""The database's clock, which all replicas share."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import Told, utc


class DatabaseClock:
    """PostgreSQL's. An SQLite file has none but that of the machine which opens it."""

    whose = "the database's"
    stale_after = 60.0

    def __init__(self, engine: Engine, monotonic: Callable[[], float]) -> None:
        self._engine = engine
        self._monotonic = monotonic
        self._told: Told | None = None

    def told(self) -> Told | None:
        return self._told

    def ask(self) -> None:
        asked = self._monotonic()
        try:
            with self._engine.connect() as connection:
                said = utc(connection.execute(select(func.clock_timestamp())).scalar_one())
        except SQLAlchemyError:
            return  # whoever needs the records will say so
        heard = self._monotonic()
        self._told = Told(said, said + timedelta(seconds=heard - asked), heard)
