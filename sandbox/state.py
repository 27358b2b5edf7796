"""What a workspace consists of. Plain data: copied whole by a fork, written by one caller at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.fault_plan import Faults

Json = dict[str, Any]

TEAM = "T0000000001"
MAGIC = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"%PDF": "application/pdf"}


@dataclass
class User:
    """A person, or an app's bot."""

    id: str
    name: str
    real_name: str
    tz: str
    locale: str
    guest: bool = False
    admin: bool = False
    bot: bool = False
    deleted: bool = False
    title: str = ""

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"


@dataclass
class Conversation:
    """A channel, or the direct conversation of two. `messages` are in the order of their ts, replies among them.

    `read_until` is the ts up to which each person has read.
    """

    id: str
    name: str
    private: bool
    im: bool
    members: set[str]
    archived: bool = False
    messages: list[Json] = field(default_factory=list)
    read_until: dict[str, str] = field(default_factory=dict)


@dataclass
class App:
    """An installed app with its secrets, its commands, and where it is reached.

    `hints` are what people read of its commands: {"description", "usage_hint"}. `shortcuts` are
    {"name", "type": "message" or "global", "callback_id", "description"?}, as a manifest has them.
    """

    id: str
    name: str
    bot_user: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    commands: tuple[str, ...]
    request_url: str | None = None
    hints: dict[str, Json] = field(default_factory=dict)
    scopes: tuple[str, ...] | None = None  # told with each answer; None: nothing is told
    shortcuts: tuple[Json, ...] = ()
    revoked: bool = False


@dataclass
class View:
    """A modal that somebody has open, or their Home. `typed` is what stands in its boxes now."""

    id: str
    app: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    typed: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class File:
    """An uploaded file; it can be shown once it was looked at so many times."""

    id: str
    name: str
    length: int
    alt_text: str
    title: str = ""
    content: bytes = b""
    complete: bool = False
    polls_left: int = 0

    @property
    def ready(self) -> bool:
        return self.complete and self.polls_left <= 0

    @property
    def kind(self) -> str:
        """Its media type, by its first bytes."""
        return next((kind for start, kind in MAGIC.items() if self.content.startswith(start)), "text/plain")


@dataclass
class Trigger:
    """Lets an app open one modal, for three seconds of real time."""

    user: str
    issued: float
    used: bool = False


@dataclass
class Delivery:
    """One payload on its way to the app. `state` is pending, acked or failed."""

    id: str
    kind: str  # events_api, interactive, slash_commands
    payload: Json
    app: str
    user: str
    attempt: int = 0
    reason: str = ""
    state: str = "pending"
    retry_at: datetime | None = None
    view_id: str | None = None
    channel: str | None = None
    error: str = ""


@dataclass
class ResponseUrl:
    """Five answers in thirty minutes, to where a person pressed or typed."""

    app: str
    channel: str
    user: str
    issued: datetime
    message_ts: str | None = None
    thread_ts: str | None = None
    used: int = 0


@dataclass(frozen=True)
class PutOff:
    """What a fault left for later: a call to be carried out, something that happened to be undone."""

    when: datetime
    do: Callable[[], object]


@dataclass
class State:
    """Everything. `clock` is what people see; `monotonic` is real and only ages triggers.

    `burst` messages may come at once to a conversation that had been quiet; a file is ready when it was asked about
    `files_ready_after` times.
    """

    clock: Callable[[], datetime]
    monotonic: Callable[[], float]
    base_url: str = "http://sandbox.invalid"
    limits: bool = True
    burst: int = 1
    files_ready_after: int = 0
    users: dict[str, User] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)  # user -> ids of open modals, the top one last
    homes: dict[str, View] = field(default_factory=dict)  # by app and user
    files: dict[str, File] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    retries: dict[str, Delivery] = field(default_factory=dict)  # those of them that wait to be told again
    responses: dict[str, ResponseUrl] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)  # of Socket Mode connections to come -> app id
    ephemerals: list[Json] = field(default_factory=list)
    calls: dict[str, list[datetime]] = field(default_factory=dict)
    posts: dict[str, datetime] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    last_ts: int = 0
    outlet: Callable[[Delivery], None] | None = None
    hang_up: Callable[[str, str], None] | None = None  # an app's sockets: its id, and the reason, empty for none
    faults: Faults = field(default_factory=Faults)
    put_off: list[PutOff] = field(default_factory=list)

    def new_id(self, prefix: str) -> str:
        """Like Slack's: a letter or two and ten digits or capitals."""
        self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
        return f"{prefix}{self.numbers[prefix]:09d}"

    def new_ts(self) -> str:
        """Later than every one before, also while the clock stands still."""
        now = self.clock()
        micros = int(now.timestamp()) * 1_000_000 + now.microsecond
        self.last_ts = max(micros, self.last_ts + 1)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def home(self, app: str, user: str) -> View | None:
        """What an app last published on somebody's Home."""
        return self.homes.get(f"{app}/{user}")

    def app_by_token(self, token: str) -> App | None:
        return next((app for app in self.apps.values() if token in (app.bot_token, app.app_token)), None)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
