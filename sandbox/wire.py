"""What goes over the wire to an app: Socket Mode's frames, and signed HTTP requests."""

import hashlib
import hmac
import json
import time
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from sandbox.state import App, Delivery, Json

ANSWER_WITHIN: Final = 3.0  # seconds, real ones
FORM: Final = "application/x-www-form-urlencoded"


def hello(app: App, connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        "connection_info": {"app_id": app.id},
    }


def goodbye(reason: str) -> Json:
    """`reason` is warning, refresh_requested or link_disabled."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}


def envelope(delivery: Delivery, envelope_id: str) -> Json:
    frame: Json = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        frame |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return frame


def post(app: App, url: str, delivery: Delivery) -> tuple[int, object]:
    """One signed request, as Slack makes it, over real time: the status, and the body if there is one.

    Raises OSError where there is no answer within three seconds.
    """
    kind, raw = _body(delivery)
    stamp = str(int(time.time()))
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign(app, stamp, raw)}
    if delivery.attempt:
        headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
    direct = build_opener(ProxyHandler({}))  # the app is on this machine
    try:
        with direct.open(Request(url, raw, headers), timeout=ANSWER_WITHIN) as answer:  # noqa: S310 - the app's own
            return answer.status, _parsed(answer.read().decode())
    except HTTPError as refused:
        with refused:
            return refused.code, None


def sign(app: App, stamp: str, raw: bytes) -> str:
    """Slack's v0 signature."""
    base = f"v0:{stamp}:".encode() + raw
    return "v0=" + hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()


def _body(delivery: Delivery) -> tuple[str, bytes]:
    match delivery.kind:
        case "events_api":
            return "application/json", json.dumps(delivery.payload).encode()
        case "slash_commands":
            return FORM, urlencode(delivery.payload).encode()
        case _:
            return FORM, urlencode({"payload": json.dumps(delivery.payload)}).encode()


def _parsed(text: str) -> object:
    if not text:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
