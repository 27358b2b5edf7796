"""What was agreed before: shown beside what is agreed now for twelve months, with the status on it."""

from dataclasses import dataclass
from datetime import date

from domain.priority import Target
from domain.status import Standing


@dataclass(frozen=True)
class EarlierFacts:
    """A target that was replaced, how the latest figure stands on its path, since when and why it was replaced.

    `lowered` says that the new one asks for less, or for the same later.
    """

    target: Target
    standing: Standing
    changed_on: date
    because: str
    lowered: bool
