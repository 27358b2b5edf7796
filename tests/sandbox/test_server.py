"""The workspace over HTTP: who is let in, what a refusal looks like, and the clock that waits for the app."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.sandbox.running import Json, Running, workspace

NOW = "2017-09-27T08:00:00+00:00"
NOON = "2017-09-27T12:00:00+00:00"
EVENING = "2017-09-27T18:00:00+00:00"


@pytest.fixture
def running() -> Iterator[Running]:
    with workspace() as started:
        yield started


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


def _client(running: Running) -> WebClient:
    return WebClient(running.app.bot_token, base_url=f"{running.url}/api/", retry_handlers=[])


def _idle(running: Running, until_then: str | None, wait: float = 5) -> tuple[int, Json]:
    epoch = running.ask("/control/clock")[1]["epoch"]
    return running.ask("/control/idle", {"until": until_then, "epoch": epoch, "wait": wait})


def test_the_sdks_client_is_answered_in_forms_and_json(running: Running) -> None:
    client = _client(running)
    client.chat_postMessage(channel=running.channel, text="R&amp;D", metadata={"event_type": "a", "event_payload": {}})
    (message,) = client.conversations_history(channel=running.channel, include_all_metadata=True)["messages"]
    assert (message["text"], message["metadata"]["event_type"]) == ("R&amp;D", "a")
    raw = json.dumps({"channel": running.channel, "text": "More"}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {running.app.bot_token}"}
    with urlopen(Request(f"{running.url}/api/chat.postMessage", raw, headers)) as answer:
        assert json.loads(answer.read())["ok"]
    form = urlencode({"token": running.app.bot_token}).encode()
    with urlopen(f"{running.url}/api/auth.test", form) as answer:
        assert json.loads(answer.read())["user_id"] == running.app.bot_user


def test_the_sdks_client_is_told_no(running: Running) -> None:
    with pytest.raises(SlackApiError) as refused:
        _client(running).chat_postMessage(channel="C404", text="Hello")
    assert refused.value.response["error"] == "channel_not_found"


def test_too_many_calls_are_told_when_to_come_back() -> None:
    with workspace(limits=True) as running:
        client = _client(running)
        client.chat_postMessage(channel=running.channel, text="One")
        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel=running.channel, text="Two")
    assert (refused.value.response.status_code, refused.value.response["error"]) == (429, "ratelimited")
    assert refused.value.response.headers["Retry-After"] == "1"


def test_a_picture_is_uploaded_and_seen_by_those_with_the_key(running: Running) -> None:
    client = _client(running)
    told = client.files_getUploadURLExternal(filename="a.png", length=4)
    with urlopen(told["upload_url"], b"\x89PNG") as answer:
        assert answer.status == 200
    client.files_completeUploadExternal(files=[{"id": told["file_id"], "title": "A"}])
    address = client.files_info(file=told["file_id"])["file"]["url_private"]
    with urlopen(Request(address, headers={"X-Control-Token": "control"})) as answer:
        assert answer.read() == b"\x89PNG"
    for wrong in (
        Request(address),
        Request(told["upload_url"], b"\x89PNG"),
        Request(f"{running.url}/upload/F404", b"x"),
    ):
        with pytest.raises(HTTPError, match="404"):
            urlopen(wrong)


def test_a_response_url_is_used_through_the_sdk(running: Running) -> None:
    running.act(running.director, "command", {"channel": running.channel, "text": "/stocktake"})
    (name,) = running.server.workspace.state.responses
    hook = WebhookClient(f"{running.url}/response/{name}")
    said = [hook.send(text="Later") for _ in range(6)]
    assert [(one.status_code, one.body) for one in said[:5]] == [(200, "ok")] * 5
    assert (said[5].status_code, json.loads(said[5].body)["error"]) == (404, "used_url")
    assert len(running.act(running.director, "ephemerals", {})["messages"]) == 5


@pytest.mark.parametrize("path", ["/control/clock", "/control/dump"])
def test_control_needs_its_token(running: Running, path: str) -> None:
    assert running.ask(path, token="guess")[0] == 403
    assert running.ask(path)[0] == 200


@pytest.mark.parametrize("path", ["/control/idle", "/control/step", "/control/set-up", "/people/U000000001/channels"])
def test_what_changes_something_needs_the_token_too(running: Running, path: str) -> None:
    assert running.ask(path, {}, token="")[0] == 403


def test_an_act_on_what_is_not_there_is_told(running: Running) -> None:
    status, answer = running.ask(f"/people/{running.director}/history", {"channel": "C404"})
    assert (status, answer) == (404, {"error": "director is not in C404"})


def test_everything_said_is_dumped_with_its_metadata(running: Running) -> None:
    note = {"event_type": "a", "event_payload": {"id": "r-1"}}
    _client(running).chat_postMessage(channel=running.channel, text="Hello", metadata=note)
    (one,) = running.ask("/control/dump")[1]["conversations"]
    assert (one["name"], one["messages"][0]["metadata"]) == ("delivery", note)


def test_the_clock_stands_still(running: Running) -> None:
    assert running.ask("/control/clock") == (200, {"now": NOW, "epoch": 0, "idle_until": None})


def test_idle_with_a_stale_epoch_is_answered_at_once(running: Running) -> None:
    stale = {"until": NOON, "epoch": -1, "wait": 60}
    assert running.ask("/control/idle", stale) == (200, {"now": NOW, "epoch": 0, "idle_until": None})


def test_idle_is_answered_after_its_wait(running: Running) -> None:
    assert _idle(running, NOON, wait=0.01)[1] == {"now": NOW, "epoch": 0, "idle_until": NOON}


def test_a_step_with_nobody_idle_does_not_move_the_clock() -> None:
    with workspace(patience=0.05) as running:
        for path, body in (("/control/step", {"to": NOON}), ("/control/advance_to_next", {})):
            assert running.ask(path, body)[0] == 409
        assert running.ask("/control/clock")[1]["now"] == NOW


@pytest.mark.parametrize("to", ["soon", "2017-09-27T12:00:00", None])
def test_an_instant_that_is_none_is_refused(running: Running, to: str | None) -> None:
    assert running.ask("/control/step", {"to": to})[0] == 400


def test_a_step_waits_until_the_app_is_idle_again(running: Running, pool: ThreadPoolExecutor) -> None:
    step = pool.submit(running.ask, "/control/step", {"to": EVENING})
    assert _idle(running, NOON)[1]["now"] == NOON
    assert not step.done()
    assert _idle(running, None)[1]["now"] == EVENING
    assert not step.done()
    _idle(running, None, wait=0.01)
    assert step.result() == (200, {"now": EVENING, "epoch": 2, "idle_until": None})


def test_the_clock_moves_to_the_next_thing_that_happens(running: Running, pool: ThreadPoolExecutor) -> None:
    moved = pool.submit(running.ask, "/control/advance_to_next", {})
    assert _idle(running, NOON)[1]["now"] == NOON
    _idle(running, None, wait=0.01)
    assert moved.result()[1]["now"] == NOON


def test_the_clock_stays_where_nothing_is_to_happen(running: Running) -> None:
    _idle(running, None, wait=0.01)
    assert running.ask("/control/advance_to_next", {}) == (200, {"now": NOW, "epoch": 0, "idle_until": None})
