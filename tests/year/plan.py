"""The delivery plan of a simulated year: so many owners, a stocktake a month or a quarter. All of it is made up."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import yaml

from bot.files.calendar import workdays
from domain.workdays import Workdays

ZONES: Final = (
    "Europe/London", "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo",
)  # fmt: skip
UNIT: Final = "#delivery-unit"
LAG: Final = "3 working days"
MONTHS: Final = {"monthly": range(1, 13), "quarterly": (2, 5, 8, 11)}
"""In which a year of this preset has a stocktake."""


def days() -> Workdays:
    """The working days that everybody in the year goes by."""
    return workdays("GB", "ENG", frozenset(), frozenset({5, 6}))


def meetings(year: int, preset: str) -> tuple[date, ...]:
    """The first working day from the 18th of a month on."""
    return tuple(days().on_or_after(date(year, month, 18)) for month in MONTHS[preset])


def zone_of(handle: str) -> str:
    """Owners live all over the world, the others in London."""
    kind, _, number = handle.partition("-")
    return ZONES[int(number) % len(ZONES)] if kind == "owner" else "Europe/London"


def written(year: int, owners: int, preset: str, handed_over: Mapping[int, int] = MappingProxyType({})) -> str:
    """The plan as YAML. `handed_over` are owners whose figures are somebody else's now, by their numbers."""
    people: dict[str, Any] = {
        "principal": {"slack": "@principal", "role": "principal"},
        "head": {"slack": "@head", "role": "head"},
        "staff": {"slack": "@staff", "role": "staff"},
        "director": {"slack": "@director", "role": "leader"},
        "lead": {"slack": "@lead"},
    }
    for number in range(owners):
        people[f"owner-{number}"] = {"slack": f"@owner-{number}"}
    routine = {
        "principal": "principal",
        "chair": "head",
        "preset": preset,
        "meetings": {"dates": list(meetings(year, preset))},
        "time": "10:00",
        "channel": "#leaders",
    }
    unit = {
        "name": "Delivery Unit",
        "channel": UNIT,
        "zone": "Europe/London",
        "calendar": {"country": "GB", "subdivision": "ENG"},
        "hours": {"opens": "09:00", "closes": "17:30"},
    }
    priorities = list(_priorities(year, owners, handed_over))
    plan = {"unit": unit, "people": people, "routine": routine, "priorities": priorities}
    return yaml.safe_dump(plan, sort_keys=False)


def _priorities(year: int, owners: int, handed_over: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    first = date(year - 1, 1, 1)
    months = [_month(first, ahead) for ahead in range(24)]
    for number in range(owners):
        base = 1000 + 100 * number
        yield {
            "key": f"P{number}",
            "title": f"Promise {number}",
            "outcome": "People wait less.",
            "channel": f"#promise-{number % 3}",
            "visibility": "all",
            "leader": "director",
            "delivery_lead": "lead",
            "indicator": {
                "name": f"People waiting, {number}",
                "unit": "people",
                "decimals": 0,
                "polarity": "lower",
                "measure": "level",
                "frequency": "month",
                "lag": LAG,
                "range": [0, 1000000],
                "owner": f"owner-{handed_over.get(number, number)}",
                "source": "made up",
                "licence": "none",
                "tolerance": 40,
            },
            "baseline": {"period": months[0], "value": base},
            "targets": [{"period": months[23], "value": base * 8 // 10, "comparator": "<="}],
            "trajectory": {
                "points": [{"period": months[0], "expected": base}, {"period": months[23], "expected": base * 8 // 10}]
            },
            "history": [
                {"period": months[place], "value": base + 7 * ((place * 5 + number) % 11) - 35} for place in range(11)
            ],
        }


def _month(first: date, ahead: int) -> str:
    day = first
    for _ in range(ahead):
        day += timedelta(days=monthrange(day.year, day.month)[1])
    return f"{day:%b %Y}"
