"""What must hold after every step: looked at as messages appear, payloads are acked, records change and time goes by.

The records are read as they lie on the disk, past the bot's own code.
"""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from bot.courier.gear import opaque_id
from bot.store import audit
from domain.rights import Act
from tests.year import absences, possible
from tests.year.chases import Chases, Spoken
from tests.year.history import Records
from tests.year.hours import LONDON, TOLERANCE, Hours
from tests.year.office import Office

SECOND: Final = 0.999  # between two posts; a ts counts microseconds
UNSETTLED: Final = timedelta(minutes=10)
VERIFIED: Final = timedelta(days=30)
RAW: Final = ("<!channel>", "<https://evil", "*loud*")  # markup that people typed, as Slack would take it for its own
STAFF: Final = ("staff", "head")
OF_THE_UNIT: Final = (
    Act.PLAN_CYCLE, Act.QUERY_ANSWER, Act.ACCEPT_ANSWER, Act.SETTLE_HELP, Act.MOVE_CYCLE, Act.HOLD_MEETING,
    Act.EDIT_SUMMARY, Act.RATE_LIKELIHOOD, Act.ADD_ACTION, Act.EXPLAIN_NO_ACTION, Act.POST_SUMMARY, Act.HOLD_SUMMARY,
    Act.CLOSE_ACTION, Act.SEND_BACK_ACTION, Act.DROP_ACTION, Act.REMIND_OWNERS,
)  # fmt: skip

NEW_MESSAGES: Final = "SELECT id, key FROM message WHERE id > ? ORDER BY id"
MESSAGE: Final = "SELECT key, kind, lane, parent, priority, carried, tried_at FROM message WHERE id = ?"
PASSED: Final = """
SELECT count(*) FROM message AS other WHERE other.lane = ? AND other.id != ?
AND other.state IN ('claimed', 'doubtful') AND other.tried_at < ?"""
OVERTAKEN: Final = """
SELECT min(other.key) FROM message AS other JOIN message AS ours ON ours.id = ?
WHERE other.lane = ours.lane AND other.id < ours.id AND other.priority <= ours.priority
AND other.state = 'planned' AND other.attempts > 0 AND other.tried_at < ours.tried_at
AND other.reason != 'waits for its picture'"""
UNSETTLED_SINCE: Final = "SELECT min(tried_at) FROM message WHERE state IN ('claimed', 'doubtful')"
KEPT: Final = "SELECT count(*) FROM receipt WHERE key >= ? AND key < ?"
NEW_FIGURES: Final = "SELECT id, indicator_key, submitted_by FROM observation WHERE id > ? ORDER BY id"
ASKED: Final = """
SELECT person_id FROM request WHERE indicator_key = ? UNION SELECT owner_id FROM indicator WHERE key = ?"""
NEW_ACTS: Final = """
SELECT audit.id, act, subject, details, person.id, stood FROM audit LEFT JOIN person ON pseudonym = actor
LEFT JOIN temp.done ON done.id = audit.id WHERE audit.id > ? ORDER BY audit.id"""
TWICE: Final = "SELECT cycle_id, priority_key FROM summary GROUP BY 1, 2 HAVING count(*) > 1"


