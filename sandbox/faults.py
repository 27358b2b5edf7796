"""What goes wrong, as data: one list of faults spoils a workspace in the same process and one over sockets alike.

A fault waits for its occasion: a call, a reading of messages, something on its way to the app, the app's answer to it.
docs/faults.md has a table of the kinds and of what `seconds` and the like mean for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

ANY: Final = "*"
NOW: Final = "now"
GOODBYES: Final = ("warning", "refresh_requested", "link_disabled")


class Kind(StrEnum):
    """Each is explained in docs/faults.md."""

    # What becomes of a call
    RATE_LIMIT = "rate_limit"
    REFUSE = "refuse"
    SERVER_ERROR = "server_error"
    DROP = "drop"
    SLOW = "slow"
    DRIP = "drip"
    # What a reading of messages misses
    LAG = "lag"
    # What becomes of something on its way to the app
    DOUBLE = "double"
    LATE = "late"
    LOSE = "lose"
    KILL_SOCKET = "kill_socket"
    # Before it goes
    DISCONNECT = "disconnect"
    # What becomes of the app's answer to it
    LOSE_ACK = "lose_ack"
    # What happens in the workspace just before a call
    REVOKE = "revoke"
    DEACTIVATE = "deactivate"
    ARCHIVE = "archive"
    REMOVE = "remove"
    # What follows a call that was carried out
    CHATTER = "chatter"
    NEVER_READY = "never_ready"


OUTCOMES: Final = frozenset({Kind.RATE_LIMIT, Kind.REFUSE, Kind.SERVER_ERROR, Kind.DROP, Kind.SLOW, Kind.DRIP})
READINGS: Final = frozenset({Kind.LAG})
OF_EVENTS: Final = frozenset({Kind.DOUBLE, Kind.LATE, Kind.LOSE, Kind.KILL_SOCKET})
OF_PRESSES: Final = frozenset({Kind.LOSE, Kind.KILL_SOCKET})  # Slack tells them once
PARTINGS: Final = frozenset({Kind.DISCONNECT})
ANSWERS: Final = frozenset({Kind.LOSE_ACK})
HAPPENINGS: Final = frozenset({Kind.REVOKE, Kind.DEACTIVATE, Kind.ARCHIVE, Kind.REMOVE})
SEQUELS: Final = frozenset({Kind.CHATTER, Kind.NEVER_READY})
AT_ONCE: Final = HAPPENINGS | PARTINGS | {Kind.CHATTER, Kind.KILL_SOCKET}

PARAMETERS: Final = ("seconds", "accepted", "status", "code", "count")
TAKEN: Final[dict[Kind, frozenset[str]]] = {
    Kind.RATE_LIMIT: frozenset({"seconds"}),
    Kind.REFUSE: frozenset({"code"}),
    Kind.SERVER_ERROR: frozenset({"accepted", "status"}),
    Kind.DROP: frozenset({"accepted", "seconds"}),
    Kind.SLOW: frozenset({"seconds"}),
    Kind.DRIP: frozenset({"seconds"}),
    Kind.LAG: frozenset({"seconds"}),
    Kind.LATE: frozenset({"seconds"}),
    Kind.DISCONNECT: frozenset({"code"}),
    Kind.CHATTER: frozenset({"count"}),
    **dict.fromkeys(HAPPENINGS, frozenset({"seconds"})),
}
NEEDED: Final = {
    Kind.REFUSE: "code",
    Kind.SLOW: "seconds",
    Kind.DRIP: "seconds",
    Kind.LAG: "seconds",
    Kind.LATE: "seconds",
    Kind.CHATTER: "count",
    Kind.DEACTIVATE: "about",
    Kind.ARCHIVE: "about",
    Kind.REMOVE: "about",
}
USUALLY_OF: Final = {
    Kind.LAG: "conversations.*",
    Kind.CHATTER: "chat.postMessage",
    Kind.NEVER_READY: "files.completeUploadExternal",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`of` is a method, `upload`, `response_url`, or an event's type or a delivery's kind; * in it stands for anything.

    It lets `skip` occasions pass and strikes the next `times` (None: all of them), each with this `chance`, and only
    those `about` a channel, person or file, by its id, where one is named. A few kinds may also be `of` now: they
    strike when they are asked for. Raises ValueError for what the kind does not have.
    """

    kind: Kind
    of: str = ""
    times: int | None = 1
    skip: int = 0
    chance: float = 1.0
    about: str = ""
    seconds: float = 0.0
    accepted: bool = False
    status: int = 503
    code: str = ""
    count: int = 0

    def __post_init__(self) -> None:
        if not self.of:
            object.__setattr__(self, "of", USUALLY_OF.get(self.kind, ANY))
        self._check_parameters()
        if self.times is not None and self.times < 1:
            raise ValueError("times is at least 1, or null for ever")
        if self.skip < 0 or self.seconds < 0 or self.count < 0:
            raise ValueError("skip, seconds and count are not below 0")
        if not 0 < self.chance <= 1:
            raise ValueError("chance is above 0 and at most 1")
        if not 500 <= self.status <= 599:
            raise ValueError("status is a 5xx")

    def _check_parameters(self) -> None:
        given = [one for one in PARAMETERS if getattr(self, one) != DEFAULTS[one]]
        wrong = [one for one in given if one not in TAKEN.get(self.kind, ())]
        if wrong:
            raise ValueError(f"{self.kind} has no {wrong[0]}")
        if not getattr(self, NEEDED.get(self.kind, "kind")):
            raise ValueError(f"{self.kind} needs {NEEDED[self.kind]}")
        if self.kind is Kind.DISCONNECT and self.code not in ("", *GOODBYES):
            raise ValueError(f"code is one of {', '.join(GOODBYES)}")
        if self.kind is Kind.DROP and self.accepted and self.seconds:
            raise ValueError("what was accepted is not carried out later")
        if self.of == NOW and self.kind not in AT_ONCE:
            raise ValueError(f"{self.kind} needs an occasion")
        if self.of == NOW and self.kind is Kind.CHATTER and not self.about:
            raise ValueError("chatter now needs about, its channel")


DEFAULTS: Final = {one.name: one.default for one in fields(Fault)}


def parsed(given: Mapping[str, Any]) -> Fault:
    """A fault from JSON. Raises ValueError, TypeError or KeyError for what is none."""
    unknown = given.keys() - DEFAULTS.keys()
    if unknown:
        raise ValueError(f"a fault has no {min(unknown)}")
    for name, value in given.items():
        if not _fits(name, value):
            raise TypeError(f"{name} is not {value!r}")
    return Fault(**{**given, "kind": Kind(given["kind"])})


def _fits(name: str, value: object) -> bool:
    """Whether the value is of the type that the field has; a truth is no number."""
    if name == "times" and value is None:
        return True
    wanted: type = str if name == "kind" else type(DEFAULTS[name])
    if isinstance(value, bool) or wanted is bool:
        return isinstance(value, bool) and wanted is bool
    return isinstance(value, (int, float) if wanted is float else wanted)
