"""The courier: one object without a thread of its own, driven by whoever calls `step`."""

from datetime import datetime

from bot.clocks import Clocks
from bot.courier.catch_up import CatchUp
from bot.courier.gear import Gear
from bot.courier.homes import Homes
from bot.courier.sender import Sender
from bot.courier.surfaces import Surfaces
from bot.ports import Charts, Clock, Ids, Slack
from bot.store import waiting
from bot.store.restored import Restored
from bot.store.unit import Store
from bot.store.waiting import Waiting, earliest_of


class Courier:
    """Carries between the ledger and Slack.

    Any number may run on one database; each belongs to one thread. `key` is the secret that messages' opaque ids
    are made with, the same for as long as the database lives (bot.store.settings_store.metadata_key). While
    the `clocks` differ nothing is sent; what people said is still read.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        slack: Slack,
        charts: Charts,
        ids: Ids,
        *,
        key: bytes,
        clocks: Clocks,
        restored: Restored | None = None,
    ) -> None:
        gear = Gear(store, clock, slack, charts, ids, key, clocks, restored)
        self._gear = gear
        self._clocks = clocks
        self._sender = Sender(gear)
        self._surfaces = Surfaces(gear)
        self._homes = Homes(gear)
        self._catch_up = CatchUp(gear)

    def start(self, now: datetime) -> None:
        """From now on read what people said meanwhile: at once, then hourly. Again after Slack was out of reach."""
        self._catch_up.start(now)

    def step(self, now: datetime) -> bool:
        """Do one piece of work that may be done now. False: there is none, until `next_at` or the next commit.

        `now` is the present by the clock. What must wait goes back to the ledger with a later time; nothing here
        sleeps. Raises StoreBusy: try again; nothing is lost.
        """
        self.look(now)
        return self.work(now)

    def look(self, now: datetime) -> Waiting:
        """See what waits, ours and the timetable's, without the write lock: who has nothing to do takes it from nobody.

        Raises StoreBusy.
        """
        with self._gear.store.read(now) as work:
            self._gear.seen.waiting = waiting.look(work)
        return self._gear.seen.waiting

    def work(self, now: datetime) -> bool:
        """What `step` does after its look, for whoever looks at more than the courier's work at once."""
        seen = self._gear.seen.waiting
        for ready, step in (
            (seen.posting, self._sender.step),
            (seen.showing, self._surfaces.step),
            (seen.home, self._homes.step),
        ):
            if ready is not None and ready <= now and step():
                return True
        return self._catch_up.step(now)

    def next_at(self, now: datetime) -> datetime | None:
        """When there will be something to do, `now` if at once; None: only a commit can bring something.

        To be asked after `step` said that nothing can be done now: it goes by what was seen then.
        """
        seen = self._gear.seen.waiting
        if any(instant is not None and instant <= now for instant in (seen.sending, seen.home)):
            seen = self.look(now)  # somebody else was faster, or edits are paced
        sending = earliest_of(seen.sending, seen.home)
        sending = sending and max(sending, self._clocks.may_act_at(now))
        return earliest_of(sending, self._catch_up.next_at(now))
