"""Reads what people said while nobody listened: Slack stops redelivering after about six minutes.

Each direct conversation in which the bot has spoken lately is read as far back as receipts are sure to be kept.
`history` has only first messages, and says of each when its last reply came: so each thread with replies that were not
read yet is read too, from a watermark that only catch-up moves; and each with recent replies, which may have been
edited. What people said goes to the same routine as the event would, oldest first. That routine knows by its receipt
what it has heard, so that reading again is harmless: the watermark moves only after everything up to it was heard, and
a crash before that means reading again. What is due to be read is kept in memory, and what was found there last time:
the records are asked only about what is new. A start reads every thread once, and of the replicas that run one begins
each hour's round.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.courier.conversations import Place
from bot.courier.gear import Gear, stamp
from bot.courier.policy import (
    CATCH_UP_CALL,
    CATCH_UP_EDITS,
    CATCH_UP_EVERY,
    CATCH_UP_REACH,
    PAGE,
    UNREACHABLE,
)
from bot.mrkdwn import typed
from bot.ports import Json, SlackRefused, SlackUnknown
from bot.routines import hearing, people
from bot.routines.addressing import Said
from bot.store import people as directory
from bot.store import receipts, watermarks
from bot.store.unit import StoreBusy, Work
from domain.errors import IllegalMove, NotAllowed, Refused

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})  # subtypes of what a person typed


@dataclass
class Reading:
    """A place being read; its pages come newest first, so nothing is heard before the last."""

    place: Place
    oldest: str
    cursor: str = ""
    messages: list[Json] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What a place held when it was last read to its end: receipts of sayings, all heard by now, and the latest ts."""

    receipts: frozenset[str] = frozenset()
    latest: str = ""


