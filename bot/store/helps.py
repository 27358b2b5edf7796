"""Help wanted: what an owner needs, from whom, by when; and what readers of a summary ask."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from bot.facts.records import HelpRow
from bot.store.rows import insert_if_absent, need_row
from bot.store.tables import help_wanted
from bot.store.unit import Work


def add(
    work: Work,
    *,
    what: str,
    wanted_by: str,
    priority_key: str | None,
    request_id: int | None = None,
    summary_id: int | None = None,
    from_whom: str = "",
    by_when: date | None = None,
    receipt: str | None = None,
) -> int | None:
    """Its id, or None when what this receipt says was asked already."""
    values: dict[str, Any] = {
        "request_id": request_id,
        "summary_id": summary_id,
        "priority_key": priority_key,
        "what": what,
        "from_whom": from_whom,
        "by_when": by_when,
        "wanted_by": wanted_by,
        "wanted_at": work.now,
        "receipt": receipt,
    }
    return insert_if_absent(work, help_wanted, **values)


def get(work: Work, help_id: int, *, lock: bool = False) -> HelpRow:
    """With `lock` nobody else settles it until the transaction ends. Raises NotHere."""
    return HelpRow(**need_row(work, help_wanted.c.id, help_id, "call for help", "update" if lock else None))


def of_request(work: Work, request_id: int) -> list[HelpRow]:
    """In the order they were wanted."""
    query = select(help_wanted).where(help_wanted.c.request_id == request_id).order_by(help_wanted.c.id)
    return [HelpRow(**row) for row in work.conn.execute(query).mappings()]


def same(work: Work, request_id: int, what: str, from_whom: str, by_when: date | None) -> bool:
    """Whether just this was wanted already."""
    wanted = ((row.what, row.from_whom, row.by_when) for row in of_request(work, request_id))
    return (what, from_whom, by_when) in wanted


def waiting(work: Work) -> list[HelpRow]:
    """What staff have not settled yet, the oldest first."""
    query = select(help_wanted).where(help_wanted.c.outcome.is_(None)).order_by(help_wanted.c.id)
    return [HelpRow(**row) for row in work.conn.execute(query).mappings()]


def settle(work: Work, help_id: int, outcome: str, settled_by: str, reply: str = "") -> None:
    values = {"outcome": outcome, "settled_by": settled_by, "reply": reply}
    work.conn.execute(update(help_wanted).where(help_wanted.c.id == help_id).values(values))
