"""The courier's numbers, each with its reason. Durations unless said otherwise."""

from datetime import timedelta
from typing import Final

LEASE: Final = timedelta(seconds=90)
"""How long a lane is held. When it is over, whoever held it is taken to have died."""

POST: Final = timedelta(seconds=10)
"""The wire gives up on a call after this long, whatever the server does."""

SETTLE: Final = timedelta(seconds=35)
"""Kept free after a post to write its outcome down while the records are busy, before the lease is over."""

WRITE_WITHIN: Final = LEASE - SETTLE - POST
"""A post begins no later than this after its lane was claimed, so that its outcome is settled in time."""

SETTLE_TRIES: Final = 35
"""Busy records are waited for a second at a time (bot.store.engine.WAIT)."""

SPACING: Final = timedelta(seconds=1)
"""Slack takes about one message a second in a conversation, and about one a second overall."""

UPDATE_SPACING: Final = timedelta(milliseconds=1200)
"""chat.update is tier 3: 50 a minute in a workspace."""

PUBLISH_SPACING: Final = timedelta(milliseconds=600)
"""views.publish is tier 4: 100 a minute. The same Home is published no faster than a message is edited."""

UPDATE_AGAIN: Final = timedelta(seconds=15)
"""An edit that failed for a reason that passes."""

LOOK_UP_AFTER: Final = timedelta(seconds=30)
"""A call that was given up may linger on the way; by then it has been carried out or never will be."""

LOOK_BACK: Final = timedelta(seconds=300)
LOOK_AHEAD: Final = timedelta(seconds=120)
"""A lookup covers first try - LOOK_BACK to last try + LOOK_AHEAD: our clock and Slack's may differ by seconds,
and a request may be carried out late. Both are far more than either."""

LOOK_UP_PAUSE: Final = (timedelta(seconds=1), timedelta(seconds=60))
"""The shortest and the longest wait before a failed lookup is tried again."""

LONGEST_BACKOFF: Final = timedelta(seconds=60)

UNREACHABLE: Final = timedelta(seconds=60)
"""Our own token is refused: nothing will go until somebody mends that, and nothing is given up for it."""

PICTURE_TRIES: Final = 3
"""A picture that failed so often is left out: a chart never holds the text back."""

PICTURE_POLL: Final = timedelta(seconds=1)

PICTURE_PATIENCE: Final = timedelta(seconds=10)
"""Slack shows an upload after a moment. From then on each look that finds it unready counts as a failure."""

CATCH_UP_EVERY: Final = timedelta(hours=1)
CATCH_UP_CALL: Final = timedelta(seconds=3)
"""At most 20 calls a minute, so that most of the 50 that Slack allows are left for lookups."""

CATCH_UP_EDITS: Final = timedelta(days=3)
"""A reply so old may still be edited, and the event of that be lost; later only a start finds it."""

CATCH_UP_REACH: Final = timedelta(days=25)
"""Receipts are kept for 30 days: what catch-up can reach is always recognised."""

PAGE: Final = 200
"""Messages asked for at once, the most that Slack recommends."""


def backoff(attempts: int) -> timedelta:
    """The wait after so many attempts: 1, 2, 4 .. 60 seconds."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 6)), LONGEST_BACKOFF)
