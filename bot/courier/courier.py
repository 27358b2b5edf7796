"""The courier: one object without a thread of its own, driven by whoever calls `step`."""

from datetime import datetime

from bot.clocks import Clocks
from bot.courier.catch_up import CatchUp
from bot.courier.gear import Gear
from bot.courier.homes import Homes
from bot.courier.sender import Sender
from bot.courier.surfaces import Surfaces
from bot.ports import Charts, Clock, Ids, Slack
from bot.store import homes, ledger
from bot.store.unit import Store, Work


class Courier:
    """Carries between the ledger and Slack.

    Any number may run on one database; each belongs to one thread. `key` is the secret that messages' opaque ids
    are made with, the same for as long as the database lives (bot.store.settings_store.metadata_key). While
    the `clocks` differ nothing is sent; what people said is still read.
    """

    def __init__(
        self, store: Store, clock: Clock, slack: Slack, charts: Charts, ids: Ids, *, key: bytes, clocks: Clocks
    ) -> None:
        gear = Gear(store, clock, slack, charts, ids, key, clocks)
        self._store = store
        self._clocks = clocks
        self._sender = Sender(gear)
        self._surfaces = Surfaces(gear)
        self._homes = Homes(gear)
        self._catch_up = CatchUp(gear)
        self._waiting: tuple[datetime | None, datetime | None] = (None, None)

    def start(self, now: datetime) -> None:
        """From now on read what people said meanwhile: at once, then hourly. Again after Slack was out of reach."""
        self._catch_up.start(now)

    def step(self, now: datetime) -> bool:
        """Do one piece of work that may be done now. False: there is none, until `next_at` or the next commit.

        `now` is the present by the clock. What must wait goes back to the ledger with a later time; nothing here
        sleeps. Raises StoreBusy: try again; nothing is lost.
        """
        with self._store.read(now) as work:  # without the write lock, so that an idle courier takes it from nobody
            self.look(work, now)
        return self.work(now)

    def look(self, work: Work, now: datetime) -> None:
        """See when a message or an edit, and when a Home, has its turn."""
        self._waiting = (ledger.next_at(work, now), homes.next_at(work))

    def work(self, now: datetime) -> bool:
        """What `step` does after its look, for whoever looks at more than the courier's work at once."""
        waiting, stale = self._waiting
        if waiting is not None and waiting <= now and (self._sender.step() or self._surfaces.step()):
            return True
        if stale is not None and stale <= now and self._homes.step():
            return True
        return self._catch_up.step(now)

    def next_at(self, now: datetime) -> datetime | None:
        """When there will be something to do, `now` if at once; None: only a commit can bring something.

        To be asked after `step` said that nothing can be done now: it goes by what was seen then.
        """
        if any(instant is not None and instant <= now for instant in self._waiting):
            with self._store.read(now) as work:  # somebody else was faster, or edits are paced
                self.look(work, now)
        waiting, stale = self._waiting
        sending = min([instant for instant in (waiting, stale) if instant is not None], default=None)
        sending = sending and max(sending, self._clocks.may_act_at(now))
        found = (sending, self._catch_up.next_at(now))
        instants = [instant for instant in found if instant is not None]
        return min(instants, default=None)
