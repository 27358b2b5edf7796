"""What the bot needs from outside: time, Slack, a drawer of charts, fresh ids, and something to do after an ack.

Each is a protocol; `bot.app.build` takes one of each. Production passes the real ones, a test passes a moved
clock and the sandbox, and nothing in between knows the difference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

Json = dict[str, Any]


class Clock(Protocol):
    """Time for the scheduler and the courier. Domain and routines are given `now` instead."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean anything."""
        ...

    def wait(self, until: datetime | None) -> None:
        """Return at `until`, or earlier when there may be something to do. None: nothing is due."""
        ...


@dataclass(frozen=True)
class Told:
    """What another clock said: at the monotonic second `heard` it stood between `since` and `until`."""

    since: datetime
    until: datetime
    heard: float


class OtherClock(Protocol):
    """A clock that ours should agree with."""

    @property
    def whose(self) -> str:
        """ "Slack's", for a sentence."""
        ...

    @property
    def stale_after(self) -> float:
        """Seconds after which it is asked anew although nothing seems wrong; infinity: its word comes by itself."""
        ...

    def told(self) -> Told | None:
        """What it said last. None: nothing yet, or it never says."""
        ...

    def ask(self) -> None:
        """Have it say anew. What keeps it from that leaves what it said last."""
        ...


class Slack(Protocol):
    """One call to Slack's Web API. Never retries by itself."""

    @property
    def told(self) -> Told | None:
        """What Slack's own clock said with its last answer. None before the first, and where it does not say."""
        ...

    def call(self, method: str, **arguments: Any) -> Json:
        """The body of an answer that says ok. Raises SlackRefused or SlackUnknown."""
        ...

    def upload(self, url: str, content: bytes) -> None:
        """Send a file's bytes to the address `files.getUploadURLExternal` gave. Raises like `call`."""
        ...


class SlackRefused(Exception):  # noqa: N818 - reads as what happened
    """Slack answered, and the answer is no: nothing was done.

    `retry_after` is in seconds and only set for a rate limit.
    """

    def __init__(self, error: str, *, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.permanent = permanent
        self.retry_after = retry_after


class SlackUnknown(Exception):  # noqa: N818 - reads as what happened
    """The call may or may not have been carried out: a time-out, a dropped connection, a 5xx."""


@dataclass(frozen=True)
class Mark:
    """One labelled value of a chart: `position` counts periods from the first. Each line of a label stands alone."""

    position: int
    value: float
    label: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happens in a period of a chart, whatever the value is."""

    position: int
    label: str


@dataclass(frozen=True)
class Limits:
    """The two lines that usual variation stays within, from one position to another."""

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True)
class ChartSpec:
    """Everything a chart shows; equal specs give the same picture.

    `labels`, `values` and `expected` run over the same periods, oldest first; a gap is None. Values are in the
    indicator's unit, and those at the positions `provisional` may still change. `earlier` are targets that `target`
    took the place of. From each of `breaks` on, values are counted in another way. `band` is (position, low, high)
    triples of what past figures lead one to expect; `bounds` are the least and greatest value possible, where there
    are any. `latest` is the label of the last value.
    """

    title: str
    subtitle: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    baseline: Mark | None = None
    target: Mark | None = None
    interim: tuple[Mark, ...] = ()
    earlier: tuple[Mark, ...] = ()
    limits: tuple[Limits, ...] = ()
    band: tuple[tuple[int, float, float], ...] = ()
    interventions: tuple[Event, ...] = ()
    breaks: tuple[Event, ...] = ()
    provisional: tuple[int, ...] = ()
    bounds: tuple[float | None, float | None] = (None, None)
    latest: str = ""
    path_name: str = ""
    limits_name: str = ""
    band_name: str = ""
    note: str = ""
    decimals: int = 0


class Charts(Protocol):
    """Draws; its alt text comes from the caller, who knows the finding."""

    def draw(self, spec: ChartSpec) -> bytes:
        """A PNG. Raises ChartFailed."""
        ...

    def close(self) -> None:
        """Let go of whatever draws."""
        ...


class ChartFailed(Exception):  # noqa: N818 - reads as what happened
    """The picture could not be drawn; the text goes without it."""


class Ids(Protocol):
    """Fresh opaque names."""

    def __call__(self) -> str:
        """A name nobody used before: 26 characters or fewer, letters and digits."""
        ...


AfterAck = Callable[[Callable[[], None]], None]
"""Runs a task once the answer to Slack is on its way: opening a modal, whose trigger lives three seconds."""


@dataclass(frozen=True)
class Rendered:
    """A message ready for Slack: the fallback text, the blocks, and perhaps a picture to be put in.

    An image block that waits for its picture carries `"slack_file": {"id": PICTURE}`.
    """

    text: str
    blocks: tuple[Json, ...]
    picture: ChartSpec | None = None
    alt_text: str = ""


PICTURE = "picture"
"""Stands in an image block where the id of the uploaded picture goes."""


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. A naive one is a programming error."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC)
