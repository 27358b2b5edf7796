"""Who is chased when, and who hears of it next (DOMAIN 7). Working days; each rung is one day."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.workdays import Workdays


class RungKind(StrEnum):
    BEFORE_5 = "five days before"
    BEFORE_1 = "the day before"
    DUE = "due"
    OVERDUE_1 = "one day overdue"
    OVERDUE_3 = "three days overdue"
    OVERDUE_8 = "eight days overdue"
    OVERDUE_13 = "thirteen days overdue"
    WARN_LEAD = "the delivery lead hears tomorrow"
    TELL_LEAD = "the delivery lead hears"
    WARN_LEADER = "the accountable leader hears tomorrow"
    TELL_LEADER = "the accountable leader hears"
    TELL_TOP = "top of the next note"


class Audience(StrEnum):
    OWNER = "owner"
    DELIVERY_LEAD = "delivery lead"
    ACCOUNTABLE_LEADER = "accountable leader"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Rung:
    """On this day, this is said to this audience."""

    day: date
    kind: RungKind
    to: Audience


LADDER: Final = (
    (-5, RungKind.BEFORE_5, Audience.OWNER),
    (-1, RungKind.BEFORE_1, Audience.OWNER),
    (0, RungKind.DUE, Audience.OWNER),
    (1, RungKind.OVERDUE_1, Audience.OWNER),
    (3, RungKind.OVERDUE_3, Audience.OWNER),
    (4, RungKind.WARN_LEAD, Audience.OWNER),
    (5, RungKind.TELL_LEAD, Audience.DELIVERY_LEAD),
    (8, RungKind.OVERDUE_8, Audience.OWNER),
    (9, RungKind.WARN_LEADER, Audience.OWNER),
    (10, RungKind.TELL_LEADER, Audience.ACCOUNTABLE_LEADER),
    (13, RungKind.OVERDUE_13, Audience.OWNER),
    (15, RungKind.TELL_TOP, Audience.SUMMARY),
)
TOP: Final = next(offset for offset, kind, _ in LADDER if kind is RungKind.TELL_TOP)  # working days overdue
REMINDERS: Final = frozenset(
    {
        RungKind.BEFORE_5,
        RungKind.BEFORE_1,
        RungKind.DUE,
        RungKind.OVERDUE_1,
        RungKind.OVERDUE_3,
        RungKind.OVERDUE_8,
        RungKind.OVERDUE_13,
    }
)
WARNINGS: Final = {RungKind.WARN_LEAD: RungKind.TELL_LEAD, RungKind.WARN_LEADER: RungKind.TELL_LEADER}
"""What the owner is told of: that on the next day they are here somebody else hears."""
ESCALATION: Final = frozenset({*WARNINGS, *WARNINGS.values()})
MOST_REMINDERS: Final = 6  # an action; then a person


def rungs(
    due: date,
    created: date,
    workdays: Workdays,
    here: Workdays | None = None,
    warnings: Collection[RungKind] = frozenset(WARNINGS),
) -> tuple[Rung, ...]:
    """The days of an action's ladder, in order; those not after the day it was created are skipped.

    A due day on which nobody works is spoken of on the last working day before. At most six reminders go to the
    owner; a warning that somebody else hears tomorrow is no reminder. `here` are the working days on which the owner
    is not away, all if it is left out: that somebody else hears, and the warning of it, counts only these. A reminder
    gives way to a warning of its day. Other `warnings` than these are left out, and those that nothing follows.
    """
    spoken = workdays.on_or_before(due)
    every = [*_reminders(spoken, workdays), *_escalation(spoken, here or workdays, warnings)]
    warned = {rung.day for rung in every if rung.kind in WARNINGS}
    every = [rung for rung in every if rung.kind not in REMINDERS or rung.day not in warned]
    left, kept = MOST_REMINDERS, []
    for rung in sorted((one for one in every if one.day > created), key=lambda one: one.day):
        if rung.kind in REMINDERS:
            if not left:
                continue
            left -= 1
        kept.append(rung)
    return tuple(kept)


def _reminders(spoken: date, workdays: Workdays) -> Iterator[Rung]:
    """And the top of the next note, which tells how old it is by then."""
    for offset, kind, to in LADDER:
        if kind not in ESCALATION:
            yield Rung(workdays.shift(spoken, offset), kind, to)


def _escalation(spoken: date, here: Workdays, warnings: Collection[RungKind]) -> Iterator[Rung]:
    """None of it for an owner who is away for over a year."""
    found = {}
    for offset, kind, to in LADDER:
        if kind in ESCALATION:
            with suppress(Refused):
                found[kind] = Rung(here.shift(spoken, offset), kind, to)
    for kind, rung in found.items():
        if kind not in WARNINGS or (kind in warnings and WARNINGS[kind] in found):
            yield rung


def warnings_of(owner: str, lead: str | None, leader: str | None) -> frozenset[RungKind]:
    """Those after which somebody new hears."""
    told = {kind: to for _, kind, to in LADDER}
    return frozenset(
        warning for warning, kind in WARNINGS.items() if _next_up(told[kind], owner, lead, leader) is not None
    )


def audience_of(rung: Rung, owner: str, lead: str | None, leader: str | None) -> str | None:
    """The id of whoever hears of a rung: always the next distinct person up, never a copy of one's own chase.

    None when nobody is left, and for what only the next summary tells.
    """
    if rung.to is Audience.OWNER:
        return owner
    return None if rung.to is Audience.SUMMARY else _next_up(rung.to, owner, lead, leader)


def _next_up(to: Audience, owner: str, lead: str | None, leader: str | None) -> str | None:
    upward = [one for one in dict.fromkeys((lead, leader)) if one is not None and one != owner]
    place = 0 if to is Audience.DELIVERY_LEAD else 1
    return upward[place] if place < len(upward) else None


def request_reminders(remind: date, due: date, promised_for: date | None, workdays: Workdays) -> tuple[date, ...]:
    """The days on which somebody who has not answered is reminded: T-12, the due day, the day after.

    Nothing before a promised day; on the promised day itself it is brought to mind.
    """
    days = {workdays.on_or_before(remind), workdays.on_or_before(due), workdays.shift(due, 1)}
    if promised_for is not None:
        kept = workdays.on_or_after(promised_for)
        days = {day for day in days if day > kept} | {kept}
    return tuple(sorted(days))