class Watch:
    """`violations` are sentences that begin with the number of what does not hold."""

    def __init__(self, office: Office, records: Records) -> None:
        self.office = office
        self.hours = Hours(office.cast)
        self.absences = absences.keep(office.disk)
        possible.watch(office.disk)
        self.chases = Chases(records, self.hours, self.absences, self._leaders, self.blame)
        self.violations: list[str] = []
        self.messages = 0
        self._ids: Counter[str] = Counter()
        self._rows: dict[str, int] = {}  # by opaque id
        self._seen: dict[str, int] = {}
        self._last_post: dict[str, float] = {}
        self._posted: set[str] = set()
        self._threads: dict[int, tuple[str, str]] = {}  # where each message of the bot's is, by its row
        self._newest = {"message": 0, "observation": self._last("observation"), "audit": self._last("audit")}
        self._changes = -1
        self._looked_at = self._verified_at = office.clock.now()

    def step(self) -> None:
        changed = self._changes != self.office.disk.total_changes
        if changed:
            self._changes = self.office.disk.total_changes
            self._set_absences()
        self._posts()
        for payload in self.office.acked:
            self._acked(payload)
        self.office.acked.clear()
        if changed:
            self._figures()
            self._acts()
        now = self.office.clock.now()
        if now - self._looked_at >= UNSETTLED / 2:
            self._looked_at = now
            self._unsettled()
        if now - self._verified_at >= VERIFIED:
            self._verified_at = now
            self.the_audit_verifies()

    def blame(self, number: str, sentence: str) -> None:
        when = f"step {self.office.turn}, {self.office.clock.now():%Y-%m-%d %H:%M:%S}"
        self.violations.append(f"{number} at {when}: {sentence}")

    # Messages: I1, I5, I6, I8, I12

    def _posts(self) -> None:
        for conversation in self.office.workspace.state.conversations.values():
            start = self._seen.get(conversation.id, 0)
            if start < len(conversation.messages):
                self._seen[conversation.id] = len(conversation.messages)
                for posted in conversation.messages[start:]:
                    if posted.get("app_id"):
                        self._new(conversation.id, posted)

    def _new(self, channel: str, posted: dict[str, Any]) -> None:
        self.messages += 1
        text, ts = posted["text"][:100], float(posted["ts"])
        name = str(posted.get("metadata", {}).get("event_payload", {}).get("id"))
        self._ids[name] += 1
        if self._ids[name] > 1:
            self.blame("I1", f"posted {self._ids[name]} times: {text}")
        if ts - self._last_post.get(channel, 0.0) < SECOND:
            self.blame("I8", f"two posts within a second in {channel}: {text}")
        self._last_post[channel] = ts
        thread = posted.get("thread_ts")
        if thread not in (None, posted["ts"]) and f"{channel}:{thread}" not in self._posted:
            self.blame("I8", f"a reply before its parent: {text}")
        self._posted.add(f"{channel}:{posted['ts']}")
        shown = json.dumps([posted["text"], posted.get("blocks", [])])
        for raw in RAW:
            if raw in shown:
                self.blame("I12", f"{raw} reached Slack: {text}")
        self._by_its_row(name, channel, posted)

    def _by_its_row(self, name: str, channel: str, posted: dict[str, Any]) -> None:
        number = self._row_of(name)
        if number is None:
            self.blame("I2", f"posted, and nowhere in the ledger: {posted['text'][:100]}")
            return
        row = self.office.disk.execute(MESSAGE, (number,)).fetchone()
        key, kind, lane, parent, priority, carried, tried_at = row
        self._threads[number] = (channel, posted.get("thread_ts") or posted["ts"])
        if parent is not None and self._threads.get(parent) != self._threads[number]:
            self.blame("I8", f"{key} does not stand in the thread of what it replies to")
        if self.office.disk.execute(PASSED, (lane, number, tried_at)).fetchone()[0]:
            self.blame("I8", f"{key} passed another that is in doubt")
        if overtaken := self.office.disk.execute(OVERTAKEN, (number,)).fetchone()[0]:
            self.blame("I8", f"{key} overtook {overtaken}, which was refused for now")
        when = datetime.fromtimestamp(float(posted["ts"]), LONDON)
        if priority > 0:
            self._may_be_read(key, lane, when, _instant(tried_at))
        if kind == "digest":
            self.chases.heard(Spoken(key, lane, json.loads(carried), _instant(tried_at)))

    def _may_be_read(self, key: str, lane: str, when: datetime, tried_at: datetime) -> None:
        """In the reader's working hours; nor were they known to be away when it was claimed."""
        if not self.hours.are_open(lane, when):
            self.blame("I6", f"{key} came at {when.astimezone(self.hours.zone(lane)):%a %Y-%m-%d %H:%M:%S}")
        if self.absences.is_away(lane, tried_at, TOLERANCE):
            self.blame("I6", f"{key} came at {when:%a %Y-%m-%d %H:%M:%S}, when {lane} was away")

    def _row_of(self, name: str) -> int | None:
        for number, key in self.office.disk.execute(NEW_MESSAGES, (self._newest["message"],)):
            self._rows[opaque_id(self._secret, key)] = self._newest["message"] = number
        return self._rows.get(name)

    @cached_property
    def _secret(self) -> bytes:
        (found,) = self.office.disk.execute("SELECT value FROM setting WHERE key = 'metadata_key'").fetchone()
        return bytes(found, "utf-8")

    # Payloads: I4

    def _acked(self, payload: dict[str, Any]) -> None:
        """What was acked is kept, by its receipt."""
        event = payload.get("event", {})
        changed = event.get("subtype") == "message_changed"
        if event.get("type") != "message" or event.get("bot_id") or not (changed or event.get("subtype") is None):
            return
        said = event["message"] if changed else event
        if said.get("bot_id") or said.get("user") == self.office.installed.bot_user:
            return
        place = f"said:{event['channel']}:{said['ts']}:"
        if not self.office.disk.execute(KEPT, (place, place + "~")).fetchone()[0]:
            self.blame("I4", f"acked and not kept: {said.get('text', '')[:80]}")

    # Records: I7, I9, I10

    def _figures(self) -> None:
        """Only who was asked, who owns it, or staff gave a figure."""
        staff = {self.office.cast[name] for name in STAFF}
        for number, indicator, by in self.office.disk.execute(NEW_FIGURES, (self._newest["observation"],)).fetchall():
            self._newest["observation"] = number
            asked = {one for (one,) in self.office.disk.execute(ASKED, (indicator, indicator))}
            if by not in staff | asked:
                self.blame("I9", f"{by} changed {indicator}")

    def _acts(self) -> None:
        """What only the unit may do its staff did, everybody what could be done, and no summary went out twice."""
        staff = {self.office.cast[name] for name in STAFF}
        for row in self.office.disk.execute(NEW_ACTS, (self._newest["audit"],)).fetchall():
            self._newest["audit"], act, subject, details, by, stood = row
            if act in OF_THE_UNIT and by is not None and by not in staff:
                self.blame("I9", f"{by} did {act} to {subject}")
            if act == Act.SET_ABSENCE and by not in staff | {subject.removeprefix("person:")}:
                self.blame("I9", f"{by} said when {subject} is away")
            if not possible.was_possible(act, subject, stood, json.loads(details)):
                self.blame("I9", f"{by} did {act} to {subject}, which was {stood}")
            if act == Act.POST_SUMMARY:
                for cycle, priority in self.office.disk.execute(TWICE):
                    self.blame("I7", f"two summaries of {priority} for cycle {cycle}")

    def _set_absences(self) -> None:
        """Each by whoever is away then, or by staff."""
        staff = {self.office.cast[name] for name in STAFF}
        for one in self.absences.read():
            if one.by not in staff | {one.person}:
                self.blame("I9", f"{one.by} set that {one.person} is away from {one.first} to {one.last}")

    def the_audit_verifies(self) -> None:
        weather = self.office.weather
        weather.calm, was_calm = True, weather.calm  # it is not the bot who reads here
        with self.office.bot.store.read(self.office.clock.now()) as work:
            verdict = audit.verify(work)
        weather.calm = was_calm
        if not verdict.ok:
            self.blame("I10", f"the audit breaks at {verdict.first_broken}")

    # Time: I11

    def _unsettled(self) -> None:
        """Nothing stays claimed or in doubt for more than ten minutes in which it could be settled."""
        (oldest,) = self.office.disk.execute(UNSETTLED_SINCE).fetchone()
        if oldest is None:
            return
        since = max(_instant(oldest), self.office.weather.trouble_until)
        if self.office.clock.now() - since > UNSETTLED:
            self.blame("I11", f"in doubt since {oldest}")

    def _leaders(self, priority: str) -> tuple[str | None, str]:
        query = "SELECT delivery_lead_id, leader_id FROM priority WHERE key = ?"
        lead, leader = self.office.disk.execute(query, (priority,)).fetchone()
        return lead, leader

    def _last(self, table: str) -> int:
        return int(self.office.disk.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def _instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
