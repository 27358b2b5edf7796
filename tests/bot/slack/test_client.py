"""A call to Slack against a real server: what is a no, what is doubtful, and that every call ends."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest

from bot.ports import SlackRefused, SlackUnknown
from bot.slack.client import WebSlack
from tests.bot.slack.server import Server, Talk, drips, hangs_up, says, says_nothing, stops_midway

Serve = Callable[..., Server]
OK = says(200, {"ok": True, "ts": "1.0"})


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Servers that are closed at the end."""
    running: list[Server] = []

    def start(*talks: Talk, read: bool = True) -> Server:
        running.append(Server(*talks, read=read))
        return running[-1]

    yield start
    for server in running:
        server.close()


def slack_at(server: Server, bound: float = 5) -> WebSlack:
    return WebSlack("xoxb-test", server.url, bound=bound)


def said(slack: WebSlack) -> datetime | None:
    """What Slack's clock said last, in whole seconds."""
    return slack.told.since if slack.told else None


def test_an_answer_that_says_ok_comes_back(serve: Serve) -> None:
    server = serve(OK)
    assert slack_at(server).call("chat.postMessage", channel="C1") == {"ok": True, "ts": "1.0"}
    head, _ = server.requests[0]
    assert head.startswith("POST /api/chat.postMessage HTTP/1.1")
    assert "Authorization: Bearer xoxb-test" in head


def test_arguments_go_as_a_form_with_json_inside_it(serve: Serve) -> None:
    server = serve(OK)
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "äöü & <b> 100 %"}}]
    slack_at(server).call("chat.postMessage", text="a & b\n=é", blocks=blocks, unfurl=False, limit=200, thread_ts=None)
    form = server.form
    assert json.loads(form.pop("blocks")) == blocks
    assert form == {"text": "a & b\n=é", "unfurl": "false", "limit": "200"}


@pytest.mark.parametrize(
    ("error", "permanent"),
    [("channel_not_found", True), ("restricted_action_thread_only_channel", True), ("service_unavailable", False)],
)
def test_a_no_is_a_refusal_that_says_whether_it_is_for_good(serve: Serve, error: str, permanent: bool) -> None:
    with pytest.raises(SlackRefused) as refused:
        slack_at(serve(says(200, {"ok": False, "error": error}))).call("chat.postMessage")
    assert (refused.value.error, refused.value.permanent, refused.value.retry_after) == (error, permanent, None)


