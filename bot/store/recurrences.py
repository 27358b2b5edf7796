"""Rules of recurrence as JSON and back. A list of dates and every so many weeks have no name: they were there first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.period import Period
from domain.recurrence import (
    Beside,
    Closed,
    Every,
    EveryMonths,
    NthWeekday,
    NthWorkingDay,
    OnDates,
    OnWorkingDays,
    Rule,
    Without,
)

Json = dict[str, Any]


def rule_as_json(rule: Rule) -> Json:
    """With its name under "rule", and what it is made from; days as text."""
    match rule:
        case OnDates(dates):
            return {"dates": [day.isoformat() for day in dates]}
        case Every(weeks, first):
            return {"weeks": weeks, "first": first.isoformat()}
        case EveryMonths(months, first):
            return {"rule": "months", "months": months, "first": first.isoformat()}
        case NthWeekday(nth, weekday, first, months):
            named = {"rule": "nth weekday", "nth": nth, "weekday": weekday}
            return named | {"first": first.isoformat(), "months": months}
        case NthWorkingDay(nth, first, months):
            return {"rule": "nth working day", "nth": nth, "first": first.isoformat(), "months": months}
        case Beside(event, working_days):
            return {"rule": "beside", "of": rule_as_json(event), "working_days": working_days}
        case Without(inner, weeks):
            return {"rule": "without", "of": rule_as_json(inner), "weeks": sorted(week.key for week in weeks)}
        case OnWorkingDays(inner, closed):
            return {"rule": "on working days", "of": rule_as_json(inner), "closed": closed.value}


def rule_of(stored: Mapping[str, Any]) -> Rule:
    """What `rule_as_json` made."""
    name = stored.get("rule", "dates" if "dates" in stored else "weeks")
    match name:
        case "dates":
            return OnDates(tuple(map(date.fromisoformat, stored["dates"])))
        case "weeks":
            return Every(stored["weeks"], _first(stored))
        case "months":
            return EveryMonths(stored["months"], _first(stored))
        case "nth weekday":
            return NthWeekday(stored["nth"], stored["weekday"], _first(stored), stored["months"])
        case "nth working day":
            return NthWorkingDay(stored["nth"], _first(stored), stored["months"])
        case "beside":
            return Beside(rule_of(stored["of"]), stored["working_days"])
        case "without":
            return Without(rule_of(stored["of"]), frozenset(map(Period.parse, stored["weeks"])))
        case "on working days":
            return OnWorkingDays(rule_of(stored["of"]), Closed(stored["closed"]))
        case _:
            raise LookupError(f"there is no rule of recurrence called {name}")


def _first(stored: Mapping[str, Any]) -> date:
    return date.fromisoformat(stored["first"])
