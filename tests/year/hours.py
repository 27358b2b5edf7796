"""When people of a year may be spoken to, and when what they are told of comes about by itself."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.stocktake import LeadTimes, timeline
from domain.workdays import at
from tests.year.plan import days, zone_of

LONDON: Final = ZoneInfo("Europe/London")
MORNING, EVENING, CLOSING = time(9, 0), time(17, 0), time(17, 30)
OVER, POSTING = time(12, 0), time(10, 0)  # a meeting that nobody closed; the day after it
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


def instants(meeting: date, lead_times: LeadTimes) -> dict[str, datetime]:
    """When each thing that people may be in the middle of comes about in the stocktake that meets on this day."""
    line = timeline(meeting, lead_times, days())
    return {
        "freeze": at(line.freeze, EVENING, LONDON),
        "close": at(meeting, OVER, LONDON),
        "post": at(line.post, POSTING, LONDON),
        "silence": at(line.silence, MORNING, LONDON),
    }
