"""People's Homes: who has opened theirs, and whether it shows what is so now. Published like surfaces, newest wins."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, func, or_, select, update

from bot.store.rows import conflicting_insert, latest_of
from bot.store.tables import home
from bot.store.types import Instant
from bot.store.unit import Work

LOOKED_AT: Final = timedelta(minutes=10)  # after it was opened, a Home is kept up to date for so long
_NOW: Final = bindparam("now", type_=Instant)
_FREE: Final = and_(home.c.next_at <= _NOW, or_(home.c.lease.is_(None), home.c.lease <= _NOW))
_FREE_STALE: Final = and_(home.c.wanted > home.c.shown, _FREE)
_FIRST: Final = select(home.c.person_id).where(_FREE_STALE).order_by(home.c.next_at, home.c.person_id).limit(1)
_LOCK: Final = _FIRST.with_for_update(skip_locked=True)
_TAKE: Final = update(home).where(home.c.person_id == bindparam("person"), _FREE_STALE).returning(home.c.wanted)
_LOOKING: Final = home.c.opened_at > bindparam("since", type_=Instant)
_TOUCH: Final = update(home).where(_LOOKING).values(wanted=home.c.wanted + 1).returning(home.c.person_id)
_MINE: Final = and_(home.c.person_id == bindparam("person"), home.c.token == bindparam("holder"))
_SETTLE: Final = update(home).where(_MINE).returning(home.c.person_id)


def opened(work: Work, person_id: str) -> None:
    """Somebody looks at it: show what is so now."""
    statement = conflicting_insert(work, home).values(
        person_id=person_id, opened_at=work.now, wanted=1, shown=0, next_at=work.now
    )
    again = {"opened_at": work.now, "wanted": home.c.wanted + 1}
    work.conn.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=again))
    work.planned = True


def touch(work: Work) -> None:
    """Something has changed: whoever looks at theirs sees it."""
    work.at_last(_touch)


def _touch(work: Work, _about: list[None]) -> None:
    if work.conn.execute(_TOUCH, {"since": work.now - LOOKED_AT}).first() is not None:
        work.planned = True


def claim(work: Work, now: datetime, token: str, lease: timedelta) -> tuple[str, int] | None:
    """Whose Home shows something old, and the count to hand to `shown`."""
    person_id = work.conn.execute(_LOCK, {"now": now}).scalar_one_or_none()
    if person_id is None:
        return None
    held = {"person": person_id, "now": now, "token": token, "lease": now + lease}
    count = work.conn.execute(_TAKE, held).scalar_one_or_none()
    return None if count is None else (person_id, count)


def shown(work: Work, person_id: str, token: str, wanted: int, next_at: datetime) -> bool:
    """It shows what was wanted at the claim; anything newer waits until `next_at`."""
    return _settle(work, person_id, token, shown=wanted, next_at=next_at)


def put_back(work: Work, person_id: str, token: str, next_at: datetime) -> bool:
    """Not this time. Publishing may be repeated, so that an unknown outcome is no doubt."""
    return _settle(work, person_id, token, next_at=next_at)


def earliest(dialect: str) -> Select[Any]:
    """When the next Home can be shown anew; null: all show what is so now."""
    may_go = latest_of(dialect, home.c.next_at, func.coalesce(home.c.lease, home.c.next_at))
    return select(func.min(may_go, type_=Instant)).where(home.c.wanted > home.c.shown)


def _settle(work: Work, person_id: str, token: str, **values: Any) -> bool:
    given = {"person": person_id, "holder": token, "lease": None, "token": None, **values}
    return work.conn.execute(_SETTLE, given).first() is not None
