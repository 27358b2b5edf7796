"""Faults of transport as Slack's SDK meets them: over real sockets, in real time."""

import time
from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from sandbox.faults import Fault, Kind
from tests.sandbox.bureau import Json
from tests.sandbox.served import Served, serving
from tests.support.faults import Spoil

POST = "chat.postMessage"
LOST = (URLError, HTTPException, OSError)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def client(served: Served, *, timeout: int = 5) -> WebClient:
    return WebClient(served.app["bot_token"], base_url=f"{served.url}/api/", timeout=timeout, retry_handlers=[])


def post(slack: WebClient, served: Served, text: str = "September?") -> object:
    return slack.chat_postMessage(channel=served.channels["waits"], text=text)


def said(served: Served) -> list[str]:
    return [str(one["text"]) for one in served.person().read(served.channels["waits"])]


@pytest.mark.parametrize(("accepted", "there"), [(False, []), (True, ["September?"])])
def test_a_dropped_connection_is_one_without_an_answer(
    served: Served, spoil: Spoil, accepted: bool, there: list[str]
) -> None:
    spoil(served, Fault(kind=Kind.DROP, of=POST, accepted=accepted))

    with pytest.raises(LOST):
        post(client(served), served)
    assert said(served) == there


def test_the_sdk_as_it_comes_posts_twice_when_the_answer_is_lost(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.DROP, of=POST, accepted=True))

    post(WebClient(served.app["bot_token"], base_url=f"{served.url}/api/"), served)

    assert said(served) == ["September?", "September?"]


def test_a_rate_limit_is_waited_for_by_the_sdk_that_is_told_to(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.RATE_LIMIT, of=POST, seconds=1))
    slack = client(served)
    slack.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    began = time.monotonic()

    post(slack, served)

    assert time.monotonic() - began >= 1
    assert said(served) == ["September?"]


def test_a_refusal_and_a_server_error_look_like_slacks(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.REFUSE, of=POST, code="restricted_action"), Fault(kind=Kind.SERVER_ERROR, of=POST))

    with pytest.raises(SlackApiError, match="restricted_action"):
        post(client(served), served)
    with pytest.raises(SlackApiError) as error:
        post(client(served), served)
    assert error.value.response.status_code == 503
    assert said(served) == []


def test_an_answer_slower_than_the_bound_is_not_waited_for_and_the_post_is_there(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.SLOW, of=POST, seconds=30))
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        post(client(served, timeout=1), served)
    assert time.monotonic() - began < 3
    assert said(served) == ["September?"]


def test_a_slow_answer_within_the_bound_arrives(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.SLOW, of=POST, seconds=0.3))
    began = time.monotonic()

    post(client(served), served)

    assert time.monotonic() - began >= 0.3


def test_a_dripping_answer_outlives_the_timeout_of_the_sdk(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.DRIP, of=POST, seconds=1.5))
    began = time.monotonic()

    answer = client(served, timeout=1).chat_postMessage(channel=served.channels["waits"], text="September?")

    assert time.monotonic() - began >= 1.5
    assert answer["message"]["text"] == "September?"


def test_a_response_url_can_be_lost_too(served: Served, spoil: Spoil) -> None:
    served.person().do("command", channel=served.channels["waits"], text="/stocktake")
    spoil(served, Fault(kind=Kind.DROP, of="response_url", accepted=True))
    hook = WebhookClient(f"{served.url}/response/R000000001", retry_handlers=[])

    with pytest.raises(LOST):
        hook.send(text="Two are late")
    assert [one["text"] for one in served.person().whispers()] == ["Two are late"]


def test_what_waits_and_what_has_struck_can_be_read_and_all_ended(served: Served) -> None:
    faults: list[Json] = [
        {"kind": "drop", "of": POST, "times": 2},
        {"kind": "refuse", "of": POST, "code": "is_archived"},
    ]
    served.ask("POST", "/control/faults", {"faults": faults, "seed": 3})
    with pytest.raises(LOST):
        post(client(served), served)

    told = served.ask("GET", "/control/faults")
    assert [(one["kind"], one["times"]) for one in told["waiting"]] == [("drop", 1), ("refuse", 1)]
    assert told["struck"] == [{"kind": "drop", "what": POST, "when": "2017-09-25T08:00:00+00:00"}]
    assert served.ask("DELETE", "/control/faults")["waiting"] == []
    post(client(served), served)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "flood"},
        {"of": POST},
        {"kind": "drop", "of": 5},
        {"kind": "drop", "times": "two"},
        {"kind": "drop", "accepted": 1},
        {"kind": "lag", "seconds": True},
        {"kind": "drop", "colour": "red"},
        {"kind": "refuse"},
    ],
)
def test_a_fault_that_is_none_is_refused(served: Served, wrong: Json) -> None:
    assert served.refusal("POST", "/control/faults", {"faults": [wrong]}) == 400
    assert served.ask("GET", "/control/faults")["waiting"] == []


def test_nobody_asks_for_faults_without_the_token_or_of_what_is_not_there(served: Served) -> None:
    fault = {"kind": "archive", "about": "C999999999", "of": "now"}
    assert served.refusal("POST", "/control/faults", {"faults": [fault]}) == 404
    assert served.refusal("POST", "/control/faults", {"faults": []}, **{"X-Control-Token": "another"}) == 403
