"""What should have happened in a year: a function of the calendar and of the facts, worked out without the bot.

Read at the end, when nothing goes wrong any more and everything has come to rest.
"""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import select

from bot.store import audit, tables
from domain.period import Period
from domain.rights import Act
from domain.stocktake import Timeline
from domain.workdays import at
from tests.year import possible
from tests.year.deputies import Deputies
from tests.year.facts import SLACK_IN_TIME, Facts
from tests.year.hours import EVENING, LONDON, MORNING, TOLERANCE

SENT: Final = "sent"
ORDER: Final = ("planned", "requesting", "checking", "drafted", "frozen", "held", "posted", "following up", "closed")
HELD: Final = ORDER[5:]
CALLED_OFF: Final = ("cancelled", "postponed")


class Reckoning(Facts):
    """Each thing that is not as it should be is told to `watch`."""

    def reckon(self) -> None:
        self.everything_is_settled()
        self.what_was_sent_is_there()
        self.requests_came()
        self.what_waited_came()
        self.deputies_were_asked()
        self.answers_are_kept()
        self.watch.chases.missed(
            self.office.clock.now(),
            self.waits,
            self._was_about_to_go,
            {
                (row["lane"], fact)
                for row in self.rows
                if row["state"] == "unconfirmed"
                for fact in row["carried"] or ()
            },
        )
        for promise, sentence in possible.wrong(self.office.disk):
            self.blame(promise, sentence)
        self.agreed_is_offered()
        self.steps_are_in_order()
        self.frozen_in_time()
        self.one_summary()
        self.the_audit_verifies()

    # I2

    def everything_is_settled(self) -> None:
        now = self.office.clock.now()
        for row in self.rows:
            if row["state"] in ("claimed", "doubtful") or (row["state"] == "planned" and self._overdue(row, now)):
                self.blame("I2", f"{row['key']} is still {row['state']}: {row['reason']}")
            elif row["state"] not in (SENT, "planned") and not row["reason"]:
                self.blame("I2", f"{row['key']} is {row['state']} without a reason")
            elif row["state"] == "expired" and not self._was_too_late(row):
                self.blame("I2", f"{row['key']} is expired without need: {row['reason']}")
            elif row["state"] in ("refused", "unconfirmed") and not self._excused(row):
                self.blame("I2", f"{row['key']} is {row['state']}: {row['reason']}")
        for row in self.due:
            if row["state"] == "pending" and row["due_at"] < now - SLACK_IN_TIME:
                self.blame("I2", f"{row['key']} was due at {row['due_at']} and is pending: {row['reason']}")

    def _overdue(self, row: dict[str, Any], now: datetime) -> bool:
        lane, then = row["lane"], now - SLACK_IN_TIME
        here = self.hours.are_open(lane, then) and not self.absences.is_away(lane, then)
        return bool(row["not_before"] < then and here)

    def _excused(self, row: dict[str, Any]) -> bool:
        """Slack would not take it, or would not let it be looked for, ever."""
        shut = self._was_gone(row["lane"], row["tried_at"] or row["not_before"])
        return shut or (row["state"] == "unconfirmed" and self.office.weather.forbidden)

    def _was_too_late(self, row: dict[str, Any]) -> bool:
        """By as long as it may have taken, its instant had come; a stocktake that was moved has another one."""
        until = row["expires_at"]
        moved = any(past[-1].asked for past in self.cycles.values())
        return until is not None and (moved or self.waits.until(row["lane"], row["planned_at"]) >= until)

    def what_was_sent_is_there(self) -> None:
        there = {
            (conversation.id, one["ts"]): one
            for conversation in self.office.workspace.state.conversations.values()
            for one in conversation.messages
            if one.get("app_id")
        }
        sent = {(row["channel"], row["ts"]) for row in self.rows if row["state"] == SENT}
        for row in self.rows:
            if row["state"] == SENT and (row["channel"], row["ts"]) not in there:
                self.blame("I2", f"{row['key']} is said to be sent and is not there")
        unconfirmed = any(row["state"] == "unconfirmed" for row in self.rows)
        for place, one in there.items():
            if place not in sent and not unconfirmed:
                self.blame("I2", f"there, and not known as sent: {one['text'][:80]}")

    def requests_came(self) -> None:
        """Of each stocktake that was reached: one message to whoever owed a figure; and staff are asked to rate."""
        for number, past in self.cycles.items():
            line = self._line(past[-1])
            if past[-1].state in CALLED_OFF or self._instant(line.post) > self.office.clock.now():
                continue
            asked = [row for row in self.requests if row["cycle_id"] == number]
            owners = {row["person_id"] for row in asked}
            for key in self.indicators.keys() - {row["indicator_key"] for row in asked}:
                self.blame("I2", f"nobody was asked for {key} for the stocktake of {past[-1].due_on}")
            for owner in owners:
                first = self.by_key.get(f"request:{number}:{owner}")
                if first is None or (first["state"] != SENT and not first["reason"]):
                    self.blame("I2", f"no request for {owner} for the stocktake of {past[-1].due_on}")
            for kind in ("rate", "lines"):
                row = self.by_key.get(f"{kind}:cycle:{number}")
                if row is None or (row["state"] not in (SENT, "cancelled", "expired") and not self._excused(row)):
                    self.blame("I2", f"no {kind} message for the stocktake of {past[-1].due_on}")
            if not past[-1].asked:  # it was never moved
                self._came_in_time(number, past[0].at, line)
        met = sorted(past[0].due_on for past in self.cycles.values())
        wanted = [day for day in self.meetings if self._instant(day) < self.office.clock.now()]
        planned = set(met) | {past[-1].due_on for past in self.cycles.values()}
        for day in wanted[:-1]:
            if day not in planned and not self._swallowed(day):
                self.blame("I2", f"no stocktake on {day}")

    def what_waited_came(self) -> None:
        """What became due while its reader was away comes when they are back."""
        for row in self.rows:
            lane, planned = row["lane"], row["planned_at"]
            if row["state"] != SENT or row["priority"] == 0 or not self.absences.is_away(lane, planned):
                continue
            came, begun = datetime.fromtimestamp(float(row["ts"]), UTC), self.waits.begun(lane, planned)
            if came > self.waits.until(lane, planned) and not self._was_about_to_go(lane, begun):
                self.blame("I2", f"{row['key']} waited for {lane} until {begun:%Y-%m-%d %H:%M} and came {came}")

    def deputies_were_asked(self) -> None:
        given = {row["subject"] for row in self.acts if row["act"] == Act.GIVE_REQUEST}
        Deputies(
            self.waits,
            self._was_about_to_go,
            self.requests,
            self.pasts,
            {key: row["owner_id"] for key, row in self.indicators.items()},
            {int(subject.removeprefix("request:")) for subject in given},
            self.office.successions,
            self.blame,
        ).reckon(self.lives.sets, self.office.clock.now())

    def _came_in_time(self, number: int, made: datetime, line: Timeline) -> None:
        """Not before its morning; and not long after it, or after the stocktake was put on the calendar."""
        steps = {f"rate:cycle:{number}": line.rate, f"lines:cycle:{number}": line.lines}
        steps |= {row["key"]: line.request for row in self.due if row["key"].startswith(f"request:{number}:")}
        for key, day in steps.items():
            row, due = self.by_key.get(key), at(day, MORNING, LONDON)
            if row is None or row["state"] != SENT or self._was_about_to_go(row["lane"], due):
                continue
            came, lane = datetime.fromtimestamp(float(row["ts"]), UTC), row["lane"]
            if any(due <= moment <= came for moment in self.office.successions):
                continue  # it may have become theirs only then
            begun = [max(due, made), *(one for one in self.absences.taken_over(lane) if one >= due)]
            if came < due - TOLERANCE or not self.waits.in_time(lane, begun, came + TOLERANCE):
                self.blame("I2", f"{key} was due {due:%Y-%m-%d %H:%M} and came {came:%Y-%m-%d %H:%M:%S}")

    def _swallowed(self, day: date) -> bool:
        """A stocktake that was moved past the next meeting takes its place."""
        return any(past[0].due_on <= day <= past[-1].due_on for past in self.cycles.values())

    # I3

    def answers_are_kept(self) -> None:
        """Each saying, in its last wording, was heard once and answered once."""
        answered = Counter(row["receipt"] for row in self.answers)
        for receipt, count in answered.items():
            if count > 1:
                self.blame("I3", f"{receipt} is recorded {count} times")
        told = Counter(row["key"] for row in self.rows)
        by_receipt = {row["receipt"]: row for row in self.answers}
        for saying in self.lives.sayings.values():
            name = f"said:{saying.channel}:{saying.ts}:{saying.edited_ts or ''}"
            if name not in self.receipts:
                self.blame("I3", f"never heard: “{saying.text}” of {saying.at:%Y-%m-%d %H:%M}")
                continue
            replies = told[f"notice:{name}"] + (told[f"reading:{by_receipt[name]['id']}"] if name in by_receipt else 0)
            if replies < 1 and not self._which(name):
                self.blame("I3", f"heard and not answered: “{saying.text}” of {saying.at:%Y-%m-%d %H:%M}")
        wanted = Counter((one.person, one.values["value"]) for one in self.lives.taken if one.form == "Answer")
        for (person, value), count in wanted.items():
            kept = sum(row["submitted_by"] == person and str(row["value"]) == value for row in self.figures)
            if kept < 1:
                self.blame("I3", f"{value} was taken by a form {count} times and is not recorded")

    def _which(self, receipt: str) -> bool:
        """Asked back which figure it was for."""
        with self.office.engine.connect() as conn:
            found = conn.execute(select(tables.stray.c.id).where(tables.stray.c.receipt == receipt)).first()
        return found is not None and f"which:{found.id}" in self.by_key

    # I5

    def agreed_is_offered(self) -> None:
        """Once a stocktake was held its actions were put to their owners, but those that somebody handed back."""
        for row in self.actions:
            if self.cycles[row["cycle_id"]][-1].state in HELD and not row["offered_at"] and not row["reason"]:
                self.blame("I5", f"action {row['id']} was agreed and put to nobody")

    # I7

    def steps_are_in_order(self) -> None:
        """A stocktake goes back only to be asked for anew, when it was moved; what is frozen keeps its cut-off."""
        for number, past in self.cycles.items():
            for before, after in pairwise(past):
                back = after.state in ORDER and before.state in ORDER[ORDER.index(after.state) + 1 :]
                if back and not (after.asked > before.asked and after.state == "requesting"):
                    self.blame("I7", f"stocktake {number} went from {before.state} to {after.state}")
                if before.person and after.person not in (before.person, None):
                    self.blame("I7", f"stocktake {number} was frozen at {before.person}, and again at {after.person}")

    def frozen_in_time(self) -> None:
        """The cut-off is 17:00 of T-3, however late the freeze itself came, or when staff froze by hand."""
        by_hand = {
            row["details"]["frozen"] for row in self.acts if "frozen" in row["details"] and row["act"] == "hold meeting"
        }
        for past in self.cycles.values():
            last = past[-1]
            if last.person is None or last.state in CALLED_OFF:
                continue
            cut_off = datetime.fromisoformat(last.person).replace(tzinfo=UTC)
            wanted = at(self._line(last).freeze, EVENING, LONDON)
            early = cut_off.isoformat() in by_hand and cut_off < wanted
            if last.asked == 0 and abs(cut_off.timestamp() - wanted.timestamp()) > 1 and not early:
                self.blame("I7", f"the stocktake of {last.due_on} was frozen at {cut_off}, not at {wanted}")

    def one_summary(self) -> None:
        for row in self.rows:
            ended = row["state"] in (SENT, "cancelled", "unconfirmed") or self._excused(row)
            if row["kind"] == "summary" and not ended:
                self.blame("I7", f"{row['key']} is {row['state']}")
        for row in self.summaries:
            self._from_frozen_data(row)

    def _from_frozen_data(self, summary: dict[str, Any]) -> None:
        """Its value is the last that was given before the cut-off, and it has none where none was."""
        last, told = self.cycles[summary["cycle_id"]][-1], summary["snapshot"]
        if last.person is None or told["period"] is None:
            return
        cut_off = datetime.fromisoformat(last.person).replace(tzinfo=UTC)
        known = [
            one["value"]
            for one in sorted(self.figures, key=lambda one: int(one["id"]))
            if self.indicators[one["indicator_key"]]["priority_key"] == summary["priority_key"]
            and Period.parse(one["period"]).start.isoformat() == told["period"]["start"]
            and one["submitted_at"] <= cut_off
        ]
        standing = told["standing"]
        value = None if standing is None else Decimal(str(standing["actual"]))
        wanted = known[-1].quantize(Decimal(10) ** -told["indicator"]["decimals"], ROUND_HALF_UP) if known else None
        if value != wanted:
            self.blame("I7", f"{summary['priority_key']} was posted with {value}, and frozen with {wanted}")

    # I10

    def the_audit_verifies(self) -> None:
        store = next(one.bot for one in self.office.replicas if one.bot is not None).store
        with store.write(self.office.clock.now()) as work:
            while audit.seal(work):
                pass
        self.watch.the_audit_verifies()
