"""Posted messages that show something old are shown anew.

The claim is a commit of its own, so that whatever goes wrong with one costs it 90 seconds and the others nothing.
What says already what it should is left alone: people see an edit, and Slack takes 50 a minute.
An edit may be repeated: after a crash, or when nobody heard the answer, it is made again, with whatever is newest
then. What was raised between the claim and the end is still wanted afterwards: only the count seen at the claim is
fulfilled.
"""

from datetime import datetime, timedelta

from bot.courier import pictures, trouble
from bot.courier.gear import Gear, digest_of, metadata
from bot.courier.pictures import PictureFirst
from bot.courier.policy import LEASE, SPACING, UNREACHABLE, UPDATE_AGAIN, UPDATE_SPACING
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
        token, now = self._gear.ids(), self._gear.clock.now()
        if not self._gear.clocks.agree(now):
            return False
        with self._gear.store.write(now) as work:
            claimed = surfaces.claim(work, now, token, LEASE)
        if claimed is None:
            return False
        self._show(token, claimed)
        return True

    def _show(self, token: str, stale: Stale) -> None:
        if self._gear.clocks.apart() is not None:
            return  # our clock was set since the claim, and would hold up everybody's edits: others see to it in time
        message = stale.message
        with self._gear.write() as work:
            now_says = _news(work, stale)
            if now_says is None:
                surfaces.shown(work, message.id, token, stale.wanted, work.now, stale.says)
            ready = isinstance(now_says, Rendered)
            later = limits.take(work, limits.EDITS, work.now, UPDATE_SPACING) if ready else None
            if later is not None:  # another replica was faster
                surfaces.put_back(work, message.id, token, later, "edits are paced")
        if later is None and isinstance(now_says, Rendered):
            self._update(token, stale, now_says)
        elif isinstance(now_says, PictureFirst):
            again = pictures.work_on(self._gear, now_says)
            self._put_back(token, message, again or self._gear.clock.now(), "waits for its picture")

    def _update(self, token: str, stale: Stale, rendered: Rendered) -> None:
        message = stale.message
        try:
            self._gear.call(limits.EDITS, **self._arguments(message, rendered))
        except SlackRefused as refusal:
            self._refused(token, message, stale.wanted, refusal)
        except SlackUnknown:
            self._put_back(token, message, self._gear.clock.now() + UPDATE_AGAIN, "nobody answered")
        else:
            with self._gear.write() as work:
                surfaces.shown(work, message.id, token, stale.wanted, work.now + SPACING, digest_of(rendered))

    def _arguments(self, message: MessageRow, rendered: Rendered) -> Json:
        """The metadata again: a message without its id could not be looked up any more."""
        return {
            "channel": message.channel,
            "ts": message.ts,
            "text": rendered.text,
            "blocks": list(rendered.blocks),
            "metadata": metadata(self._gear.key, message),
        }

    def _refused(self, token: str, message: MessageRow, wanted: int, refusal: SlackRefused) -> None:
        now = self._gear.clock.now()
        if refusal.retry_after is not None:
            self._put_back(token, message, now + timedelta(seconds=refusal.retry_after), refusal.error)
        elif refusal.error in trouble.NO_POST:
            self._put_back(token, message, now + UNREACHABLE, refusal.error)
        elif refusal.permanent:
            with self._gear.write() as work:
                surfaces.gave_up(work, message.id, token, wanted, refusal.error)
        else:
            self._put_back(token, message, now + UPDATE_AGAIN, refusal.error)

    def _put_back(self, token: str, message: MessageRow, at: datetime, reason: str) -> None:
        with self._gear.write() as work:
            surfaces.put_back(work, message.id, token, at, reason)


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
