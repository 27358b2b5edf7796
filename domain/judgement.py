"""Three voices side by side: the computed status, the unit's rating, the owner's (DOMAIN 4, READINGS 3).

The owner speaks first, before the unit's rating or the model's number can lead them. Where two voices lie two steps
or more apart a reason is asked for; nobody is made to agree, and all are printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from domain.assessment import Likelihood
from domain.status import Status

APART: Final = 2  # steps from which a reason is asked for


class Voice(StrEnum):
    STATUS = "the figures"
    UNIT = "the unit"
    OWNER = "the owner"


@dataclass(frozen=True)
class Difference:
    """Two voices, the more hopeful first, and how many steps lie between them."""

    hopeful: Voice
    doubtful: Voice
    steps: int


@dataclass(frozen=True)
class Judged:
    """What is known of one priority: a status always, the two ratings once given."""

    status: Status
    unit: Likelihood | None = None
    owner: Likelihood | None = None

    @property
    def ranks(self) -> dict[Voice, int]:
        """How far each voice lies from all being well, 0 to 3; a status that cannot be told has no rank."""
        heard = {
            Voice.STATUS: self.status.rank,
            Voice.UNIT: None if self.unit is None else self.unit.rank,
            Voice.OWNER: None if self.owner is None else self.owner.rank,
        }
        return {voice: rank for voice, rank in heard.items() if rank is not None}

    @property
    def widest(self) -> Difference | None:
        """The two voices furthest apart, where a reason is asked for; the first two of the list when several are."""
        return max(self._differences(), key=lambda one: one.steps, default=None)

    @property
    def apart(self) -> str:
        """Both words of the two voices furthest apart, where a reason is asked for; empty where none is."""
        found = self.widest
        if found is None:
            return ""
        first, second = self._says(found.hopeful), self._says(found.doubtful)
        return f"{first[0].upper()}{first[1:]}, {second}"

    @property
    def question(self) -> str:
        """What is asked, or nothing: both words, and why."""
        return f"{self.apart}. What explains the difference?" if self.apart else ""

    def word(self, voice: Voice) -> str:
        """What a voice says: a status in words, a likelihood by its colour."""
        said = {Voice.STATUS: self.status, Voice.UNIT: self.unit, Voice.OWNER: self.owner}[voice]
        return said.value if said is not None else "nothing yet"

    @property
    def side_by_side(self) -> str:
        """All three, with their meaning: printed wherever they are wanted, whoever agrees with whom."""
        unit = f"{self.unit} ({self.unit.meaning})" if self.unit else "not rated yet"
        owner = f"{self.owner} ({self.owner.meaning})" if self.owner else "not said"
        return f"Figures: {self.status}. Unit: {unit}. Owner: {owner}."

    def _says(self, voice: Voice) -> str:
        return f"{voice} {'say' if voice is Voice.STATUS else 'says'} {self.word(voice)}"

    def _differences(self) -> Iterator[Difference]:
        for (one, first), (other, second) in combinations(self.ranks.items(), 2):
            if abs(first - second) >= APART:
                hopeful, doubtful = (one, other) if first < second else (other, one)
                yield Difference(hopeful, doubtful, abs(first - second))


def may_see(owner_has_judged: bool, shared: bool) -> bool:
    """Whether an owner may see the unit's rating and the model's chance.

    Once their own word is in, or once the draft rating is shared with them, whichever is first: no surprises, and no
    leading either.
    """
    return owner_has_judged or shared
