"""Help wanted: what an owner needs, from whom, by when."""

from datetime import date

from sqlalchemy import insert, select

from bot.facts.records import HelpRow
from bot.store.rows import need_row
from bot.store.tables import help_wanted
from bot.store.unit import Work


def add(work: Work, *, request_id: int, what: str, from_whom: str, by_when: date | None, wanted_by: str) -> int:
    """Its id."""
    values = {
        "request_id": request_id,
        "what": what,
        "from_whom": from_whom,
        "by_when": by_when,
        "wanted_by": wanted_by,
        "wanted_at": work.now,
    }
    statement = insert(help_wanted).values(values).returning(help_wanted.c.id)
    return int(work.conn.execute(statement).scalar_one())


def get(work: Work, help_id: int) -> HelpRow:
    """Raises NotHere."""
    query = select(help_wanted).where(help_wanted.c.id == help_id)
    return HelpRow(**need_row(work, query, "call for help", help_id))


def of_request(work: Work, request_id: int) -> list[HelpRow]:
    """In the order they were wanted."""
    query = select(help_wanted).where(help_wanted.c.request_id == request_id).order_by(help_wanted.c.id)
    return [HelpRow(**row) for row in work.conn.execute(query).mappings()]


def same(work: Work, request_id: int, what: str, from_whom: str, by_when: date | None) -> bool:
    """Whether just this was wanted already."""
    wanted = ((row.what, row.from_whom, row.by_when) for row in of_request(work, request_id))
    return (what, from_whom, by_when) in wanted