class CatchUp:
    """Reads one page a step, CATCH_UP_CALL apart. Nothing before `start`."""

    def __init__(self, gear: Gear) -> None:
        self._gear = gear
        self._round_at: datetime | None = None
        self._call_at: datetime | None = None
        self._places: deque[Place] = deque()
        self._reading: Reading | None = None
        self._every_thread = True
        self._found: dict[Place, Found] = {}

    def start(self, now: datetime) -> None:
        """Read everything once, now; afterwards hourly. For the start, and after Slack was out of reach."""
        self._round_at = now
        self._every_thread = True

    def next_at(self, now: datetime) -> datetime | None:
        """When the next page may be read; `now` when a round is due. None: nothing is being read.

        The next hourly round wakes nobody by itself: it begins with whatever else happens after its hour, and the
        bot looks around every half minute anyway. So a clock that is stepped from one due instant to the next need
        not stop at every hour.
        """
        due = self._due_at(now)
        return due if self._places or (due is not None and due <= now) else None

    def step(self, now: datetime) -> bool:
        """Begin a round if one is due, and read a page. False: nothing was heard. Raises StoreBusy."""
        due = self._due_at(now)
        if due is None or due > now:
            return False
        if self._round_at is not None and self._round_at <= now:
            self._begin_round(now)
        if not self._places or (self._call_at is not None and self._call_at > now):
            return False
        self._call_at = now + CATCH_UP_CALL
        return self._read_page(now)

    def _due_at(self, now: datetime) -> datetime | None:
        """When the next page may be read, or the next round begins. None before `start`."""
        self._notice_a_clock_set_back(now)
        self._notice_a_round_of_others(now)
        if not self._places or self._round_at is None:
            return self._round_at
        return min(self._call_at or now, self._round_at)

    def _notice_a_clock_set_back(self, now: datetime) -> None:
        if self._round_at is not None and self._round_at > now + CATCH_UP_EVERY:
            self._round_at = now
        if self._call_at is not None and self._call_at > now + CATCH_UP_EVERY:
            self._call_at = now

    def _notice_a_round_of_others(self, now: datetime) -> None:
        """One that another replica began less than an hour ago is everybody's, but for who has just started."""
        began = self._gear.seen.waiting.round_began
        if self._round_at is not None and not self._every_thread and began is not None and began <= now:
            self._round_at = max(self._round_at, began + CATCH_UP_EVERY)

    def _begin_round(self, now: datetime) -> None:
        """After a start at any rate; the hourly one only if no other replica has."""
        out_of_reach = stamp(now - CATCH_UP_REACH)
        self._found = {place: found for place, found in self._found.items() if found.latest >= out_of_reach}
        with self._gear.store.write(now) as work:
            ours = watermarks.begin_round(work, CATCH_UP_EVERY)
            places = _places(work) if ours or self._every_thread else []
        self._add(places)
        self._round_at = now + CATCH_UP_EVERY

    def _add(self, places: Iterable[Place]) -> None:
        self._places.extend(place for place in places if place not in self._places)

    def _read_page(self, now: datetime) -> bool:
        """Whether something was heard."""
        reading = self._reading or Reading(self._places[0], stamp(now - CATCH_UP_REACH))
        self._reading = reading
        try:
            body = self._gear.call(_method(reading.place), **_arguments(reading))
        except (SlackRefused, SlackUnknown) as problem:
            self._set_aside(reading.place, problem, now)
            return False
        reading.messages += body["messages"]
        reading.cursor = body.get("response_metadata", {}).get("next_cursor", "")
        return not reading.cursor and self._finish(reading, now)

    def _set_aside(self, place: Place, problem: SlackRefused | SlackUnknown, now: datetime) -> None:
        """A rate limit is waited for; what can't be read is left to the next round; the rest is tried again."""
        if isinstance(problem, SlackRefused) and problem.retry_after is not None:
            self._call_at = now + timedelta(seconds=problem.retry_after)
            return
        self._reading = None
        self._places.remove(place)
        if not (isinstance(problem, SlackRefused) and problem.permanent):
            self._places.append(place)
            self._call_at = now + UNREACHABLE

    def _finish(self, reading: Reading, now: datetime) -> bool:
        """Whether something was heard. Taken off first: a saying that cannot be heard holds up only its own place."""
        self._reading = None
        self._places.remove(reading.place)
        reading.messages.sort(key=_ts)
        sayings = [(message["user"], _said(reading.place, message)) for message in reading.messages if _spoken(message)]
        try:
            unheard = self._unheard(reading.place, sayings)
            threads = [] if reading.place.thread else self._threads(reading, now)
            for user, said in unheard:
                self._hear(user, said)
            if reading.place.thread:
                self._move_watermark(reading)
            else:
                self._add(threads)
                self._every_thread = self._every_thread and any(not place.thread for place in self._places)
        except StoreBusy:
            self._places.append(reading.place)
            raise
        self._found[reading.place] = Found(frozenset(said.receipt for _, said in sayings), _latest(reading))
        return bool(unheard)

    def _unheard(self, place: Place, sayings: list[tuple[str, Said]]) -> list[tuple[str, Said]]:
        """What people said there and nobody has heard yet, in its latest wording, the oldest first."""
        heard = self._found.get(place, Found()).receipts
        if all(said.receipt in heard for _, said in sayings):
            return []
        with self._gear.read() as work:
            keys = receipts.starting_with(work, f"said:{place.channel}:")
        newest = {key.rpartition(":")[0] + ":": key for key in sorted(keys)}
        return [(user, said) for user, said in sayings if newest.get(said.place, "") < said.receipt]

    def _threads(self, reading: Reading, now: datetime) -> list[Place]:
        """Threads under what was read that have something new, or something that may have been edited since."""
        lasts = {
            Place(reading.place.channel, _ts(message)): str(message["latest_reply"])
            for message in reading.messages
            if message.get("latest_reply")
        }
        if self._every_thread:
            return list(lasts)
        unread = {place for place, last in lasts.items() if last > self._found.get(place, Found()).latest}
        marks = self._marks(reading.place.channel) if unread else {}
        return [
            place
            for place, last in lasts.items()
            if (place in unread and last > marks.get(_key(place), "")) or _instant(last) > now - CATCH_UP_EDITS
        ]

    def _marks(self, channel: str) -> dict[str, str]:
        with self._gear.read() as work:
            return watermarks.of_threads(work, channel)

    def _hear(self, user: str, said: Said) -> None:
        """Each saying is a transaction of its own. Who is refused is told so, once."""
        try:
            with self._gear.write() as work:
                hearing.hear(work, people.person(work, user), said)
        except (Refused, NotAllowed, IllegalMove) as refusal:
            with self._gear.write() as work:
                hearing.refused(work, people.person(work, user), said, str(refusal))

    def _move_watermark(self, reading: Reading) -> None:
        latest = _latest(reading)
        if latest != self._found.get(reading.place, Found()).latest:
            with self._gear.write() as work:
                watermarks.set(work, _key(reading.place), latest)


def _places(work: Work) -> list[Place]:
    """The direct conversations in which the bot has spoken lately."""
    since = work.now - CATCH_UP_REACH
    return [Place(conversation) for conversation in directory.spoken_with(work, since)]


def _method(place: Place) -> str:
    return "conversations.replies" if place.thread else "conversations.history"


def _arguments(reading: Reading) -> Json:
    arguments: Json = {"channel": reading.place.channel, "oldest": reading.oldest, "limit": PAGE}
    arguments |= {"ts": reading.place.thread} if reading.place.thread else {}
    return arguments | ({"cursor": reading.cursor} if reading.cursor else {})


def _key(place: Place) -> str:
    return f"{place.channel}:{place.thread}" if place.thread else place.channel


def _instant(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def _latest(reading: Reading) -> str:
    """Of all that was read there; "" when there is nothing."""
    return max(map(_ts, reading.messages), default="")


def _ts(message: Json) -> str:
    return str(message["ts"])


def _spoken(message: Json) -> bool:
    """A person typed it: no bot did, and it is no notice of Slack's."""
    spoken = message.get("subtype") in _SPOKEN and "bot_id" not in message
    return spoken and bool(message.get("user")) and bool(message.get("text"))


def _said(place: Place, message: Json) -> Said:
    """The same saying as the event tells: a first message names no thread."""
    thread = message.get("thread_ts")
    return Said(
        channel=place.channel,
        ts=message["ts"],
        text=typed(message["text"]),
        edited_ts=message.get("edited", {}).get("ts"),
        thread_ts=None if thread == message["ts"] else thread,
    )
