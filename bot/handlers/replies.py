"""What people write to the bot in their direct conversation: new, edited, deleted."""

from slack_bolt import App

from bot.handlers.desk import Ack, Body, Desk
from bot.mrkdwn import typed
from bot.ports import Json
from bot.routines import hearing
from bot.routines import people as directory
from bot.routines.addressing import Said
from domain.errors import IllegalMove, NotAllowed, Refused

SPOKEN = (None, "file_share", "thread_broadcast")  # subtypes of what a person typed


def register(app: App, desk: Desk) -> None:
    def heard(event: Json, body: Body, ack: Ack) -> None:
        """The ack waits for the commit: what was acked is kept, what was not comes again."""
        if event.get("channel_type") == "im":
            _hear(desk, event, str(body.get("event_id", "")))
        ack()

    app.event("message")(heard)


def _hear(desk: Desk, event: Json, event_id: str) -> None:
    match event.get("subtype"):
        case "message_changed" if event["message"].get("edited"):
            _said(desk, event["channel"], event["message"])
        case "message_deleted":
            _unsaid(desk, event, event_id)
        case subtype if subtype in SPOKEN:
            _said(desk, event["channel"], event)


def _said(desk: Desk, channel: str, message: Json) -> None:
    if message.get("bot_id") or not message.get("user") or not message.get("text"):
        return
    thread = message.get("thread_ts")
    said = Said(
        channel=channel,
        ts=message["ts"],
        text=typed(message["text"]),
        edited_ts=(message.get("edited") or {}).get("ts"),
        thread_ts=None if thread == message["ts"] else thread,
    )
    try:
        with desk.writing() as work:
            hearing.hear(work, directory.person(work, message["user"]), said)
    except (Refused, NotAllowed, IllegalMove) as refusal:
        _refused(desk, message["user"], said, str(refusal))


def _refused(desk: Desk, user: str, said: Said, sentence: str) -> None:
    """Told once, instead of left for Slack to send again and be refused again.

    Raises NotAllowed for somebody whom the directory does not have yet: they may be known by the time it comes again.
    """
    with desk.writing() as work:
        hearing.refused(work, directory.person(work, user), said, sentence)


def _unsaid(desk: Desk, event: Json, event_id: str) -> None:
    before = event.get("previous_message") or {}
    if before.get("bot_id") or not before.get("user"):
        return
    with desk.writing() as work:
        actor = directory.person(work, before["user"])
        hearing.unsay(work, actor, event["channel"], event["deleted_ts"], event_id)
