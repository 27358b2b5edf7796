"""What must hold after every step: looked at as messages appear, payloads are acked and time goes by."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, select

from bot.store.tables import message, receipt
from tests.year.office import Office

SECOND: Final = 0.999  # between two posts; a ts counts microseconds
UNSETTLED: Final = timedelta(minutes=10)
RAW: Final = ("<!channel>", "<https://evil", "*loud*")  # markup that people typed, as Slack would take it for its own

_other: Final = message.alias("other")


class Watch:
    """`violations` are sentences that begin with the number of what does not hold."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.violations: list[str] = []
        self.messages = 0
        self._ids: Counter[str] = Counter()
        self._seen: dict[str, int] = {}
        self._last_post: dict[str, float] = {}
        self._posted: set[str] = set()
        self._looked_at = office.clock.now()

    def step(self) -> None:
        for conversation in self.office.workspace.state.conversations.values():
            start = self._seen.get(conversation.id, 0)
            if start < len(conversation.messages):
                self._seen[conversation.id] = len(conversation.messages)
                for posted in conversation.messages[start:]:
                    if posted.get("app_id"):
                        self._new(conversation.id, posted)
        for payload in self.office.acked:
            self._acked(payload)
        self.office.acked.clear()
        if self.office.clock.now() - self._looked_at >= UNSETTLED / 2:
            self._looked_at = self.office.clock.now()
            self._unsettled()

    def blame(self, number: str, sentence: str) -> None:
        self.violations.append(f"{number} at {self.office.clock.now():%Y-%m-%d %H:%M:%S}: {sentence}")

    def _new(self, channel: str, posted: dict[str, Any]) -> None:
        self.messages += 1
        name = posted.get("metadata", {}).get("event_payload", {}).get("id")
        self._ids[name] += 1
        if name is None or self._ids[name] > 1:
            self.blame("I1", f"posted {self._ids[name]} times: {posted['text'][:100]}")
        ts = float(posted["ts"])
        if ts - self._last_post.get(channel, 0.0) < SECOND:
            self.blame("I8", f"two posts within a second in {channel}: {posted['text'][:100]}")
        self._last_post[channel] = ts
        thread = posted.get("thread_ts")
        if thread not in (None, posted["ts"]) and f"{channel}:{thread}" not in self._posted:
            self.blame("I8", f"a reply before its parent: {posted['text'][:100]}")
        self._posted.add(f"{channel}:{posted['ts']}")
        self._in_order(channel, posted)
        shown = json.dumps([posted["text"], posted.get("blocks", [])])
        for raw in RAW:
            if raw in shown:
                self.blame("I12", f"{raw} reached Slack: {posted['text'][:100]}")

    def _in_order(self, channel: str, posted: dict[str, Any]) -> None:
        """I8: nothing passes what was tried before it in its lane and may be there or not."""
        passed = (
            select(func.count())
            .select_from(message.join(_other, _other.c.lane == message.c.lane))
            .where(message.c.channel == channel, message.c.ts == posted["ts"], _other.c.id != message.c.id)
            .where(_other.c.state.in_(("claimed", "doubtful")), _other.c.tried_at < message.c.tried_at)
        )
        with self.office.engine.connect() as conn:
            if conn.execute(passed).scalar_one():
                self.blame("I8", f"passed another that is in doubt: {posted['text'][:100]}")

    def _acked(self, payload: dict[str, Any]) -> None:
        """I4: what was acked is kept, by its receipt."""
        event = payload.get("event", {})
        if (
            event.get("type") != "message"
            or event.get("bot_id")
            or event.get("subtype") not in (None, "message_changed")
        ):
            return
        said = event["message"] if event.get("subtype") == "message_changed" else event
        if said.get("bot_id") or said.get("user") == self.office.installed.bot_user:
            return
        place = f"said:{event['channel']}:{said['ts']}:"
        with self.office.engine.connect() as conn:
            kept = conn.execute(
                select(func.count()).where(receipt.c.key >= place, receipt.c.key < place + "~")
            ).scalar_one()
        if not kept:
            self.blame("I4", f"acked and not kept: {said.get('text', '')[:80]}")

    def _unsettled(self) -> None:
        """I11: nothing stays claimed or in doubt for more than ten minutes in which it could be settled."""
        with self.office.engine.connect() as conn:
            oldest = conn.execute(
                select(func.min(message.c.tried_at)).where(message.c.state.in_(("claimed", "doubtful")))
            ).scalar_one()
        if oldest is None:
            return
        since = max(oldest, self.office.weather.trouble_until)
        if self.office.clock.now() - since > UNSETTLED:
            self.blame("I11", f"in doubt since {oldest:%Y-%m-%d %H:%M:%S}")


Blame = Callable[[str, str], None]
