"""Who is away on which days, and who is asked for figures meanwhile. One person's absences do not overlap."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, select, update

from bot.store.rows import add as add_row
from bot.store.tables import absence
from bot.store.unit import Work
from domain.absence import Absence

ABSENCE: Final = frozenset({"absence"})
_IN_ORDER: Final = select(absence).order_by(absence.c.person_id, absence.c.first_on)


def everybody(work: Work) -> Mapping[str, tuple[Absence, ...]]:
    """By the person's id, each in the order of their days; those that are over, too."""

    def read() -> dict[str, tuple[Absence, ...]]:
        found: dict[str, tuple[Absence, ...]] = {}
        for row in work.conn.execute(_IN_ORDER):
            one = Absence(row.person_id, row.first_on, row.last_on, row.deputy_id)
            found[one.person] = (*found.get(one.person, ()), one)
        return found

    return work.known(("absences",), ABSENCE, read)


def of(work: Work, person_id: str) -> tuple[Absence, ...]:
    """In the order of their days."""
    return everybody(work).get(person_id, ())


def add(work: Work, one: Absence, set_by: str) -> None:
    """It overlaps none of theirs that is there."""
    values = {
        "person_id": one.person,
        "first_on": one.first,
        "last_on": one.last,
        "deputy_id": one.deputy,
        "set_by": set_by,
        "set_at": work.now,
    }
    add_row(work, absence, values)


def end(work: Work, one: Absence, last: date) -> None:
    """It ends on that day; one that would end before it begins is no more."""
    if last < one.first:
        remove(work, one)
    else:
        work.conn.execute(update(absence).where(_just(one)).values(last_on=last))


def remove(work: Work, one: Absence) -> None:
    work.conn.execute(delete(absence).where(_just(one)))


def _just(one: Absence) -> ColumnElement[bool]:
    return and_(absence.c.person_id == one.person, absence.c.first_on == one.first)
