"""What all tables share: how constraints are named, how rows are numbered, indexes over the few rows that matter."""

from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only under INTEGER

UNSETTLED = "state IN ('planned', 'claimed', 'doubtful')"
"""Of messages still to go or to be looked up: written out, so that both databases see which index is meant."""


def only_where(condition: str) -> dict[str, Any]:
    """An index over the few rows that matter, however many have been settled."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
