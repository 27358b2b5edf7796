"""From the clock on a wall to an instant, on the days when clocks change too.

The rule: a time that a change skips becomes the first that exists; a time that comes twice is the first of the two.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refused

SECOND = timedelta(seconds=1)  # clocks change on whole seconds


def at(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `zone` show `wall` on `day`, by the rule above.

    Raises Refused on the first and the last days that a date can name.
    """
    shown = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    try:
        instant = shown.replace(tzinfo=zone).astimezone(UTC)
        exists = instant.astimezone(zone).replace(tzinfo=None) == shown
        return instant if exists else _change_that_skips(shown, zone)
    except OverflowError as beyond:
        raise Refused("date", f"{day} lies beyond what a clock can show.", "Correct the year.") from beyond


def _change_that_skips(shown: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the clock change that leaves `shown` out; the offsets before and after bracket it."""
    offsets = [shown.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0) for fold in (0, 1)]
    low, high = ((shown - offset).replace(tzinfo=UTC) for offset in (max(offsets), min(offsets)))
    before = low.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
