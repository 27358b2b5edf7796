"""HTTP: Slack's signed requests answered, unsigned ones turned away, health told."""

import json
import time
from urllib.parse import urlencode

from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.testclient import TestClient

from bot.app import build
from bot.web import web_app
from demo.story import START
from tests.support.databases import in_memory
from tests.support.hanging_up import status_for_who_hangs_up
from tests.support.world import World

SECRET = "a secret that only Slack and the bot know"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def client() -> tuple[TestClient, World]:
    world = World(START, in_memory())
    user = world.invite("clerk")
    bot = build(
        world.clock,
        world.slack,
        world.charts,
        lambda: "x" * 26,
        world.engine,
        after_ack=lambda task: None,
        signing_secret=SECRET,
    )
    assert user
    return TestClient(web_app(bot.dispatch, dict)), world


def command(world: World) -> str:
    fields = {"command": "/stocktake", "text": "hepl", "user_id": world.cast["clerk"], "team_id": "T0000000001"}
    return urlencode(fields)


def signed(body: str, *, age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    return {**FORM, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def test_a_signed_command_is_answered_in_the_response_itself() -> None:
    web, world = client()
    body = command(world)

    answer = web.post("/slack/events", content=body, headers=signed(body))

    assert answer.status_code == 200
    assert "/stocktake help" in json.loads(answer.text)["text"]


def test_a_request_that_slack_did_not_sign_is_turned_away() -> None:
    web, world = client()
    body = command(world)

    assert web.post("/slack/events", content=body, headers=FORM).status_code == 401
    assert web.post("/slack/events", content=body + "&text=status", headers=signed(body)).status_code == 401
    assert web.post("/slack/events", content=body, headers=signed(body, age=600)).status_code == 401


def test_health_names_what_is_not_well() -> None:
    def never(request: BoltRequest) -> BoltResponse:
        raise AssertionError(request)

    assert TestClient(web_app(never, dict)).get("/health").json() == {"ok": True}
    unwell = TestClient(web_app(never, lambda: {"socket": "not connected"})).get("/health")
    assert (unwell.status_code, unwell.json()) == (503, {"ok": False, "socket": "not connected"})


def test_who_hangs_up_in_the_middle_of_a_question_is_no_failure_of_ours() -> None:
    def dispatch(request: BoltRequest) -> BoltResponse:
        raise AssertionError("nobody asked")

    assert status_for_who_hangs_up(web_app(dispatch, dict), "/slack/events") == 400
