"""People of a simulated year: they answer well, late, wrongly, twice, by edit, by form, or not at all.

They react to what they are shown, after a while, by what they can press or type then. What fails in their face they try
again a few times, as people do.
"""

from datetime import timedelta
from typing import Any, Final

from sandbox.people import buttons, rendered
from tests.year.staff import Staff

MEDDLED: Final = ("stocktake freeze", "stocktake post P0", "remind", "stocktake cancel we are busy", "stocktake meet")


class Lives(Staff):
    """Everybody's doings."""

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
        elif "Recorded" in shown and self._likes("correct at last", 0.05):
            step = self._pick("corrects", ("freeze", "post"))
            self._in_the_minute(name, lambda person: self._reply(person, place, self._figure()), step)
        elif "Accept" in labels:
            self._offered(name, place)
        elif "Done" in labels and "to look at" in shown and self._likes("done", 0.35):
            self._soon(name, lambda person: self._form(person, place, "Done", evidence=self._words()), 5, 3000)

    def _asked(self, name: str, place: tuple[str, str], message: dict[str, Any]) -> None:
        """One of the ways in which people answer; for some it is a while, for some it is never."""
        ways: dict[str, float] = {
            "reply": 5, "late": 2, "say": 1, "form": 4, "twice": 1, "edit": 2, "promise": 2, "words": 1, "never": 1,
            "wrong": 1, "give": 0.4, "disown": 0.2, "why": 0.3, "help": 0.4, "delete": 0.2,
            "frozen": 3, "minute": 4,
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
            case "frozen":  # about when the data are frozen, or between that and the summary
                self._soon(name, lambda person: self._reply(person, place, figure), 21000, 32000)
            case "minute":
                self._at_the_last(name, place, figure)
            case "say":
                self._soon(name, lambda person: self._say(person, figure), 1, 4000)
            case "form":
                boxes = self._boxes(figure)
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

    def _at_the_last(self, name: str, place: tuple[str, str], figure: str) -> None:
        """Answered or handed back when the data are just frozen."""
        way = self._pick("at the last", ("form", "form", "reply", "disown"))
        boxes, reason = self._boxes(figure), self._words()
        if way == "form":
            self._in_the_minute(name, lambda person: self._form(person, place, "Answer", **boxes), "freeze")
        elif way == "reply":
            self._in_the_minute(name, lambda person: self._reply(person, place, figure), "freeze")
        else:
            self._in_the_minute(name, lambda person: self._form(person, place, "Not Mine", reason=reason), "freeze")

    def _boxes(self, figure: str) -> dict[str, str]:
        return {"value": figure.split()[0], "for_summary": self._words(), "likelihood": "amber-green"}

    def _offered(self, name: str, place: tuple[str, str]) -> None:
        way = self.office.chance.one_of(
            "offers", ("accept", "date", "not mine", "silence", "minute"), (6, 1, 0.5, 2, 1.5)
        )
        later = self.office.chance.between("later", 5, 30)
        day = (self.office.clock.now() + timedelta(days=later)).date().isoformat()
        if way == "accept":
            self._soon(name, lambda person: self._press(person, place, "Accept", twice=True), 1, 3000)
        elif way == "date":
            moved = {"due_on": day, "reason": self._words()}
            self._soon(name, lambda person: self._form(person, place, "Propose Another Date", **moved), 1, 2000)
        elif way == "not mine":
            self._soon(name, lambda person: self._form(person, place, "Not Mine", reason=self._words()), 1, 2000)
        elif way == "minute":  # when silence is about to be noted
            self._in_the_minute(name, lambda person: self._press(person, place, "Accept"), "silence")
        if way != "minute" and self._likes("early", 0.4):
            self._soon(name, lambda person: self._form(person, place, "Done", evidence=self._words()), 5000, 40000)
