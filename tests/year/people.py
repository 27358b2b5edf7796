"""People of a simulated year: they answer well, late, wrongly, twice, by edit, by form, or not at all.

They react to what they are shown, after a while, by what they can press or type then. What fails in their face they try
again a few times, as people do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, Person, buttons, rendered
from sandbox.shown import elements
from tests.year.office import Office
from tests.year.plan import UNIT, days

AGAIN: Final = timedelta(minutes=4)
TRIES: Final = 4
SPICE: Final = ("<!channel> fewer beds", "slower & later", "<https://evil.example|press here>", "*loud* _quiet_", "ok")
MEDDLED: Final = ("stocktake freeze", "stocktake post P0", "remind", "stocktake cancel we are busy", "stocktake meet")
LIKELIHOODS: Final = ("green", "amber-green", "amber-red", "red")


@dataclass
class Saying:
    """Something that somebody typed to the bot, in its latest wording."""

    person: str
    channel: str
    ts: str
    text: str
    at: datetime
    edited: int = 0
    edited_ts: str | None = None


@dataclass
class Taken:
    """A form that its sender saw taken, and with what."""

    person: str
    form: str
    values: dict[str, Any]
    at: datetime


@dataclass
class Lives:
    """Everybody's doings. `sayings` and `taken` are what the bot must have recorded."""

    office: Office
    owners: int
    sayings: dict[tuple[str, str], Saying] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    agreed: int = 0

    def __post_init__(self) -> None:
        self.names = {user: handle for handle, user in self.office.cast.items()}
        self.unit = self.office.channels[UNIT.removeprefix("#")]

    # Noticing

    def look(self) -> None:
        """See what is new in every conversation, and think of what to do about it."""
        bot = self.office.installed.bot_user
        for conversation in list(self.office.workspace.state.conversations.values()):
            start = self.seen.get(conversation.id, 0)
            self.seen[conversation.id] = len(conversation.messages)
            for message in conversation.messages[start:]:
                if message.get("user") != bot or message.get("subtype"):
                    continue
                if conversation.im:
                    (user,) = conversation.members - {bot}
                    self._told(self.names[user], conversation.id, message["ts"], message)
                elif conversation.id == self.unit:
                    self._staff_told(conversation.id, message["ts"], message)
                elif "Ask a Question" in buttons(message) and self._likes("question", 0.03):
                    self._wonder((conversation.id, message["ts"]))

    def _wonder(self, place: tuple[str, str]) -> None:
        words = self._words()
        self._soon("principal", lambda person: self._form(person, place, "Ask a Question", what=words), 1, 60)

    def _judge(self, place: tuple[str, str], row: str) -> None:
        judged = {"likelihood": self._pick("rated", LIKELIHOODS), "reason": self._words()}
        self._soon("staff", lambda person: self._form(person, place, "Rate", block=row, **judged), 5, 400)

    def _told(self, name: str, channel: str, ts: str, message: dict[str, Any]) -> None:
        shown, labels, place = rendered(message), buttons(message), (channel, ts)
        if "Answer" in labels and name.startswith(("owner", "lead")):
            if "for the stocktake on" in shown.partition("\n")[0] or "figure" in shown.partition("\n")[0]:
                self._asked(name, place, message)
            elif self._likes("reminded", 0.6):
                self._soon(name, lambda person: self._reply(person, place, self._figure()), 5, 600)
        elif "send it once more as it is" in shown.lower() and self._likes("sure", 0.95):
            typed = self._last_said(name)
            if typed is not None:
                self._soon(name, lambda person: self._say(person, typed.text), 1, 200)
        elif shown.startswith("*Which figure is"):
            choices = [label for label in labels if label != "Answer"]
            self._soon(name, lambda person: self._press(person, place, self._pick("which", choices)), 1, 300)
        elif shown.startswith("*A question about") and self._likes("explain", 0.8):
            self._soon(name, lambda person: self._reply(person, place, self._words()), 5, 1000)
        elif "Nothing Has Changed" in labels and self._likes("tap", 0.5):
            self._soon(name, lambda person: self._press(person, place, "Nothing Has Changed", twice=True), 1, 60)
        elif "Recorded" in shown and self._likes("correct", 0.1):
            self._soon(name, lambda person: self._reply(person, place, self._figure()), 1, 4000)
        elif "Accept" in labels:
            self._offered(name, place)
        elif "Done" in labels and "to look at" in shown and self._likes("done", 0.35):
            self._soon(name, lambda person: self._form(person, place, "Done", evidence=self._words()), 5, 3000)

    def _asked(self, name: str, place: tuple[str, str], message: dict[str, Any]) -> None:
        """One of the ways in which people answer; for some it is a while, for some it is never."""
        ways: dict[str, float] = {
            "reply": 5, "late": 2, "say": 1, "form": 4, "twice": 1, "edit": 2, "promise": 2, "words": 1, "never": 1,
            "wrong": 1, "give": 0.4, "disown": 0.2, "why": 0.3, "help": 0.4, "delete": 0.2,
        }  # fmt: skip
        way = self.office.chance.one_of("ways", tuple(ways), tuple(ways.values()))
        figure = self._figure()
        if self._likes("meddle", 0.2):
            self._soon(name, lambda person: self._type(person, self._pick("meddled", MEDDLED)), 1, 4000)
        match way:
            case "reply":
                self._soon(name, lambda person: self._reply(person, place, figure), 1, 4000)
            case "late":
                self._soon(name, lambda person: self._reply(person, place, figure), 6000, 20000)
            case "say":
                self._soon(name, lambda person: self._say(person, figure), 1, 4000)
            case "form":
                boxes = {"value": figure.split()[0], "for_summary": self._words(), "likelihood": "amber-green"}
                self._soon(name, lambda person: self._form(person, place, "Answer", **boxes), 1, 6000)
            case "twice":
                self._soon(name, lambda person: self._reply(person, place, figure), 1, 4000)
                self._soon(name, lambda person: self._reply(person, place, figure), 1, 4000)
            case "edit":
                self._soon(name, lambda person: self._reply_and_edit(person, place, figure), 1, 4000)
            case "promise":
                self._soon(name, lambda person: self._reply(person, place, "Thursday"), 1, 2000)
                self._soon(name, lambda person: self._reply(person, place, figure), 4000, 12000)
            case "words":
                self._soon(
                    name, lambda person: self._reply(person, place, "I shall have to ask " + self._words()), 1, 900
                )
            case "wrong":
                self._soon(name, lambda person: self._reply(person, place, figure.replace(" ", "0 ", 1)), 1, 900)
            case "give":
                others = [one for one in self.names.values() if one.startswith("owner") and one != name]
                to = self.office.cast[self._pick("others", others)]
                note = {"person": to, "reason": self._words()}
                self._soon(name, lambda person: self._form(person, place, "Give to Someone Else", **note), 1, 900)
            case "disown":
                self._soon(name, lambda person: self._form(person, place, "Not Mine", reason=self._words()), 1, 900)
            case "why":
                self._soon(name, lambda person: self._press(person, place, "Why Me?"), 1, 900)
                self._soon(name, lambda person: self._reply(person, place, figure), 1000, 4000)
            case "help":
                wish = {"what": self._words(), "from_whom": "the centre"}
                self._soon(name, lambda person: self._form(person, place, "I Need Help", **wish), 1, 900)
                self._soon(name, lambda person: self._reply(person, place, figure), 1000, 4000)
            case "delete":
                self._soon(name, lambda person: self._reply_and_delete(person, place, figure), 1, 900)

    def _offered(self, name: str, place: tuple[str, str]) -> None:
        way = self.office.chance.one_of("offers", ("accept", "date", "not mine", "silence"), (6, 1, 0.5, 2))
        later = self.office.chance.between("later", 5, 30)
        day = (self.office.clock.now() + timedelta(days=later)).date().isoformat()
        if way == "accept":
            self._soon(name, lambda person: self._press(person, place, "Accept", twice=True), 1, 3000)
        elif way == "date":
            moved = {"due_on": day, "reason": self._words()}
            self._soon(name, lambda person: self._form(person, place, "Propose Another Date", **moved), 1, 2000)
        elif way == "not mine":
            self._soon(name, lambda person: self._form(person, place, "Not Mine", reason=self._words()), 1, 2000)
        if self._likes("early", 0.4):
            self._soon(name, lambda person: self._form(person, place, "Done", evidence=self._words()), 5000, 40000)

    # Staff

    def move(self) -> None:
        """The stocktake under way goes to another day while its requests go out."""
        day, because = self._working_day(self.office.chance.between("moves", 16, 22)), self._words()
        self._soon("staff", lambda person: self._type(person, f"stocktake move {day} {because}"), 0, 0.5)

    def _decide_problem(self, place: tuple[str, str], row: str) -> None:
        words, choice = self._words(), self._pick("problem", ("Raise", "Not Now", ""))
        if choice == "Not Now":
            self._soon("staff", lambda person: self._form(person, place, choice, block=row, reason=words), 5, 3000)
        elif choice:
            raised = {"lead": self.office.cast["head"], "exit_criteria": words}
            self._soon("staff", lambda person: self._form(person, place, choice, block=row, **raised), 5, 3000)

    def _staff_told(self, channel: str, ts: str, message: dict[str, Any]) -> None:
        shown, labels, place = rendered(message), buttons(message), (channel, ts)
        if "How likely is delivery" in shown:
            for row in self._rows(message, "Rate"):
                self._judge(place, row)
        elif "Hold It, Gaps Listed" in labels:
            choice = self.office.chance.one_of(
                "gaps", ("Hold It", "Hold It, Gaps Listed", "Move It", ""), (3, 3, 0.4, 2)
            )
            if choice == "Move It":
                day = self._working_day(14)
                self._soon(
                    "staff", lambda person: self._form(person, place, choice, day=day, reason=self._words()), 5, 300
                )
            elif choice:
                self._soon("staff", lambda person: self._press(person, place, choice), 5, 900)
        elif "Not Now" in labels:
            for block in message["blocks"]:
                if block["type"] == "actions":
                    self._decide_problem(place, block["block_id"])
        elif "Close Meeting" in labels:
            for _ in range(3):
                self._soon("staff", lambda person: self._agree(person, place), 1, 40)
            if self._likes("close the meeting", 0.8):
                self._soon("staff", lambda person: self._press(person, place, "Close Meeting"), 45, 110)
        elif "Close Action" in labels:
            if self._likes("send back", 0.15):
                self._soon(
                    "staff", lambda person: self._form(person, place, "Send Back", reason=self._words()), 5, 3000
                )
            else:
                self._soon("staff", lambda person: self._press(person, place, "Close Action", twice=True), 5, 3000)
        elif "Keep the Date" in labels:
            choice = self._pick("dates", ("Agree", "Keep the Date"))
            self._soon("staff", lambda person: self._press(person, place, choice), 5, 3000)
        elif "Query" in labels:
            self._checked(place)
        elif "No Action Because" in labels and self._likes("no action", 0.85):
            because = self._words()
            self._soon("staff", lambda person: self._form(person, place, "No Action Because", because=because), 5, 900)
            if self._likes("by hand", 0.1):
                self._soon("staff", lambda person: self._press(person, place, "Post Now", twice=True), 30, 900)
        elif "Answer It" in labels:
            self._soon("staff", lambda person: self._form(person, place, "Answer It", reply=self._words()), 5, 900)

    def _checked(self, place: tuple[str, str]) -> None:
        way = self.office.chance.one_of("checks", ("accept", "query", "nothing"), (3, 0.6, 2))
        if way == "accept":
            self._soon("staff", lambda person: self._press(person, place, "Accept"), 5, 3000)
        elif way == "query":
            self._soon("staff", lambda person: self._form(person, place, "Query", reason=self._words()), 5, 3000)

    def _agree(self, person: Person, place: tuple[str, str]) -> None:
        self.agreed += 1
        due = datetime.fromisoformat(self._working_day(self.office.chance.between("due", 8, 30)))
        line = f"Do thing {self.agreed} @director by {due.day} {due:%b} done when it is done so that 10 fewer wait"
        self._form(person, place, "Add Action", line=line)

    def _rows(self, message: dict[str, Any], label: str) -> list[str]:
        return [
            block["block_id"]
            for block in message["blocks"]
            for element in elements(block)
            if label in str(element.get("text")) and "block_id" in block
        ]

    # Acting

    def _soon(self, name: str, act: Callable[[Person], None], low: float, high: float, tries: int = TRIES) -> None:
        """In so many minutes; what fails in somebody's face is tried again."""
        after = timedelta(minutes=self.office.chance.between(f"delays of {name}", low, high))
        self._plan(name, act, self.office.clock.now() + after, tries)

    def _plan(self, name: str, act: Callable[[Person], None], when: datetime, tries: int) -> None:
        def run() -> None:
            user = self.office.cast[name]
            if self.office.workspace.state.users[user].deleted:
                return
            person = self.office.person(name)
            try:
                act(person)
            except ErrorTriangle:
                person.close()
                if tries:
                    self._plan(name, act, self.office.clock.now() + AGAIN, tries - 1)
            except NotThere:
                person.close()  # somebody was faster, or it is not asked for any more

        self.office.at(when, run)

    def message(self, place: tuple[str, str]) -> dict[str, Any]:
        """As it is now. Raises NotThere."""
        channel, ts = place
        for message in reversed(self.office.workspace.state.conversations[channel].messages):
            if message["ts"] == ts:
                return {**message, "channel": channel}
        raise NotThere("the message is gone")

    def _press(self, person: Person, place: tuple[str, str], label: str, *, twice: bool = False) -> None:
        message = self.message(place)
        for _ in range(2 if twice and self._likes("twice", 0.3) else 1):
            person.press(message, label)
        person.close()

    def _form(
        self, person: Person, place: tuple[str, str], label: str, /, block: str | None = None, **boxes: Any
    ) -> None:
        person.press(self.message(place), label, block=block)
        view = person.do("view")["view"]
        if view is None:
            raise ErrorTriangle("no form opened")
        there = {one.get("block_id") for one in view["blocks"] if one["type"] == "input"}
        person.fill(**{box: value for box, value in boxes.items() if box in there})
        errors = person.submit()
        asked = person.do("view")["view"]  # what may be a slip, or lies far apart, is asked about in the form itself
        if asked and "sure" in {one.get("block_id") for one in asked["blocks"]} - there:
            person.fill(sure=True)
            errors = person.submit()
        if asked and "explains" in {one.get("block_id") for one in asked["blocks"]} - there:
            person.fill(explains="It is seen so here.")
            errors = person.submit()
        if not errors:
            self.taken.append(Taken(person.id, label, boxes, self.office.clock.now()))
        person.close()

    def _type(self, person: Person, command: str) -> None:
        """`/stocktake` and this. Whoever may not is told so."""
        person.command(f"/stocktake {command}")
        person.close()

    def _say(self, person: Person, text: str) -> None:
        self._said(person, person.say(text), text)

    def _reply(self, person: Person, place: tuple[str, str], text: str) -> None:
        self._said(person, person.reply(self.message(place), text), text)

    def _reply_and_edit(self, person: Person, place: tuple[str, str], text: str) -> None:
        typed = person.reply(self.message(place), text)
        saying = self._said(person, typed, text)
        better = self._figure()

        def edit(person: Person) -> None:
            edited = person.edit({"channel": saying.channel, "ts": saying.ts}, better)
            saying.text, saying.edited, saying.at = better, saying.edited + 1, self.office.clock.now()
            saying.edited_ts = edited.get("edited", {}).get("ts")

        self._soon(self.names[person.id], edit, 1, 3000)

    def _reply_and_delete(self, person: Person, place: tuple[str, str], text: str) -> None:
        typed = person.reply(self.message(place), text)
        saying = self._said(person, typed, text)

        def delete(person: Person) -> None:
            person.delete({"channel": saying.channel, "ts": saying.ts})
            self.sayings.pop((saying.channel, saying.ts), None)

        self._soon(self.names[person.id], delete, 1000, 3000)

    def _said(self, person: Person, typed: dict[str, Any], text: str) -> Saying:
        saying = Saying(person.id, typed["channel"], typed["ts"], text, self.office.clock.now())
        self.sayings[(saying.channel, saying.ts)] = saying
        return saying

    def _last_said(self, name: str) -> Saying | None:
        mine = [one for one in self.sayings.values() if one.person == self.office.cast[name]]
        return max(mine, key=lambda one: one.at, default=None)

    # Words

    def _figure(self) -> str:
        """A number near the ones before, and a few words."""
        return f"{self.office.chance.of('figures').randint(900, 2300)} {self._words()}"

    def _words(self) -> str:
        return self.office.chance.one_of("words", SPICE)

    def _pick(self, stream: str, choices: Any) -> Any:
        return self.office.chance.one_of(stream, list(choices))

    def _likes(self, stream: str, probability: float) -> bool:
        return self.office.chance.happens(stream, probability)

    def _working_day(self, ahead: float) -> str:
        day = (self.office.clock.now() + timedelta(days=ahead)).date()
        return days().on_or_after(day).isoformat()
