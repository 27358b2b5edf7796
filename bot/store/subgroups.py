"""The figures of an indicator's subgroups, a set a period. Appended only: of two sets the later counts."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, bindparam, insert, select

from bot.store.tables import subgroup_figures
from bot.store.unit import Work
from domain.period import Period
from domain.subgroups import Subgroup

SUBGROUPS: Final = frozenset({"subgroup_figures"})
_C: Final = subgroup_figures.c
_LATEST: Final[Select[Any]] = (
    select(_C.figures)
    .where(
        _C.indicator_key == bindparam("indicator"),
        _C.period == bindparam("period"),
        _C.submitted_at <= bindparam("as_of"),
    )
    .order_by(_C.id.desc())
    .limit(1)
)


def of_period(work: Work, indicator_key: str, period: Period, *, as_of: datetime | None = None) -> tuple[Subgroup, ...]:
    """The last set that was given at or before `as_of`, in its order; empty where none was."""
    asked = {"indicator": indicator_key, "period": period.key, "as_of": as_of or work.now}

    def read() -> tuple[Subgroup, ...]:
        figures = work.conn.execute(_LATEST, asked).scalar() or ()
        return tuple(Subgroup(name, Decimal(value)) for name, value in figures)

    return work.known(("subgroups", *map(str, asked.values())), SUBGROUPS, read)


def add(work: Work, indicator_key: str, period: Period, figures: Sequence[Subgroup], *, submitted_by: str) -> None:
    """All of a period together."""
    values = {
        "indicator_key": indicator_key,
        "period": period.key,
        "figures": [[one.name, format(one.value, "f")] for one in figures],
        "submitted_by": submitted_by,
        "submitted_at": work.now,
    }
    work.conn.execute(insert(subgroup_figures).values(values))
