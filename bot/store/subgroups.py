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
_GIVEN: Final[Select[Any]] = (
    select(_C.figures, _C.submitted_at)
    .where(_C.indicator_key == bindparam("indicator"), _C.period == bindparam("period"))
    .order_by(_C.id)
)


def of_period(work: Work, indicator_key: str, period: Period, *, as_of: datetime | None = None) -> tuple[Subgroup, ...]:
    """The last set that was given at or before `as_of`, in its order; empty where none was."""
    asked, until = {"indicator": indicator_key, "period": period.key}, as_of or work.now

    def read() -> tuple[tuple[tuple[Subgroup, ...], datetime], ...]:
        return tuple((_figures(row.figures), row.submitted_at) for row in work.conn.execute(_GIVEN, asked))

    given = work.known(("subgroups", *asked.values()), SUBGROUPS, read)
    return next((figures for figures, submitted_at in reversed(given) if submitted_at <= until), ())


def _figures(kept: Sequence[tuple[str, str]]) -> tuple[Subgroup, ...]:
    return tuple(Subgroup(name, Decimal(value)) for name, value in kept)


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
