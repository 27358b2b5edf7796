"""People as Slack lists them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.ports import Slack

PAGE: Final = 200  # members a call, as Slack recommends


@dataclass(frozen=True)
class DirectoryRow:
    """One person of the workspace. `handle` is the name after the @."""

    id: str
    name: str
    handle: str
    email: str
    zone: str
    locale: str
    guest: bool
    deactivated: bool


def read_all(slack: Slack) -> Iterator[DirectoryRow]:
    """Every person, page by page; apps are left out. Raises SlackRefused and SlackUnknown."""
    cursor = ""
    while True:
        page = slack.call("users.list", limit=PAGE, include_locale=True, **({"cursor": cursor} if cursor else {}))
        yield from (from_member(member) for member in page["members"] if not _is_app(member))
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def from_member(member: Mapping[str, Any]) -> DirectoryRow:
    """From a member of `users.list` or the user of a `user_change` event."""
    profile = member.get("profile", {})
    return DirectoryRow(
        id=member["id"],
        name=profile.get("real_name") or member.get("real_name") or member.get("name") or member["id"],
        handle=member.get("name", ""),
        email=profile.get("email", ""),
        zone=_zone(member.get("tz")),
        locale=member.get("locale") or "en-US",
        guest=bool(member.get("is_restricted") or member.get("is_ultra_restricted")),
        deactivated=bool(member.get("deleted")),
    )


def _zone(name: str | None) -> str:
    """UTC for somebody without a zone, or in one that this machine has never heard of."""
    try:
        return ZoneInfo(name or "UTC").key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"


def _is_app(member: Mapping[str, Any]) -> bool:
    return bool(member.get("is_bot")) or member["id"] == "USLACKBOT"
