"""The health of a routine, under four headings: regularity, execution, focus, action (DOMAIN 6).

Each measure is a count of a whole, never a share alone: 2 of 2 and 20 of 20 are not the same news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from domain.stocktake import CycleState


@dataclass(frozen=True)
class Part:
    """So many of so many. There is no share of nothing."""

    of: int
    done: int

    @property
    def share(self) -> float | None:
        return self.done / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.done} of {self.of}" if self.of else "none yet"


@dataclass(frozen=True)
class CycleKept:
    """One cycle: when it was first planned for and when it was held, if it was; its brief and its summaries."""

    planned_on: date
    held_on: date | None
    state: CycleState
    brief_due: date | None = None
    brief_on: date | None = None
    summary_due: date | None = None
    summary_on: date | None = None


@dataclass(frozen=True)
class RequestKept:
    """One request for a figure: when it was due and when it was first answered, if it was. Waived ones are not here."""

    due_on: date
    answered_on: date | None


@dataclass(frozen=True)
class PriorityData:
    """The latest value of a priority's headline: for which period's end, and by when a newer one was to be out."""

    latest_until: date | None
    newer_due: date | None


@dataclass(frozen=True)
class ActionKept:
    """One agreed action: its first due date, when it was closed, if it was, and whether its test was checked."""

    first_due: date
    closed_on: date | None
    tested: bool = False


@dataclass(frozen=True)
class Health:
    """`days_overdue` is the median of the actions past their first date, closed or not; None where none is."""

    cycles_on_date: Part
    answered_in_time: Part
    briefs_in_time: Part
    summaries_in_time: Part
    fresh_priorities: Part
    actions_in_time: Part
    closed_with_test: Part
    days_overdue: float | None


def health(
    cycles: Iterable[CycleKept],
    requests: Iterable[RequestKept],
    priorities: Iterable[PriorityData],
    actions: Iterable[ActionKept],
    today: date,
) -> Health:
    """The four measures as of a day. What is not due yet counts neither way; a cancelled cycle was not held."""
    cycles, actions = tuple(cycles), tuple(actions)
    closed = [one for one in actions if one.closed_on is not None]
    return Health(
        cycles_on_date=_part(one.held_on == one.planned_on for one in cycles if one.planned_on <= today),
        answered_in_time=_kept(((one.due_on, one.answered_on) for one in requests), today),
        briefs_in_time=_kept(((one.brief_due, one.brief_on) for one in cycles if _met(one)), today),
        summaries_in_time=_kept(((one.summary_due, one.summary_on) for one in cycles if _met(one)), today),
        fresh_priorities=_part(_fresh(one, today) for one in priorities),
        actions_in_time=_kept(((one.first_due, one.closed_on) for one in actions), today),
        closed_with_test=_part(one.tested for one in closed),
        days_overdue=_median_overdue(actions, today),
    )


def _part(kept: Iterable[bool]) -> Part:
    found = list(kept)
    return Part(len(found), sum(found))


def _kept(dates: Iterable[tuple[date | None, date | None]], today: date) -> Part:
    """Of what was due by a day, how much was there by it. Done early counts before it is due; not yet due does not."""
    return _part(
        done is not None and done <= due for due, done in dates if due is not None and (due < today or done is not None)
    )


def _met(cycle: CycleKept) -> bool:
    """A cycle that was cancelled or put off owes no brief and no summary."""
    return cycle.state not in (CycleState.CANCELLED, CycleState.POSTPONED)


def _fresh(data: PriorityData, today: date) -> bool:
    """Data no older than frequency and publication lag make it: no newer value was due before today."""
    return data.latest_until is not None and (data.newer_due is None or data.newer_due >= today)


def _median_overdue(actions: Iterable[ActionKept], today: date) -> float | None:
    late = [(end - one.first_due).days for one in actions if (end := one.closed_on or today) > one.first_due]
    return median(late) if late else None
