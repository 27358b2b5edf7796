"""Published monthly figures of England's emergency departments: 22 organisations, 36 months, four indicators each."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from domain.period import Frequency, Lag, Period
from domain.priority import Indicator, Measure, Observation, Polarity

FILE: Final = Path(__file__).with_name("emergency_waits.csv")
SHARE: Final = "share within four hours"
COUNTS: Final = {"attendances": Polarity.LOWER, "over_four_hours": Polarity.LOWER, "admissions": Polarity.LOWER}


@dataclass(frozen=True)
class Published:
    """One indicator of one organisation with all its values, in the order of their months."""

    organisation: str
    indicator: Indicator
    observations: tuple[Observation, ...]

    def until(self, index: int) -> dict[Period, Observation]:
        """What was known before the value at `index`."""
        return {one.period: one for one in self.observations[:index]}


@cache
def published() -> tuple[Published, ...]:
    """Every series; a count that was not published for an organisation is left out."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    organisations = dict.fromkeys(row["organisation"] for row in rows)
    return tuple(
        series for one in organisations for series in _series(one, [row for row in rows if row["organisation"] == one])
    )


def _series(organisation: str, rows: list[dict[str, str]]) -> Iterator[Published]:
    yield Published(organisation, _share(organisation, rows), tuple(_seen(row) for row in rows))
    for count, polarity in COUNTS.items():
        if rows[0][count]:
            values = tuple(Observation(_month(row), Decimal(row[count])) for row in rows)
            yield Published(organisation, _indicator(count, polarity, values[0]), values)


def _seen(row: dict[str, str]) -> Observation:
    attended = Decimal(row["attendances"])
    seen = attended - Decimal(row["over_four_hours"])
    return Observation(_month(row), Decimal(row["percent_within_four_hours"]), seen, attended)


def _month(row: dict[str, str]) -> Period:
    year, month = row["month"].split("-")
    return Period.parse(f"{year}-{month}")


def _share(organisation: str, rows: list[dict[str, str]]) -> Indicator:
    return Indicator(
        key=organisation,
        name=SHARE,
        unit="%",
        decimals=2,
        polarity=Polarity.HIGHER,
        measure=Measure.RATIO,
        frequency=Frequency.MONTH,
        lag=Lag(7),
        baseline_period=_month(rows[0]),
        baseline=Decimal(rows[0]["percent_within_four_hours"]),
        tolerance=Decimal(1),
        low=Decimal(0),
        high=Decimal(100),
        numerator="Seen within four hours",
        denominator="All attendances",
    )


def _indicator(name: str, polarity: Polarity, first: Observation) -> Indicator:
    return Indicator(
        key=name,
        name=name.replace("_", " "),
        unit="patients",
        decimals=0,
        polarity=polarity,
        measure=Measure.PERIOD_TOTAL,
        frequency=Frequency.MONTH,
        lag=Lag(7),
        baseline_period=first.period,
        baseline=first.value,
        tolerance=Decimal(1),
        low=Decimal(0),
    )
