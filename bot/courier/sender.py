"""Sends one message: claims a lane, looks at its first message, posts it once, writes the outcome down.

Where a crash may come, and what then holds:

- after the lane was claimed: the lane is free again when its lease is over; the message is as it was. That the claim
  is a commit of its own also means that whatever goes wrong with one message, a mistake of ours included, costs its
  lane 90 seconds and the other lanes nothing;
- while its conversation is opened or its picture made: likewise, and the work done so far is not lost;
- after it was marked as claimed, before, during or after the post: nobody knows, so when the lease is over it is
  doubtful and looked up (doubt.py) before anything else in its lane goes;
- after the outcome's commit: it is settled; lane and outcome are one transaction.

A definite refusal goes back with a later time or ends for good; an unknown outcome is never a refusal.
"""

from datetime import datetime, timedelta

from bot.courier import conversations, doubt, pictures, trouble
from bot.courier.gear import Gear, Hold, settle
from bot.courier.look import OpenFirst, Over, Ready, look
from bot.courier.pictures import PictureFirst
from bot.courier.policy import LEASE, LOOK_UP_AFTER, SPACING, UNREACHABLE, backoff
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.store import ledger, limits
from bot.store.unit import Work

PICTURE_ERRORS = frozenset({"invalid_blocks", "not_found", "file_not_found"})
"""How Slack refuses a message whose picture it does not have any more."""


class Sender:
    """Between the ledger of messages and `chat.postMessage`."""

    def __init__(self, gear: Gear) -> None:
        self._gear = gear

    def step(self) -> bool:
        """One send, one lookup, one step of a picture, or one message put off or ended. False: none may go now.

        Raises StoreBusy.
        """
        hold = self._take_lane()
        if hold is None:
            return False
        if hold.message.state == ledger.DOUBTFUL and not doubt.cleared(self._gear, hold):
            return True
        with self._gear.write() as work:
            seen = look(work, self._gear, hold)
        if isinstance(seen, Ready):
            self._post(hold, seen)
        elif isinstance(seen, PictureFirst):
            self._work_on_picture(hold, seen)
        elif isinstance(seen, OpenFirst):
            self._open(hold, seen)
        return seen is not Over.NOT_OUR_TURN

    def _take_lane(self) -> Hold | None:
        token, now, started = self._gear.ids(), self._gear.clock.now(), self._gear.clock.monotonic()
        if not self._gear.clocks.agree(now):
            return None
        with self._gear.store.write(now) as work:
            message = ledger.claim_lane(work, now, token=token, lease=LEASE)
            restored = self._gear.restored
            if message is not None and restored is not None and restored.perhaps_sent(message):
                message = ledger.suspect(work, message.id, token, restored.since, restored.at)
        return None if message is None else Hold(message, token, now, started)

    def _open(self, hold: Hold, first: OpenFirst) -> None:
        try:
            conversations.open_with(self._gear, first.person_id)
        except SlackRefused as refusal:
            self._refused(hold, refusal)
        except SlackUnknown:  # nothing was posted: no doubt
            self._put_back(hold, self._later(hold), "the conversation could not be opened")
        else:
            self._let_go(hold)

    def _work_on_picture(self, hold: Hold, first: PictureFirst) -> None:
        again = pictures.work_on(self._gear, first)
        if again is None:
            self._let_go(hold)
        else:  # the lane itself need not wait
            self._put_back(hold, again, "waits for its picture", lane=self._gear.clock.now())

    def _post(self, hold: Hold, ready: Ready) -> None:
        if not hold.in_time(self._gear.clock):
            self._put_back(hold, self._gear.clock.now(), "claimed too long ago")
            return
        try:
            answer = self._gear.call(limits.POSTS, **ready.arguments)
        except SlackRefused as refusal:
            self._refused(hold, refusal, ready.picture)
        except SlackUnknown:
            later = self._gear.clock.now() + LOOK_UP_AFTER
            settle(self._gear, hold, lambda work: ledger.doubtful(work, hold.message.id, hold.token), later)
        else:
            next_at = self._gear.clock.now() + SPACING
            settle(self._gear, hold, lambda work: _sent(work, hold, ready, answer), next_at)

    def _refused(self, hold: Hold, refusal: SlackRefused, picture: str | None = None) -> None:
        error = refusal.error
        if picture is not None and error in PICTURE_ERRORS:
            self._spoilt(hold, picture, error)
        elif error in trouble.NO_POST:
            self._put_back(hold, self._gear.clock.now() + UNREACHABLE, error)
        elif refusal.permanent:
            settle(self._gear, hold, lambda work: _refuse(work, hold, error), self._gear.clock.now())
        else:
            self._put_back(hold, self._later(hold, refusal.retry_after), error)

    def _spoilt(self, hold: Hold, picture: str, error: str) -> None:
        now = self._gear.clock.now()

        def outcome(work: Work) -> None:
            if ledger.put_back(work, hold.message.id, hold.token, now, error):
                pictures.spoilt(work, picture)

        settle(self._gear, hold, outcome, now + SPACING)

    def _later(self, hold: Hold, retry_after: float | None = None) -> datetime:
        wait = backoff(hold.message.attempts + 1) if retry_after is None else timedelta(seconds=retry_after)
        return self._gear.clock.now() + wait

    def _put_back(self, hold: Hold, at: datetime, reason: str, lane: datetime | None = None) -> None:
        """Its lane waits and it stays the first in it, unless said otherwise: what comes after would fare no better."""
        again = hold.message.not_before if lane is None else at
        settle(
            self._gear,
            hold,
            lambda work: ledger.put_back(work, hold.message.id, hold.token, again, reason),
            lane or at,
        )

    def _let_go(self, hold: Hold) -> None:
        settle(self._gear, hold, lambda work: None, self._gear.clock.now())


def _sent(work: Work, hold: Hold, ready: Ready, answer: Json) -> None:
    posted = ledger.sent(work, hold.message.id, hold.token, answer["channel"], answer["ts"], ready.shown, ready.says)
    if posted:
        conversations.reached(work, hold.message)


def _refuse(work: Work, hold: Hold, error: str) -> None:
    """A conversation that cannot be opened is a refusal of a message that was never tried."""
    trouble.refuse_untried(work, hold, error)
    trouble.refuse(work, hold, error)
