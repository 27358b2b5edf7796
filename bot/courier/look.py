"""The look at a message just before it goes: is it still wanted, may it go now, what does it say?

All in one transaction, from the newest facts. It ends with `mark_claimed`, which is both the ledger's row before
the send and the fence: a compare-and-set that only whoever still holds the lane, its lease not over, passes.
After its commit nothing but a comparison of clocks stands before the write to Slack. A crash before the commit
leaves the message as it was; after it the message counts as perhaps posted and is looked up.
"""

from dataclasses import dataclass, replace
from enum import Enum

from bot.courier import conversations, pictures, trouble
from bot.courier.conversations import Place
from bot.courier.gear import Gear, Hold, digest_of, metadata
from bot.courier.pictures import PictureFirst
from bot.courier.policy import SPACING
from bot.facts.records import MessageRow
from bot.messages import render
from bot.ports import Json, Rendered
from bot.routines import briefing
from bot.routines.briefing import Unwanted
from bot.store import ledger, limits, people, surfaces
from bot.store.unit import Work
from domain.errors import StocktakeError


class Over(Enum):
    """The look ended the matter, and the lane is free again."""

    SETTLED = "settled"
    NOT_OUR_TURN = "not our turn"  # somebody posts elsewhere in the workspace this second


@dataclass(frozen=True)
class OpenFirst:
    """The direct conversation with this person was never opened."""

    person_id: str


@dataclass(frozen=True)
class Ready:
    """Claimed, to be posted now. `shown` and `says` are for `ledger.sent`, `picture` is the digest of its picture."""

    arguments: Json
    shown: int | None
    says: str
    picture: str | None


def look(work: Work, gear: Gear, hold: Hold) -> Ready | OpenFirst | PictureFirst | Over:
    """What is to be done about the message of a held lane."""
    message = ledger.get(work, hold.message.id, lock=True)
    if message is None or not _still_first(work, message, hold):
        return _let_go(work, hold)
    hold = replace(hold, message=message)
    shown = surfaces.wanted(work, message.id)  # before anything else is read: what changes meanwhile is shown later
    person = people.get(work, message.lane)
    if person is not None and person.deactivated:
        trouble.refuse_untried(work, hold, "user_disabled")
        return _let_go(work, hold)
    rendered = _rendered(work, hold)
    if rendered is None:
        return _let_go(work, hold)
    return _prepared(work, gear, hold, shown, *rendered)


def _still_first(work: Work, message: MessageRow, hold: Hold) -> bool:
    """Since the claim it may have been cancelled, or cancelled and planned anew: elsewhere, or for later."""
    waits = message.state in (ledger.PLANNED, ledger.DOUBTFUL)
    return waits and message.lane == hold.message.lane and message.not_before <= work.now


def _rendered(work: Work, hold: Hold) -> tuple[Rendered, tuple[str, ...]] | None:
    """What it says and the facts that it speaks of; None when it does not go now, which is then written down."""
    message = hold.message
    try:
        over = briefing.over(work, message)
        if over is not None:
            ledger.expired(work, message.id, over, token=hold.token)
            return None
        opens_at = briefing.opens_at(work, message)
        if opens_at > work.now:
            ledger.put_off(work, message.id, hold.token, opens_at, briefing.why_later(work, message))
            return None
        wanted = briefing.brief(work, message)
    except StocktakeError as gone:
        wanted = Unwanted(str(gone))
    if isinstance(wanted, Unwanted):
        ledger.cancelled(work, message.id, wanted.reason, token=hold.token)
        return None
    return render(message.kind, wanted.facts), wanted.carried


def _prepared(
    work: Work, gear: Gear, hold: Hold, shown: int | None, rendered: Rendered, carried: tuple[str, ...]
) -> Ready | OpenFirst | PictureFirst | Over:
    place = conversations.place_of(work, hold.message)
    if place is None:
        return OpenFirst(hold.message.lane)
    complete = pictures.put_in(work, rendered)
    if isinstance(complete, PictureFirst):
        return complete
    if gear.clocks.apart() is not None:  # set since the claim: nothing is written down by a wrong clock
        return _let_go(work, hold)
    if limits.take(work, limits.POSTS, work.now, SPACING) is not None:
        _let_go(work, hold)
        return Over.NOT_OUR_TURN
    if not ledger.mark_claimed(work, hold.message.id, hold.token, carried, work.now):
        return _let_go(work, hold)
    picture = pictures.digest_of(complete.picture) if complete.picture else None
    return Ready(_arguments(gear, hold, place, complete), shown, digest_of(complete), picture)


def _arguments(gear: Gear, hold: Hold, place: Place, rendered: Rendered) -> Json:
    arguments: Json = {
        "channel": place.channel,
        "text": rendered.text,
        "blocks": list(rendered.blocks),
        "metadata": metadata(gear.key, hold.message),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return arguments | ({"thread_ts": place.thread} if place.thread else {})


def _let_go(work: Work, hold: Hold) -> Over:
    ledger.release_lane(work, hold.message.lane, hold.token, hold.claimed_at)
    return Over.SETTLED
