"""What should have happened in a year: a function of the calendar and of the facts, worked out without the bot.

Read at the end, when nothing goes wrong any more and everything has come to rest.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.store import audit, tables
from domain import ladder
from domain.stocktake import PRESETS, Timeline, timeline
from domain.workdays import Workdays, at
from tests.year import history
from tests.year.history import Past
from tests.year.office import Office
from tests.year.people import Lives
from tests.year.plan import days, meetings, zone_of
from tests.year.watch import Blame

LONDON: Final = ZoneInfo("Europe/London")
MORNING, EVENING, CLOSING = time(9, 0), time(17, 0), time(17, 30)
SENT: Final = "sent"
CHASED: Final = ("proposed", "open")
WAITING: Final = ("sent", "promised", "queried")
CALLED_OFF: Final = ("cancelled", "postponed")
SLACK_IN_TIME: Final = timedelta(hours=2)  # between an instant and what is seen of it: rates, doubt, faults


class Reckoning:
    """`blame` takes each thing that is not as it should be."""

    def __init__(self, office: Office, lives: Lives, year: int, blame: Blame) -> None:
        self.office = office
        self.lives = lives
        self.year = year
        self.blame = blame
        self.days: Workdays = days()
        self.zones = {user: ZoneInfo(zone_of(handle)) for handle, user in office.cast.items()}
        with office.engine.connect() as conn:
            self.rows = [dict(row) for row in conn.execute(select(tables.message)).mappings()]
            self.due = [dict(row) for row in conn.execute(select(tables.due)).mappings()]
            self.receipts = set(history.heard(office.disk))
            self.answers = [dict(row) for row in conn.execute(select(tables.answer)).mappings()]
            self.figures = [dict(row) for row in conn.execute(select(tables.observation)).mappings()]
            self.requests = [dict(row) for row in conn.execute(select(tables.request)).mappings()]
            self.priorities = {row["key"]: dict(row) for row in conn.execute(select(tables.priority)).mappings()}
            self.summaries = [dict(row) for row in conn.execute(select(tables.summary)).mappings()]
            self.people = {row["id"]: dict(row) for row in conn.execute(select(tables.person)).mappings()}
            self.indicators = {row["key"]: dict(row) for row in conn.execute(select(tables.indicator)).mappings()}
        self.by_key = {row["key"]: row for row in self.rows}
        self.cycles = history.of(office.disk, "cycle")
        self.past_requests = history.of(office.disk, "request")
        self.past_actions = history.of(office.disk, "action")

    def reckon(self) -> None:
        self.everything_is_settled()
        self.what_was_sent_is_there()
        self.requests_came()
        self.answers_are_kept()
        self.only_who_may_changed_a_figure()
        self.chases_were_due()
        self.chases_came()
        self.nobody_was_disturbed()
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
            elif row["state"] in ("refused", "unconfirmed") and not self._excused(row):
                self.blame("I2", f"{row['key']} is {row['state']}: {row['reason']}")
        for row in self.due:
            if row["state"] == "pending" and row["due_at"] < now - SLACK_IN_TIME:
                self.blame("I2", f"{row['key']} was due at {row['due_at']} and is pending: {row['reason']}")

    def _overdue(self, row: dict[str, Any], now: datetime) -> bool:
        return bool(row["not_before"] < now - SLACK_IN_TIME and self._is_open(row["lane"], now - SLACK_IN_TIME))

    def _excused(self, row: dict[str, Any]) -> bool:
        if row["state"] == "unconfirmed":
            return self.office.weather.forbidden
        return row["lane"] in self.people and bool(self.people[row["lane"]]["deactivated"])

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
            owners = {row["person_id"] for row in self.requests if row["cycle_id"] == number}
            for indicator in self.indicators.values():
                owner = indicator["owner_id"]
                asked = owner in owners or self.people[owner]["deactivated"]
                if not asked:
                    self.blame("I2", f"{owner} was not asked for the stocktake of {past[-1].due_on}")
            for owner in owners:
                first = self.by_key.get(f"request:{number}:{owner}")
                if first is None or (first["state"] != SENT and not first["reason"]):
                    self.blame("I2", f"no request for {owner} for the stocktake of {past[-1].due_on}")
            for kind in ("rate", "lines"):
                row = self.by_key.get(f"{kind}:cycle:{number}")
                if row is None or row["state"] not in (SENT, "cancelled"):
                    self.blame("I2", f"no {kind} message for the stocktake of {past[-1].due_on}")
        met = sorted(past[0].due_on for past in self.cycles.values())
        wanted = [day for day in meetings(self.year) if self._instant(day) < self.office.clock.now()]
        planned = set(met) | {past[-1].due_on for past in self.cycles.values()}
        for day in wanted[:-1]:
            if day not in planned and not self._swallowed(day):
                self.blame("I2", f"no stocktake on {day}")

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

    # I9

    def only_who_may_changed_a_figure(self) -> None:
        staff = {self.office.cast[name] for name in ("staff", "head")}
        asked: dict[str, set[str]] = {}
        for row in self.requests:
            asked.setdefault(row["indicator_key"], set()).add(row["person_id"])
        for figure in self.figures:
            allowed = staff | asked.get(figure["indicator_key"], set())
            allowed |= {self.indicators[figure["indicator_key"]]["owner_id"]}
            if figure["submitted_by"] not in allowed:
                self.blame("I9", f"{figure['submitted_by']} changed {figure['indicator_key']}")

    # I5

    def chases_were_due(self) -> None:
        """Whatever a reminder spoke of was due to be said to that person by then, once, and was still open."""
        spoken: Counter[tuple[str, str]] = Counter()
        for row in self._reminders():
            day = row["tried_at"].astimezone(self.zones[row["lane"]]).date()
            for fact in row["carried"]:
                spoken[(row["lane"], fact)] += 1
                noun, number, *rest = fact.split(":")
                past = (self.past_actions if noun == "action" else self.past_requests)[int(number)]
                stands = history.stood(past, row["tried_at"])
                open_states = CHASED if noun == "action" else WAITING
                if stands is None or stands.state not in open_states:
                    self.blame(
                        "I5", f"{fact} was {stands.state if stands else 'not there'} and {row['key']} spoke of it"
                    )
                elif noun == "action":
                    said = self._rungs(int(number), stands).get((rest[-1], row["lane"]))
                    if said is None or said > day:
                        self.blame("I5", f"{row['key']} on {day}: {fact} was due {said}")
                elif date.fromisoformat(rest[-1]) > day:
                    self.blame("I5", f"{row['key']} on {day}: {fact} was early")
        for (person, fact), count in spoken.items():
            if count > 1:
                self.blame("I5", f"{person} was told {count} times of {fact}")

    def chases_came(self) -> None:
        """Each rung of an action that was open on its day was said then, or overtaken while nobody could say it."""
        spoken = {(row["lane"], fact): row["tried_at"] for row in self._reminders() for fact in row["carried"]}
        for number, past in self.past_actions.items():
            for start, stands, until in _spells(past, self.office.clock.now()):
                if stands.state not in CHASED or not stands.asked:
                    continue
                for (kind, person), day in self._rungs(number, stands).items():
                    due = max(at(day, MORNING, self.zones[person]), start)
                    given = due + self._given(due)
                    overtaken = any(
                        other > day and at(other, MORNING, self.zones[person]) < given
                        for (_, told), other in self._rungs(number, stands).items()
                        if told == person
                    )
                    fact = f"action:{number}:{stands.due_on.isoformat()}:{kind}"
                    missed = start <= at(day, MORNING, self.zones[person]) and given < until and not overtaken
                    if missed and (person, fact) not in spoken and not self.people[person]["deactivated"]:
                        self.blame("I5", f"{person} was not told of {fact}, due {day}")

    def _given(self, due: datetime) -> timedelta:
        """How long it may take: as long as the bot was down around then, and a working day of opening hours."""
        allowed = timedelta(days=1)
        for start, end in self.office.downtimes:
            if start - timedelta(hours=1) <= due + allowed and end >= due:
                allowed = max(allowed, end - due + timedelta(days=1))
        while not self.days.is_working((due + allowed).date()):
            allowed += timedelta(days=1)
        return allowed + timedelta(days=1)

    def _rungs(self, number: int, stands: Past) -> dict[tuple[str, str], date]:
        """(kind, person) -> day, by the ladder of the action as it stood."""
        created = self.past_actions[number][0].at.astimezone(LONDON).date()
        priority = self.priorities[stands.about]
        found: dict[tuple[str, str], date] = {}
        rungs = ladder.rungs(stands.due_on, created, self.days)
        kinds = {rung.kind: rung for rung in rungs}
        for rung in rungs:
            owner, lead, leader = stands.person or "", priority["delivery_lead_id"], priority["leader_id"]
            told = ladder.audience_of(rung, owner, lead, leader)
            warned = {"WARN_LEAD": "TELL_LEAD", "WARN_LEADER": "TELL_LEADER"}.get(rung.kind.name)
            if warned is not None:
                after = kinds.get(ladder.RungKind[warned])
                if after is None or ladder.audience_of(after, owner, lead, leader) is None:
                    continue
            if told is not None:
                found[(rung.kind.value, told)] = rung.day
        return found

    def _reminders(self) -> Iterator[dict[str, Any]]:
        return (row for row in self.rows if row["kind"] == "digest" and row["state"] == SENT)

    # I6

    def nobody_was_disturbed(self) -> None:
        for row in self.rows:
            if row["state"] == SENT and row["priority"] > 0:
                when = datetime.fromtimestamp(float(row["ts"]), LONDON)
                if not self._is_open(row["lane"], when):
                    zone = self.zones.get(row["lane"], LONDON)
                    self.blame("I6", f"{row['key']} came at {when.astimezone(zone):%a %Y-%m-%d %H:%M:%S}")

    def _is_open(self, lane: str, when: datetime) -> bool:
        """With a tolerance of seconds: replicas' clocks may be that far off."""
        there = when.astimezone(self.zones.get(lane, LONDON))
        opens, closes = datetime.combine(there.date(), MORNING), datetime.combine(there.date(), CLOSING)
        wall = there.replace(tzinfo=None)
        return self.days.is_working(there.date()) and opens - timedelta(seconds=5) <= wall <= closes + timedelta(
            seconds=5
        )

    # I7

    def frozen_in_time(self) -> None:
        """The cut-off is 17:00 of T-3, however late the freeze itself came."""
        for past in self.cycles.values():
            last = past[-1]
            if last.person is None or last.state in CALLED_OFF:
                continue
            cut_off = datetime.fromisoformat(last.person).replace(tzinfo=UTC)
            wanted = at(self._line(last).freeze, EVENING, LONDON)
            if last.asked == 0 and abs(cut_off.timestamp() - wanted.timestamp()) > 1:
                self.blame("I7", f"the stocktake of {last.due_on} was frozen at {cut_off}, not at {wanted}")

    def one_summary(self) -> None:
        posted = Counter((row["cycle_id"], row["priority_key"]) for row in self.summaries)
        for (cycle, key), count in posted.items():
            if count > 1:
                self.blame("I7", f"{count} summaries of {key} for cycle {cycle}")
        for row in self.rows:
            if row["kind"] == "summary" and row["state"] not in (SENT, "cancelled", "unconfirmed"):
                self.blame("I7", f"{row['key']} is {row['state']}")
        for row in self.summaries:
            self._from_frozen_data(row)

    def _from_frozen_data(self, summary: dict[str, Any]) -> None:
        last = self.cycles[summary["cycle_id"]][-1]
        value = summary["snapshot"].get("value")
        if value is None or last.person is None:
            return
        cut_off = str(last.person)[:19].replace(" ", "T")
        indicator = next(
            one["key"] for one in self.indicators.values() if one["priority_key"] == summary["priority_key"]
        )
        known = [
            one
            for one in self.figures
            if one["indicator_key"] == indicator
            and one["period"] == str(summary["snapshot"].get("period"))
            and one["submitted_at"].strftime("%Y-%m-%dT%H:%M:%S") <= cut_off
        ]
        if known and float(max(known, key=lambda one: one["id"])["value"]) != float(value):
            self.blame("I7", f"{summary['priority_key']} was posted with {value}, not as frozen")

    # I10

    def the_audit_verifies(self) -> None:
        store = next(one.bot for one in self.office.replicas if one.bot is not None).store
        with store.write(self.office.clock.now()) as work:
            while audit.seal(work):
                pass
        with store.read(self.office.clock.now()) as work:
            verdict = audit.verify(work)
        if not verdict.ok or verdict.unsealed:
            self.blame("I10", f"the audit breaks at {verdict.first_broken}, {verdict.unsealed} unsealed")

    def _line(self, past: Past) -> Timeline:
        return timeline(past.due_on, PRESETS["monthly"], self.days)

    def _instant(self, day: date) -> datetime:
        return at(day, CLOSING, LONDON)


def _spells(past: list[Past], end: datetime) -> Iterator[tuple[datetime, Past, datetime]]:
    """From when, how it stood, until when; spells in which nothing of it changed are one."""
    start = past[0].at
    for number, one in enumerate(past):
        after = past[number + 1] if number + 1 < len(past) else None
        same = after is not None and (after.state, after.due, after.person, after.asked) == (
            one.state, one.due, one.person, one.asked,
        )  # fmt: skip
        if not same:
            yield start, one, after.at if after else end
            start = after.at if after else end
