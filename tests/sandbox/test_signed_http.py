"""Deliveries over HTTP, signed as Slack signs, and what becomes of each answer."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox import wire
from sandbox.people import ErrorTriangle
from tests.sandbox.bureau import actions, button
from tests.sandbox.served import Json, Served, serving, wait_for

Answer = Callable[[dict[str, str], str], tuple[int, str]]


class Endpoint:
    """An app behind HTTP: what it was sent, as headers (in small letters) and body; `answer` is what it says."""

    def __init__(self) -> None:
        self.seen: list[tuple[dict[str, str], str]] = []
        self.answer: Answer = lambda headers, body: (200, "")
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                endpoint.seen.append((headers, body))
                status, text = endpoint.answer(headers, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the test says what it needs to."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/slack/events"


@contextmanager
def listening() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    thread = threading.Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.server.shutdown()
        thread.join()
        endpoint.server.server_close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with listening() as made:
        yield made


@pytest.fixture
def served(endpoint: Endpoint) -> Iterator[Served]:
    with serving() as made:
        app = {"app": "Kettle", "commands": ["/kettle"], "request_url": endpoint.url}
        made.app = made.ask("POST", "/control/set-up", app)["app"]
        yield made


def verified(served: Served, seen: tuple[dict[str, str], str]) -> bool:
    headers, body = seen
    return SignatureVerifier(served.app["signing_secret"]).is_valid_request(body, headers)


def test_a_command_comes_as_a_signed_form_and_is_answered_in_the_response(served: Served, endpoint: Endpoint) -> None:
    endpoint.answer = lambda headers, body: (200, json.dumps({"text": "It boils"}))

    assert served.person().command("/kettle on") == "It boils"
    fields = parse_qs(endpoint.seen[-1][1])
    assert (fields["command"], fields["text"]) == (["/kettle"], ["on"])
    assert verified(served, endpoint.seen[-1])
    headers, body = endpoint.seen[-1]
    assert not verified(served, (headers, body + "&text=off"))


def test_a_click_comes_as_a_payload(served: Served, endpoint: Endpoint) -> None:
    token = {"Authorization": f"Bearer {served.app['bot_token']}"}
    message = {"channel": served.people["analyst"], "text": "Tea?", "blocks": [actions(button("Yes"))]}
    channel = served.ask("POST", "/api/chat.postMessage", message, **token)["channel"]
    person = served.person()

    person.press(person.read(channel)[-1], "Yes")

    (click,) = (one for one in endpoint.seen if one[1].startswith("payload="))  # the post comes too, as an event
    payload: Json = json.loads(parse_qs(click[1])["payload"][0])
    assert payload["actions"][0]["action_id"] == "go"
    assert verified(served, click)


def test_an_event_that_is_refused_comes_again_and_says_so(served: Served, endpoint: Endpoint) -> None:
    endpoint.answer = lambda headers, body: (200 if "x-slack-retry-num" in headers else 500, "")
    kettle = served.person().do("direct", app="Kettle")["channel"]

    served.person().say("On", kettle)

    wait_for(lambda: len(endpoint.seen) == 2, "the second attempt")
    (first, body), (second, again) = endpoint.seen
    assert "x-slack-retry-num" not in first
    assert (second["x-slack-retry-num"], second["x-slack-retry-reason"]) == ("1", "http_error")
    assert json.loads(body)["event_id"] == json.loads(again)["event_id"]
    assert all(verified(served, one) for one in endpoint.seen)


@pytest.mark.parametrize("status", [404, 500, 302])
def test_a_command_that_is_refused_is_an_error(served: Served, endpoint: Endpoint, status: int) -> None:
    endpoint.answer = lambda headers, body: (status, "")

    with pytest.raises(ErrorTriangle):
        served.person().command("/kettle")
    assert len(endpoint.seen) == 1


def test_an_app_that_takes_too_long_has_not_answered(
    served: Served, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "ANSWER_WITHIN", 0.2)
    over = threading.Event()

    def slowly(headers: dict[str, str], body: str) -> tuple[int, str]:
        over.wait(2)
        return 200, ""

    endpoint.answer = slowly
    with pytest.raises(ErrorTriangle):
        served.person().command("/kettle")
    over.set()


def test_an_app_that_is_not_there_has_not_answered(served: Served, endpoint: Endpoint) -> None:
    endpoint.server.shutdown()
    endpoint.server.server_close()

    with pytest.raises(ErrorTriangle):
        served.person().command("/kettle")
