"""Channels as Slack lists them: how wide what is said there goes."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.facts.records import ChannelRow
from bot.store import rows
from bot.store.tables import channel
from bot.store.unit import Work


def get(work: Work, channel_id: str) -> ChannelRow | None:
    row = rows.find_row(work, channel.c.id, channel_id)
    return None if row is None else ChannelRow(**row)


def names(work: Work) -> dict[str, str]:
    """By id."""
    return {row.id: row.name for row in work.conn.execute(select(channel.c.id, channel.c.name))}


def refresh(work: Work, found: Iterable[ChannelRow]) -> None:
    """As it is listed now."""
    for one in found:
        rows.put(work, channel, vars(one))
