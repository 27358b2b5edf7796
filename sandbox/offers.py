"""What whoever runs the workspace offers its visitors: things to press on the page, and a line that says what goes on.

The workspace does not know what they do. A runner sets them, and asks what was taken.
"""

from dataclasses import dataclass, field

from sandbox.errors import NotThere
from sandbox.state import Json


@dataclass
class Offers:
    """`shown` are ids with labels, in their order; `taken` the ids that were pressed and not asked for yet.

    `look` is where something goes on: {"as": a person's id, "at": a conversation's, and maybe "thread": the ts of its
    first message}, or nothing. The page of whoever took an offer goes there.
    """

    shown: dict[str, str] = field(default_factory=dict)
    caption: str = ""
    look: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def put(self, shown: dict[str, str], caption: str, look: dict[str, str]) -> None:
        """In place of those before. What was taken of them is forgotten."""
        self.shown, self.caption, self.look, self.taken = dict(shown), caption, dict(look), []

    def take(self, offer: str) -> None:
        """A visitor pressed it; once is enough. Raises NotThere."""
        if offer not in self.shown:
            raise NotThere(f"{offer} is not offered")
        if offer not in self.taken:
            self.taken.append(offer)

    def collect(self) -> list[str]:
        """What was taken since the last time."""
        found, self.taken = self.taken, []
        return found

    def told(self) -> Json:
        """For the page."""
        offers = [{"id": one, "label": label} for one, label in self.shown.items()]
        return {"offers": offers, "caption": self.caption, "look": self.look}
