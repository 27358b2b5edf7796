"""The Bolt app that people meet in the page: `python -m tests.browser.bolt_app URL BOT_TOKEN APP_TOKEN`.

It asks and checks, opens forms over forms, draws its Home, tells what was chosen, and at one button says nothing.
"""

import sys
import threading
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from tests.sandbox.bureau import Json, actions, box, button, modal, options, section


def form(**more: Any) -> Json:
    menu = {"type": "static_select", "action_id": "kind", "options": options("Final", "Estimate")}
    return modal(
        box("figure"),
        box("reason", {"type": "plain_text_input", "multiline": True}, optional=True),
        section("What kind of figure is it?", block_id="kind", accessory=menu),
        **{"callback_id": "answer", **more},
    )


def build(client: WebClient) -> App:
    app = App(client=client, request_verification_enabled=False, process_before_response=True)
    _words(app)
    _forms(app)
    return app


def _words(app: App) -> None:
    @app.command("/stocktake")
    def command(ack: Any, client: WebClient, body: Json) -> None:
        if body["text"] == "form":
            client.views_open(trigger_id=body["trigger_id"], view=form())
            ack()
        elif body["text"] == "steps":
            client.views_open(trigger_id=body["trigger_id"], view=modal(box("first"), callback_id="first"))
            ack()
        else:
            ack(f"You asked for {body['text'] or 'nothing'}")

    @app.action("choose")
    def chosen(ack: Any, respond: Any, action: Json) -> None:
        ack()
        respond(text=f"You chose {action['selected_option']['text']['text']}", replace_original=False)

    @app.action("done")
    def done(ack: Any, client: WebClient, body: Json) -> None:
        ack()
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        client.chat_update(**place, text="Done by one press")

    @app.event("app_home_opened")
    def home(ack: Any, client: WebClient, event: Json) -> None:
        client.views_publish(user_id=event["user"], view=_home("Your week"))
        ack()

    @app.action("redraw")
    def redraw(ack: Any, client: WebClient, body: Json) -> None:
        kind = body["view"]["state"]["values"]["kind"]["kind"]["selected_option"]
        client.views_publish(user_id=body["user"]["id"], view=_home(f"Chosen: {kind['value'] if kind else 'nothing'}"))
        ack()

    @app.event("message")
    def heard(ack: Any, client: WebClient, event: Json) -> None:
        ack()
        if event.get("subtype") is None and not event.get("bot_id"):
            thread = {"thread_ts": event["thread_ts"]} if event.get("thread_ts") else {}
            client.chat_postMessage(channel=event["channel"], text=f"You said {event['text']}", **thread)


def _home(words: str) -> Json:
    menu = {"type": "static_select", "action_id": "kind", "options": options("Final", "Estimate")}
    return {
        "type": "home",
        "blocks": [
            section(words),
            {"type": "input", "block_id": "kind", "label": {"type": "plain_text", "text": "Kind"}, "element": menu},
            actions(button("Redraw", "redraw")),
        ],
    }


def _forms(app: App) -> None:
    @app.action("answer")
    def clicked(ack: Any, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=form())
        ack()

    @app.action("kind")
    def kind(ack: Any, client: WebClient, body: Json) -> None:
        ack()
        if body.get("view", {}).get("type") == "modal":
            view = form(title={"type": "plain_text", "text": "Kind is known"})
            client.views_update(view_id=body["view"]["id"], view=view)

    @app.view("answer")
    def submitted(ack: Any, client: WebClient, body: Json, view: Json) -> None:
        figure = view["state"]["values"]["figure"]["box"]["value"]
        if figure.isalpha():
            ack(response_action="errors", errors={"figure": "That is no number"})
        elif figure != "0":  # a nought is never answered
            client.chat_postMessage(channel=body["user"]["id"], text=f"Thank you for {figure}")
            ack()

    @app.view("first")
    def pushed(ack: Any) -> None:
        second = modal(box("second"), callback_id="second", title={"type": "plain_text", "text": "Second step"})
        ack(response_action="push", view=second)

    @app.view("second")
    def cleared(ack: Any) -> None:
        ack(response_action="clear")

    @app.shortcut("promise")
    def promised(ack: Any, client: WebClient, body: Json) -> None:
        view = modal(section(f"Promise: {body['message']['text']}"), callback_id="second")
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.shortcut("begin")
    def begun(ack: Any, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=form())
        ack()


def main(url: str, bot_token: str, app_token: str) -> None:
    client = WebClient(bot_token, base_url=f"{url}/api/")
    handler = SocketModeHandler(build(client), app_token=app_token, ping_interval=1)
    handler.client.web_client.base_url = f"{url}/api/"
    handler.connect()  # type: ignore[no-untyped-call] # the SDK has no types here
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
