"""What nobody else handles is acked all the same, or Slack would send it again, and a person see an error."""

import re

from slack_bolt import App, BoltRequest

from bot.handlers.desk import Ack, log

ANYTHING = re.compile(".*")


def register(app: App) -> None:
    """To be registered last."""

    def noticed(body: dict[str, object], ack: Ack) -> None:
        log.debug("nothing to do", type=body.get("type"))
        ack()

    app.event(ANYTHING)(noticed)
    app.action(ANYTHING)(noticed)
    app.view(ANYTHING)(noticed)
    app.view_closed(ANYTHING)(noticed)
    app.shortcut(ANYTHING)(noticed)
    app.command(ANYTHING)(noticed)


def is_event(request: BoltRequest) -> bool:
    return bool(request.body.get("type") == "event_callback")
