"""What goes wrong in Slack and on the way to it in a year, as the workspace's own faults (docs/faults.md)."""

from collections.abc import Iterator
from typing import Any, Final

from sandbox.faults import NOW, Fault, Kind
from tests.year.chance import Chance, Rates

POST: Final = "chat.postMessage"
READS: Final = "conversations.[hr]*"  # history and replies
EVENTS: Final = "events_api"
LINGERS: Final = 12.0  # seconds at most that a call which was given up is still on its way
LAG: Final = 12.0  # seconds at most that history is behind
PAGE: Final = 200  # messages
PASSING: Final = ("internal_error", "fatal_error", "service_unavailable")
GOODBYES: Final = ("warning", "refresh_requested", "link_disabled")
LATE: Final = (2.0, 70.0, 800.0)  # seconds

UNSETTLED: Final = {
    Kind.RATE_LIMIT: 100,
    Kind.REFUSE: 120,
    Kind.SERVER_ERROR: 120,
    Kind.DROP: 120,
    Kind.SLOW: 120,
    Kind.DRIP: 120,
    Kind.LAG: 0,
}
"""For so many seconds after such a fault a message may stay unsettled for its sake."""


def standing(rates: Rates) -> list[Fault]:
    """What may strike any call, reading or delivery all year long. The first that has its turn takes it."""
    return [
        *_often(rates.limited / 2, Kind.RATE_LIMIT, seconds=3),
        *_often(rates.limited / 2, Kind.RATE_LIMIT, seconds=60),
        *_often(rates.server_error / 3, Kind.SERVER_ERROR),
        *_often(rates.server_error / 3, Kind.SERVER_ERROR, accepted=True, status=502),
        *_often(rates.server_error / 6, Kind.REFUSE, code="internal_error"),
        *_often(rates.server_error / 6, Kind.REFUSE, code="fatal_error"),
        *_often(rates.dropped_before, Kind.DROP),
        *_often(rates.dropped_after, Kind.DROP, accepted=True),
        *_often(rates.lingering / 2, Kind.DROP, of=POST, seconds=1),
        *_often(rates.lingering / 2, Kind.DROP, of=POST, seconds=LINGERS),
        *_often(rates.slow / 3, Kind.SLOW, seconds=6),
        *_often(rates.slow / 3, Kind.SLOW, seconds=40),
        *_often(rates.slow / 3, Kind.DRIP, seconds=40),
        *_often(rates.forbidden, Kind.REFUSE, of=READS, code="missing_scope"),
        *(one for code in PASSING for one in _often(rates.unread / 3, Kind.REFUSE, of=READS, code=code)),
        *_often(rates.lagging / 2, Kind.LAG, seconds=LAG / 3),
        *_often(rates.lagging / 2, Kind.LAG, seconds=LAG),
        *_often(rates.chatter, Kind.CHATTER, of=POST, count=PAGE + 50),
        *_often(rates.unready, Kind.NEVER_READY),
        *(one for code in GOODBYES for one in _often(rates.hung_up / 5, Kind.DISCONNECT, code=code)),
        *_often(rates.hung_up * 2 / 5, Kind.KILL_SOCKET),
        *_often(rates.lost, Kind.LOSE, of="message"),
        *_often(rates.doubled, Kind.DOUBLE, of=EVENTS),
        *(one for seconds in LATE for one in _often(rates.late / 3, Kind.LATE, of=EVENTS, seconds=seconds)),
        *_often(rates.unacked, Kind.LOSE_ACK),
    ]


def burst(chance: Chance) -> Fault:
    """One thing that goes wrong several times running."""
    times = chance.of("bursts").randint(2, 6)
    kind = chance.one_of("bursts", (Kind.RATE_LIMIT, Kind.SERVER_ERROR, Kind.DROP, Kind.SLOW, Kind.REFUSE, Kind.DOUBLE))
    match kind:
        case Kind.RATE_LIMIT:
            return Fault(kind=kind, of="chat.*", times=times, seconds=chance.of("bursts").randint(1, 90))
        case Kind.SERVER_ERROR | Kind.DROP:
            accepted = chance.happens("bursts", 0.5)
            return Fault(kind=kind, of="chat.*", times=2 if accepted else times, accepted=accepted)
        case Kind.SLOW:
            return Fault(kind=kind, of="chat.*", times=times, seconds=chance.between("bursts", 1, 30))
        case Kind.REFUSE:
            return Fault(kind=kind, times=times, code=chance.one_of("bursts", PASSING))
        case _:
            return Fault(kind=kind, of=EVENTS, times=times)


def revoked() -> Fault:
    return Fault(kind=Kind.REVOKE, of=NOW, seconds=3600)


def left(user: str, seconds: float) -> Fault:
    """Without seconds, for good."""
    return Fault(kind=Kind.DEACTIVATE, of=NOW, about=user, seconds=seconds)


def shut(channel: str, seconds: float, *, archived: bool) -> Fault:
    return Fault(kind=Kind.ARCHIVE if archived else Kind.REMOVE, of=NOW, about=channel, seconds=seconds)


def _often(chance: float, kind: Kind, **more: Any) -> Iterator[Fault]:
    if chance > 0:
        yield Fault(kind=kind, times=None, chance=min(1.0, chance), **more)
