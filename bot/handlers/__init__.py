"""Slack in: parse, one routine, the view. No rules, no SQL, no network before the ack."""

from slack_bolt import App

from bot.handlers import (
    actions,
    answers,
    commands,
    cycle,
    errors,
    people,
    problems,
    replies,
    requests,
    rest,
    summaries,
    wanting,
)
from bot.handlers.desk import Desk
from bot.handlers.people import ReadMember


def register(app: App, desk: Desk, read_member: ReadMember) -> None:
    """Every listener, the one for everything else last."""
    for family in (answers, requests, actions, summaries, cycle, problems, wanting, replies, commands):
        family.register(app, desk)
    people.register(app, desk, read_member)
    errors.register(app, desk)
    rest.register(app)
