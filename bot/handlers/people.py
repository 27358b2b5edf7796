"""The workspace's people: somebody came, changed, or left."""

from collections.abc import Callable

from slack_bolt import App

from bot.handlers.desk import Ack, Desk
from bot.ports import Json
from bot.routines import people
from bot.routines.people import DirectoryRow

ReadMember = Callable[[Json], DirectoryRow | None]
"""Turns Slack's member into a directory row; None for an app. That is the wire's business, and handed in."""


def register(app: App, desk: Desk, read_member: ReadMember) -> None:
    def changed(event: Json, ack: Ack) -> None:
        row = read_member(event["user"])
        if row is not None:
            with desk.writing() as work:
                people.refresh(work, [row])
        ack()

    for name in ("user_change", "team_join"):
        app.event(name)(changed)
