"""The unit's staff in a year: they check, query, rate, hold meetings and agree actions, move a stocktake."""

from datetime import datetime
from typing import Any, Final

from sandbox.people import Person, buttons, rendered
from sandbox.shown import elements
from tests.year.doings import TRIES
from tests.year.going import Goers

STAFF: Final = ("staff", "head")
LIKELIHOODS: Final = ("green", "amber-green", "amber-red", "red")


class Staff(Goers):
    """Reacts to what the unit's own channel is told."""

    def move(self) -> None:
        """The stocktake under way goes to another day while its requests go out."""
        day, because = self._working_day(self.office.chance.between("moves", 16, 22)), self._words()
        moment = self.office.clock.now()
        self._plan("staff", lambda person: self._type(person, f"stocktake move {day} {because}"), moment, TRIES)

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
            if self._likes("freeze by hand", 0.15):
                self._in_the_minute("head", lambda person: self._type(person, "stocktake freeze"), "freeze")
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
            self._meet(place)
        elif "Close Action" in labels:
            if self._likes("send back", 0.15):
                self._soon(
                    "staff", lambda person: self._form(person, place, "Send Back", reason=self._words()), 5, 3000
                )
            elif self._likes("both close", 0.3):
                self._both(lambda person: self._press(person, place, "Close Action"), 5, 3000)
            else:
                self._soon("staff", lambda person: self._press(person, place, "Close Action", twice=True), 5, 3000)
        elif "Keep the Date" in labels:
            choice = self._pick("dates", ("Agree", "Keep the Date"))
            if self._likes("both decide", 0.3):
                self._both(lambda person: self._press(person, place, choice), 5, 3000)
            else:
                self._soon("staff", lambda person: self._press(person, place, choice), 5, 3000)
        elif "Query" in labels:
            self._checked(place)
        elif "No Action Because" in labels:
            self._drafted(place)
        elif "Answer It" in labels:
            self._soon("staff", lambda person: self._form(person, place, "Answer It", reply=self._words()), 5, 900)

    def _meet(self, place: tuple[str, str]) -> None:
        """Three actions; closed by one of staff, by two, or by itself after two hours, perhaps before the third."""
        way = self.office.chance.one_of("meetings", ("closed", "by both", "too early", "by itself"), (5, 1, 2, 2))
        for _ in range(3 if way in ("closed", "by both") else 2):
            self._soon("staff", lambda person: self._agree(person, place), 1, 40)
        if way == "closed":
            self._soon("staff", lambda person: self._press(person, place, "Close Meeting"), 45, 110)
        elif way == "by itself":
            self._in_the_minute("staff", lambda person: self._agree(person, place), "close")
        else:
            also = None if way == "by both" else lambda person: self._agree(person, place)
            self._both(lambda person: self._press(person, place, "Close Meeting"), 45, 110, also)

    def _drafted(self, place: tuple[str, str]) -> None:
        """What goes out by itself tomorrow at ten: explained, posted by hand, or held back just then."""
        if self._likes("no action", 0.85):
            because = self._words()
            self._soon("staff", lambda person: self._form(person, place, "No Action Because", because=because), 5, 900)
            if self._likes("by hand", 0.1):
                self._soon("staff", lambda person: self._press(person, place, "Post Now", twice=True), 30, 900)
        if self._likes("hold", 0.25):
            self._in_the_minute(self._pick("holds", STAFF), lambda person: self._hold(person, place), "post")
        elif self._likes("post at ten", 0.15):
            self._in_the_minute("head", lambda person: self._press(person, place, "Post Now"), "post")

    def _hold(self, person: Person, place: tuple[str, str]) -> None:
        self._press(person, place, "Hold")
        self._soon("staff", lambda person: self._press(person, place, "Post Now"), 30, 300)

    def _judge(self, place: tuple[str, str], row: str) -> None:
        judged = {"likelihood": self._pick("rated", LIKELIHOODS), "reason": self._words()}
        self._soon("staff", lambda person: self._form(person, place, "Rate", block=row, **judged), 5, 400)

    def _checked(self, place: tuple[str, str]) -> None:
        way = self.office.chance.one_of("checks", ("accept", "query", "nothing"), (3, 0.6, 2))
        if way == "accept" and self._likes("both accept", 0.3):
            self._both(lambda person: self._press(person, place, "Accept"), 5, 3000)
        elif way == "accept":
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
