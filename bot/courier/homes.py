"""Homes that show something old are published anew: when somebody opens theirs, and while they look at it."""

from datetime import timedelta

from bot.courier.gear import Gear
from bot.courier.policy import LEASE, PUBLISH_SPACING, UPDATE_AGAIN, UPDATE_SPACING
from bot.messages import home as rendering
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.routines import home
from bot.store import homes, limits, people


class Homes:
    """Between the table of Homes and `views.publish`. Publishing may be repeated, so nothing is in doubt."""

    def __init__(self, gear: Gear) -> None:
        self._gear = gear

    def step(self) -> bool:
        """Publish one. False: none is to be shown now. Raises StoreBusy."""
        token, now = self._gear.ids(), self._gear.clock.now()
        if not self._gear.clocks.agree(now):
            return False
        with self._gear.store.write(now) as work:
            claimed = homes.claim(work, now, token, LEASE)
            later = limits.take(work, limits.HOMES, now, PUBLISH_SPACING) if claimed else None
            if claimed is not None and later is not None:
                homes.put_back(work, claimed[0], token, later)
        if claimed is None or later is not None:
            return False
        self._publish(token, *claimed)
        return True

    def _publish(self, token: str, person_id: str, wanted: int) -> None:
        with self._gear.read() as work:
            view = rendering.home(home.facts(work, people.need(work, person_id)))
        again = self._called(person_id, view)
        with self._gear.write() as work:
            if again is None:
                homes.shown(work, person_id, token, wanted, work.now + UPDATE_SPACING)
            else:
                homes.put_back(work, person_id, token, work.now + again)

    def _called(self, person_id: str, view: Json) -> timedelta | None:
        """None when it is done or never will be; else how long until it is tried again."""
        try:
            self._gear.call(limits.HOMES, user_id=person_id, view=view)
        except SlackRefused as refused:
            if refused.retry_after is not None:
                return timedelta(seconds=refused.retry_after)
            return None if refused.permanent else UPDATE_AGAIN
        except SlackUnknown:
            return UPDATE_AGAIN
        return None
