"""When people of a year may be spoken to: working hours of their own zones, the unit's working days."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.year.plan import days, zone_of

LONDON: Final = ZoneInfo("Europe/London")
MORNING, EVENING, CLOSING = time(9, 0), time(17, 0), time(17, 30)
TOLERANCE: Final = timedelta(seconds=5)  # replicas' clocks may be that far off


class Hours:
    """`cast` maps handles to user ids; whatever is none of these is a channel, and London's."""

    def __init__(self, cast: dict[str, str]) -> None:
        self.days = days()
        self._zones = {user: ZoneInfo(zone_of(handle)) for handle, user in cast.items()}

    def zone(self, lane: str) -> ZoneInfo:
        return self._zones.get(lane, LONDON)

    def are_open(self, lane: str, when: datetime) -> bool:
        """Whether it is a working hour there."""
        wall = when.astimezone(self.zone(lane)).replace(tzinfo=None)
        opens, closes = datetime.combine(wall.date(), MORNING), datetime.combine(wall.date(), CLOSING)
        return self.days.is_working(wall.date()) and opens - TOLERANCE <= wall <= closes + TOLERANCE
