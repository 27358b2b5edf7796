"""Channels as Slack tells of them: how wide what is said there goes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from bot.facts.records import ChannelRow
from bot.ports import Slack, SlackRefused

PAGE: Final = 200  # members a call


def read(slack: Slack, ids: Iterable[str], guests: Collection[str]) -> Iterator[ChannelRow]:
    """Each of these channels that the bot can see; `guests` are the ids of people who are not full members.

    Raises SlackUnknown, and SlackRefused for what is no matter of one channel.
    """
    for one in ids:
        try:
            told = slack.call("conversations.info", channel=one)["channel"]
            members = _members(slack, one)
        except SlackRefused as refused:
            if refused.retry_after is not None or not refused.permanent:
                raise
            continue
        yield ChannelRow(
            id=one,
            name=told.get("name", one),
            private=bool(told.get("is_private")),
            external=bool(told.get("is_ext_shared")),
            guests=not members.isdisjoint(guests),
        )


def _members(slack: Slack, channel: str) -> set[str]:
    found: set[str] = set()
    cursor = ""
    while True:
        page = slack.call(
            "conversations.members", channel=channel, limit=PAGE, **({"cursor": cursor} if cursor else {})
        )
        found |= set(page["members"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return found
