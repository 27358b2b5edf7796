"""What a check finds in an answer."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Refuse: it cannot be kept. Confirm: it may be a slip. Note: worth telling, nothing to mend."""

    REFUSE = "refuse"
    CONFIRM = "confirm"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """A code, the box it is about, and one sentence with the number, what was expected and the mend."""

    code: str
    field: str
    severity: Severity
    sentence: str
