"""The workspace's people: somebody came, changed, left, or opened the Home tab."""

from collections.abc import Callable

from slack_bolt import App

from bot.handlers.desk import Ack, Desk
from bot.ports import Json
from bot.routines import home, people
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

    def opened(event: Json, ack: Ack) -> None:
        """The Home tab; what stands on it is published by the courier."""
        if event.get("tab") == "home":
            with desk.writing() as work:
                home.opened(work, people.person(work, event["user"]))
        ack()

    app.event("app_home_opened")(opened)
    for name in ("user_change", "team_join"):
        app.event(name)(changed)