@pytest.mark.parametrize(
    ("talk", "wait"),
    [
        (says(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"}), 30.0),
        (says(429, "<html>Too many</html>", {"retry-after": "7"}), 7.0),
        (says(200, {"ok": False, "error": "rate_limited"}), 1.0),
        (says(429, "", {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), 1.0),
        (says(429, "", {"Retry-After": "0"}), 1.0),
        (says(429, "", {"Retry-After": "999999999"}), 3600.0),
    ],
)
def test_a_rate_limit_says_how_long_to_wait(serve: Serve, talk: Talk, wait: float) -> None:
    with pytest.raises(SlackRefused) as refused:
        slack_at(serve(talk)).call("chat.postMessage")
    assert (refused.value.error, refused.value.permanent, refused.value.retry_after) == ("ratelimited", False, wait)


@pytest.mark.parametrize(
    "talk",
    [
        hangs_up,
        stops_midway,
        says(500, {"ok": False, "error": "internal_error"}),
        says(503, "<html>Bad gateway</html>"),
        says(200, {"ok": False, "error": "fatal_error"}),
        says(200, {"ok": False}),
        says(200, "<html>Welcome to our guest network</html>"),
        says(200, '{"ok": true, "ts":'),
        says(200, []),
        says(200, b"\xff\xfe"),
        says(200, ""),
        says(302, "", {"Location": "http://127.0.0.1:1/"}),
        says(403, "<html>Blocked by the proxy</html>"),
        says(403, {"error": "blocked by the proxy"}),
        says(202, {"ok": True}),
    ],
)
def test_whatever_may_have_been_carried_out_is_doubtful(serve: Serve, talk: Talk) -> None:
    server = serve(talk, OK)
    with pytest.raises(SlackUnknown):
        slack_at(server).call("chat.postMessage", channel="C1")
    assert len(server.requests) == 1, "it was tried again"


def test_a_connection_dropped_before_the_request_was_read_is_doubtful(serve: Serve) -> None:
    server = serve(hangs_up, OK, read=False)
    with pytest.raises(SlackUnknown):
        slack_at(server).call("chat.postMessage", text="x" * 1_000_000)
    assert server.requests == []


@pytest.mark.parametrize("talk", [drips, says_nothing])
def test_a_call_ends_when_its_time_is_up(serve: Serve, talk: Talk) -> None:
    begun = monotonic()
    with pytest.raises(SlackUnknown, match=r"no answer in 0\.3 s|TimeoutError"):
        slack_at(serve(talk), bound=0.3).call("chat.postMessage")
    assert 0.3 <= monotonic() - begun < 3


def test_a_dripping_answer_leaves_no_thread_behind(serve: Serve) -> None:
    with pytest.raises(SlackUnknown):
        slack_at(serve(drips), bound=0.2).call("chat.postMessage")
    for thread in threading.enumerate():
        if thread.name == "slack call":
            thread.join(timeout=5)
            assert not thread.is_alive()


def test_nobody_listening_is_a_refusal_since_nothing_was_sent() -> None:
    server = Server()
    url = server.url
    server.close()
    with pytest.raises(SlackRefused) as refused:
        WebSlack("xoxb-test", url).call("chat.postMessage")
    assert (refused.value.error, refused.value.permanent) == ("not_sent", False)


def test_a_name_that_nobody_knows_is_a_refusal_since_nothing_was_sent() -> None:
    with pytest.raises(SlackRefused) as refused:
        WebSlack("xoxb-test", "http://nobody.invalid/api/").call("chat.postMessage")
    assert (refused.value.error, refused.value.permanent) == ("not_sent", False)


def test_a_call_that_was_given_up_is_not_written_once_the_connection_stands(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(OK)
    known, found = threading.Event(), socket.getaddrinfo

    def slow(*args: Any, **kwargs: Any) -> Any:
        known.wait(10)
        return found(*args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(SlackUnknown, match="no answer"):
        slack_at(server, bound=0.1).call("chat.postMessage")
    known.set()
    for thread in threading.enumerate():
        if thread.name == "slack call":
            thread.join(timeout=5)
    assert server.requests == []


def test_slacks_clock_is_read_from_its_answers_even_where_they_say_no(serve: Serve) -> None:
    dated = says(200, {"ok": False, "error": "no_text"}, {"Date": "Tue, 10 Oct 2017 16:00:00 GMT"})
    server = serve(dated, OK, says(200, {"ok": True}, {"Date": "nonsense"}))
    slack = slack_at(server)
    assert said(slack) is None
    with pytest.raises(SlackRefused):
        slack.call("chat.postMessage")
    slack.call("api.test")
    slack.call("api.test")
    assert said(slack) == datetime(2017, 10, 10, 16, tzinfo=UTC)


def test_a_date_without_a_zone_is_utc(serve: Serve) -> None:
    slack = slack_at(serve(says(200, {"ok": True}, {"Date": "Tue, 10 Oct 2017 16:00:00 -0000"})))
    slack.call("api.test")
    assert said(slack) == datetime(2017, 10, 10, 16, tzinfo=UTC)


def test_a_files_bytes_are_sent_as_they_are_and_without_the_token(serve: Serve) -> None:
    server = serve(says(200, "OK - 6"))
    slack_at(server).upload(f"{server.url}upload/F1", b"\x89PNG\r\n")
    head, body = server.requests[0]
    assert body == b"\x89PNG\r\n"
    assert "xoxb" not in head


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/api/",
        "http://elsewhere.example/upload",
        "https://slack.com.example/upload",
        "https://evilslack.com/upload",
        "http://files.slack.com/upload",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_files_bytes_go_nowhere_but_to_slack(serve: Serve, url: str) -> None:
    with pytest.raises(SlackRefused) as refused:
        slack_at(serve(OK)).upload(url, b"picture")
    assert (refused.value.error, refused.value.permanent) == ("upload_elsewhere", True)


def test_an_upload_that_is_refused_is_told_from_one_that_is_doubtful(serve: Serve) -> None:
    server = serve(says(404, "gone"), says(500, "oops"), says(429, "", {"Retry-After": "4"}), says(302, ""))
    slack = slack_at(server)
    failures: list[object] = []
    for _ in range(4):
        try:
            slack.upload(server.url, b"picture")
        except SlackRefused as refused:
            failures.append((refused.error, refused.permanent, refused.retry_after))
        except SlackUnknown as unknown:
            failures.append(str(unknown))
    assert failures == [("upload_status_404", True, None), "status 500", ("ratelimited", False, 4.0), "status 302"]


def test_the_token_is_in_no_error(serve: Serve) -> None:
    for talk in (hangs_up, says(200, {"ok": False, "error": "invalid_auth"}), says(500, "oops")):
        with pytest.raises((SlackRefused, SlackUnknown)) as failed:
            slack_at(serve(talk)).call("auth.test")
        assert "xoxb" not in repr(failed.value)
