"""Who is who: roles in the practice, and people as the rules need them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the delivery unit's world."""

    STAFF = "staff"
    HEAD = "head"
    LEADER = "leader"
    PRINCIPAL = "principal"
    OFFICE = "office"
    NONE = "none"

    @property
    def is_unit(self) -> bool:
        """Whether this is the delivery unit itself."""
        return self in (Role.STAFF, Role.HEAD)


@dataclass(frozen=True)
class Person:
    """Somebody in the workspace. `zone` is an IANA name, `locale` like "en-GB"."""

    id: str
    name: str
    zone: str = "Europe/London"
    locale: str = "en-GB"
    role: Role = Role.NONE
    guest: bool = False
    deactivated: bool = False
