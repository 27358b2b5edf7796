"""A small Bolt app in Socket Mode, a process of its own: `python -m tests.sandbox.bolt_app URL BOT_TOKEN APP_TOKEN`.

It asks, opens a form, checks a figure, and repeats what it is told.
"""

import os
import sys
import threading
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from tests.sandbox.bureau import Json, actions, box, button, modal

GIVEN_UP = 6  # seconds without a connection; the SDK opens another within two


def build(client: WebClient) -> App:
    app = App(client=client, request_verification_enabled=False, process_before_response=True)

    @app.command("/stocktake")
    def command(ack: Any, client: WebClient, body: Json) -> None:
        blocks = [actions(button("Answer", "answer"))]
        client.chat_postMessage(channel=body["user_id"], text="September?", blocks=blocks)
        ack("I have asked you")

    @app.action("answer")
    def clicked(ack: Any, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(box("figure"), callback_id="answer"))
        ack()

    @app.view("answer")
    def submitted(ack: Any, view: Json) -> None:
        if view["state"]["values"]["figure"]["box"]["value"].isalpha():
            ack(response_action="errors", errors={"figure": "That is no number"})
        else:
            ack()

    @app.event("message")
    def heard(ack: Any, client: WebClient, event: Json) -> None:
        client.chat_postMessage(channel=event["channel"], text=f"You said {event['text']}")
        ack()

    return app


def main(url: str, bot_token: str, app_token: str) -> None:
    client = WebClient(bot_token, base_url=f"{url}/api/")
    handler = SocketModeHandler(build(client), app_token=app_token, ping_interval=1)
    handler.client.web_client.base_url = f"{url}/api/"
    handler.connect()  # type: ignore[no-untyped-call] # the SDK has no types here
    alone = 0
    while alone < GIVEN_UP:
        threading.Event().wait(1)
        alone = 0 if handler.client.is_connected() else alone + 1
    # a session that ends while it is opened can leave the SDK waiting for it for ever: begun anew
    os.execv(sys.executable, [sys.executable, "-m", "tests.sandbox.bolt_app", url, bot_token, app_token])


if __name__ == "__main__":
    main(*sys.argv[1:])
