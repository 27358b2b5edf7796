"""What an average hides: the figures of subgroups, given beside the whole and read with it (DOMAIN 8)."""

from collections.abc import Sequence
from datetime import datetime

from bot.facts.records import IndicatorRow, RequestRow
from bot.facts.subgroups import SubgroupFacts
from bot.routines import Work, people
from bot.store import plan, subgroups
from domain.people import Person
from domain.period import Period
from domain.subgroups import Subgroup, aim, hidden, spread
from domain.subgroups_typed import read_lines


def read(actor: Person, row: IndicatorRow, text: str) -> tuple[Subgroup, ...]:
    """As typed, a line each, by the person's own way of writing numbers. Raises Refused."""
    return read_lines(text, row.subgroups, row.indicator, people.numerals(actor)) if row.subgroups.names else ()


def keep(work: Work, actor: Person, row: RequestRow, figures: Sequence[Subgroup]) -> None:
    """Those given beside an answer; nothing where none were, or the same as before."""
    if figures and tuple(figures) != subgroups.of_period(work, row.indicator_key, row.period):
        subgroups.add(work, row.indicator_key, row.period, figures, submitted_by=actor.id)


def told(work: Work, row: IndicatorRow, period: Period, *, as_of: datetime | None = None) -> SubgroupFacts | None:
    """How the parts stood in a period, against the next target; None where none were given, or nothing is aimed at."""
    if not row.subgroups.names:
        return None
    key = row.indicator.key
    figures = subgroups.of_period(work, key, period, as_of=as_of)
    target = aim(plan.targets(work, key), period)
    if not figures or target is None:
        return None
    found = spread(row.indicator, target, figures)
    whole = plan.series(work, key, as_of=as_of).get(period)
    value, goal = row.indicator.as_printed, row.indicator.as_printed(target.value)
    met = whole is not None and target.comparator.met(value(whole.value), goal)
    return SubgroupFacts(
        called=row.subgroups.called,
        target=target,
        spread=found,
        missing=len(row.subgroups.names) - found.count,
        hidden=hidden(found, whole_on_target=met),
    )
