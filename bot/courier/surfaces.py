"""Posted messages that show something old are shown anew.

The claim is a commit of its own, so that whatever goes wrong with one costs it 90 seconds and the others nothing.
What says already what it should is left alone: people see an edit, and Slack takes 50 a minute.
An edit may be repeated: after a crash, or when nobody heard the answer, it is made again, with whatever is newest
then. What was raised between the claim and the end is still wanted afterwards: only the count seen at the claim is
fulfilled. No edit begins late in its lease, and whoever finds theirs over after an edit wants the message shown anew:
what somebody else has edited meanwhile may be newer.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.courier import pictures, trouble
from bot.courier.gear import Gear, Hold, digest_of, metadata
from bot.courier.pictures import PictureFirst
from bot.courier.policy import LEASE, LOOK_UP_AFTER, SPACING, UNREACHABLE, UPDATE_AGAIN, UPDATE_SPACING
from bot.facts.records import MessageRow
from bot.messages import render
from bot.ports import Json, Rendered, SlackRefused, SlackUnknown
from bot.routines import briefing
from bot.routines.briefing import Unwanted
from bot.store import limits, surfaces
from bot.store.surfaces import Stale
from bot.store.unit import Work
from domain.errors import StocktakeError


class Surfaces:
    """Between the ledger's surfaces and `chat.update`."""

    def __init__(self, gear: Gear) -> None:
        self._gear = gear

    def step(self) -> bool:
        """Show one message anew, or take one step of its picture. False: none to show now. Raises StoreBusy.

        To be asked when a look said that it is the workspace's turn at an edit.
        """
        token, now, started = self._gear.ids(), self._gear.clock.now(), self._gear.clock.monotonic()
        if not self._gear.clocks.agree(now):
            return False
        with self._gear.store.write(now) as work:
            claimed = surfaces.claim(work, now, token, LEASE)
        if claimed is None:
            return False
        self._show(Hold(claimed.message, token, now, started), claimed)
        return True

    def _show(self, hold: Hold, stale: Stale) -> None:
        if self._gear.clocks.apart() is not None:
            return  # our clock was set since the claim, and would hold up everybody's edits: others see to it in time
        with self._gear.write() as work:
            now_says = _news(work, stale)
            if now_says is None:
                surfaces.shown(work, hold.message.id, hold.token, stale.wanted, work.now, stale.says)
            ready = isinstance(now_says, Rendered)
            later = limits.take(work, limits.EDITS, work.now, UPDATE_SPACING) if ready else None
            if later is not None:  # another replica was faster
                surfaces.put_back(work, hold.message.id, hold.token, later, "edits are paced")
        if later is None and isinstance(now_says, Rendered):
            self._update(hold, stale.wanted, now_says)
        elif isinstance(now_says, PictureFirst):
            again = pictures.work_on(self._gear, now_says)
            self._put_back(hold, again or self._gear.clock.now(), "waits for its picture")

    def _update(self, hold: Hold, wanted: int, rendered: Rendered) -> None:
        if not hold.in_time(self._gear.clock):
            self._put_back(hold, self._gear.clock.now(), "claimed too long ago")
            return
        try:
            self._gear.call(limits.EDITS, **self._arguments(hold.message, rendered))
        except SlackRefused as refusal:
            self._refused(hold, wanted, refusal)
        except SlackUnknown:
            again = self._gear.clock.now() + LOOK_UP_AFTER  # by then it has been made or never will be
            self._made(hold, lambda work, held: surfaces.put_back(work, *held, again, "nobody answered"))
        else:
            says, free = digest_of(rendered), self._gear.clock.now() + SPACING
            self._made(hold, lambda work, held: surfaces.shown(work, *held, wanted, free, says))

    def _made(self, hold: Hold, outcome: Callable[[Work, tuple[int, str]], bool]) -> None:
        """Write down an edit that was perhaps made."""
        with self._gear.write() as work:
            if not outcome(work, (hold.message.id, hold.token)):
                surfaces.made_late(work, hold.message.id)

    def _arguments(self, message: MessageRow, rendered: Rendered) -> Json:
        """The metadata again: a message without its id could not be looked up any more."""
        return {
            "channel": message.channel,
            "ts": message.ts,
            "text": rendered.text,
            "blocks": list(rendered.blocks),
            "metadata": metadata(self._gear.key, message),
        }

    def _refused(self, hold: Hold, wanted: int, refusal: SlackRefused) -> None:
        now = self._gear.clock.now()
        if refusal.retry_after is not None:
            self._put_back(hold, now + timedelta(seconds=refusal.retry_after), refusal.error)
        elif refusal.error in trouble.NO_POST:
            self._put_back(hold, now + UNREACHABLE, refusal.error)
        elif refusal.permanent:
            with self._gear.write() as work:
                surfaces.gave_up(work, hold.message.id, hold.token, wanted, refusal.error)
        else:
            self._put_back(hold, now + UPDATE_AGAIN, refusal.error)

    def _put_back(self, hold: Hold, at: datetime, reason: str) -> None:
        with self._gear.write() as work:
            surfaces.put_back(work, hold.message.id, hold.token, at, reason)


def _news(work: Work, stale: Stale) -> Rendered | PictureFirst | None:
    """What it should say now. None: nothing, or what it is known to say."""
    try:
        wanted = briefing.brief(work, stale.message)
    except StocktakeError:  # what it was about is gone
        return None
    if isinstance(wanted, Unwanted):
        return None
    complete = pictures.put_in(work, render(stale.message.kind, wanted.facts))
    same = isinstance(complete, Rendered) and digest_of(complete) == stale.says
    return None if same else complete
