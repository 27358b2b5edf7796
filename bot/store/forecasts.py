"""Stated forecasts: appended, and each given its outcome once it is known.

Whoever speaks twice in one cycle of the same thing is held to the last word; the earlier ones stay.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, exists, select

from bot.facts.records import ForecastRow
from bot.store import rows
from bot.store.tables import forecast
from bot.store.unit import Work
from domain.forecast import About
from domain.period import Period
from domain.priority import Comparator

OWNER: Final = "owner"
UNIT: Final = "unit"
MODEL: Final = "model"
FORECAST: Final = frozenset({"forecast"})
_LATER: Final = forecast.alias("later")
_SAME: Final = ("cycle_id", "capacity", "said_by", "indicator_key", "about", "period", "goal", "milestone_id", "due_on")
_LAST_WORD: Final = ~exists().where(
    _LATER.c.id > forecast.c.id,
    *(_LATER.c[name].is_not_distinct_from(forecast.c[name]) for name in _SAME),
)
"""Nothing later was said by the same person of the same thing in the same cycle."""
_IN_ORDER: Final = select(forecast).order_by(forecast.c.id)
_OF_CYCLE: Final = _IN_ORDER.where(forecast.c.cycle_id == bindparam("cycle"))
_OF_CYCLE_ALONE: Final = _OF_CYCLE.where(forecast.c.indicator_key == bindparam("indicator"))
_WAITING: Final = _IN_ORDER.where(forecast.c.known_at.is_(None), _LAST_WORD)
_KNOWN: Final = _IN_ORDER.where(forecast.c.known_at.is_not(None), _LAST_WORD)
_OF_PERSON: Final = _IN_ORDER.where(forecast.c.said_by == bindparam("person"), _LAST_WORD)


def add(
    work: Work,
    *,
    indicator_key: str,
    cycle_id: int,
    capacity: str,
    said_by: str | None,
    about: About,
    period: Period,
    goal: Decimal | None = None,
    comparator: Comparator | None = None,
    chance: float | None = None,
    value: Decimal | None = None,
    model: float | None = None,
    unled: bool = True,
    milestone_id: int | None = None,
    due_on: date | None = None,
) -> int:
    """Its id."""
    values = {
        "indicator_key": indicator_key,
        "cycle_id": cycle_id,
        "capacity": capacity,
        "said_by": said_by,
        "said_at": work.now,
        "about": about.value,
        "period": period.key,
        "goal": goal,
        "comparator": comparator.value if comparator else None,
        "chance": chance,
        "value": value,
        "model": model,
        "unled": unled,
        "milestone_id": milestone_id,
        "due_on": due_on,
    }
    return int(rows.add(work, forecast, values))


def latest(work: Work, indicator_key: str, cycle_id: int, capacity: str, about: About) -> ForecastRow | None:
    """The last word of this cycle in a capacity; read with those of all indicators, but where one was just added."""
    alone = not work.done.remembers(FORECAST)
    asked = {"cycle": cycle_id, "indicator": indicator_key} if alone else {"cycle": cycle_id}

    def read() -> dict[tuple[str, str, About], ForecastRow]:
        said = _rows(work, _OF_CYCLE_ALONE if alone else _OF_CYCLE, asked)
        return {(row.indicator_key, row.capacity, row.about): row for row in said}  # the later takes the place

    key = ("forecasts", *(str(one) for one in asked.values()))
    return work.known(key, FORECAST, read).get((indicator_key, capacity, about))


def of_milestone(work: Work, milestone_id: int, due_on: date, said_by: str) -> ForecastRow | None:
    """The last that somebody said of its date; None where they said nothing."""
    rows = [row for row in of_person(work, said_by) if (row.milestone_id, row.due_on) == (milestone_id, due_on)]
    return rows[-1] if rows else None


def waiting(work: Work) -> list[ForecastRow]:
    """Those whose outcome is not known yet, of everybody and of past figures alone."""
    return list(work.known(("waiting forecasts",), FORECAST, lambda: _rows(work, _WAITING)))


def known(work: Work) -> list[ForecastRow]:
    """Those whose outcome is known."""
    return list(work.known(("known forecasts",), FORECAST, lambda: _rows(work, _KNOWN)))


def of_person(work: Work, person_id: str) -> list[ForecastRow]:
    """All that somebody said, known or not."""
    key = ("forecasts of", person_id)
    return list(work.known(key, FORECAST, lambda: _rows(work, _OF_PERSON, {"person": person_id})))


def settle(work: Work, forecast_id: int, outcome: Decimal) -> None:
    """What came, known from now on."""
    rows.change(work, forecast.c.id, forecast_id, outcome=outcome, known_at=work.now)


def _rows(work: Work, query: Select[Any], asked: Mapping[str, Any] | None = None) -> list[ForecastRow]:
    return [_forecast(row) for row in work.conn.execute(query, asked or {}).mappings()]


def _forecast(row: RowMapping) -> ForecastRow:
    comparator = Comparator(row["comparator"]) if row["comparator"] else None
    read = {"about": About(row["about"]), "period": Period.parse(row["period"]), "comparator": comparator}
    return ForecastRow(**{**row, **read})
