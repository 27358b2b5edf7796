"""Socket Mode's frames as they are: hello, envelopes, acks, retries, and too many connections."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import websocket

from sandbox import wire
from sandbox.people import ErrorTriangle
from tests.sandbox.lines import Line
from tests.sandbox.served import Served, serving, wait_for


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(wire, "ANSWER_WITHIN", 0.3)  # Slack's three seconds are long for a test
    with serving() as made:
        yield made


def delivery_of(served: Served, text: str) -> str:
    sent = served.person().do("command", channel=served.channels["waits"], text=text)
    return str(sent["delivery"])


def receipt(served: Served, delivery: str) -> str:
    return str(served.person().do("receipt", delivery=delivery)["state"])


def test_a_connection_is_greeted_with_how_many_there_are(served: Served) -> None:
    with Line(served) as first, Line(served) as second:
        assert first.hello["connection_info"] == {"app_id": served.app["app_id"]}
        assert [first.hello["num_connections"], second.hello["num_connections"]] == [1, 2]


def test_an_address_connects_once(served: Served) -> None:
    token = {"Authorization": f"Bearer {served.app['app_token']}"}
    url = served.ask("POST", "/api/apps.connections.open", {}, **token)["url"]
    websocket.create_connection(url, timeout=5).close()

    again = websocket.create_connection(url, timeout=5)
    opcode, _ = again.recv_data()
    again.shutdown()  # type: ignore[no-untyped-call] # no types are published for it
    assert opcode == websocket.ABNF.OPCODE_CLOSE


def test_the_eleventh_connection_is_sent_away(served: Served) -> None:
    with ExitStack() as lines:
        for _ in range(10):
            lines.enter_context(Line(served))
        with Line(served) as eleventh:
            assert (eleventh.hello["type"], eleventh.hello["reason"]) == ("disconnect", "too_many_websockets")


def test_an_ack_carries_the_answer_to_a_command(served: Served) -> None:
    with Line(served) as line:
        sent = delivery_of(served, "/stocktake status")
        envelope = line.read()
        line.socket.send("no JSON, and nobody minds")
        line.ack(envelope, {"text": "Two are late"})

        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        wait_for(lambda: receipt(served, sent) == "acked", "an ack")
        assert [one["text"] for one in served.person().whispers()] == ["Two are late"]


def test_a_command_that_is_not_answered_in_time_is_an_error(served: Served) -> None:
    with Line(served), pytest.raises(ErrorTriangle):
        served.person().command("/stocktake")


def test_a_late_ack_changes_nothing(served: Served) -> None:
    with Line(served) as line:
        sent = delivery_of(served, "/stocktake")
        envelope = line.read()
        wait_for(lambda: receipt(served, sent) == "failed", "the end of patience")
        line.ack(envelope, {"text": "Too late"})

        assert served.person().whispers() == []
        assert receipt(served, sent) == "failed"


def test_an_event_that_is_not_acked_comes_again_with_its_count(served: Served) -> None:
    with Line(served) as line:
        served.person().say("92.4")
        first, second = line.read(), line.read()
        line.ack(second)

        assert [one["retry_attempt"] for one in (first, second)] == [0, 1]
        assert second["retry_reason"] == "timeout"
        assert first["payload"]["event_id"] == second["payload"]["event_id"]
        assert first["envelope_id"] != second["envelope_id"]


def test_each_payload_goes_to_one_connection(served: Served) -> None:
    with Line(served) as first, Line(served) as second:
        for text in ("one", "two"):
            served.person().say(text)
        envelopes = [first.read(), second.read()]
        for line, envelope in zip((first, second), envelopes, strict=True):
            line.ack(envelope)

        assert sorted(one["payload"]["event"]["text"] for one in envelopes) == ["one", "two"]


def test_a_connection_is_for_its_own_app(served: Served) -> None:
    kettle = served.ask("POST", "/control/set-up", {"app": "Kettle", "commands": ["/kettle"]})["app"]
    assert kettle["app_id"] != served.app["app_id"]

    with Line(served), pytest.raises(ErrorTriangle):
        served.person().command("/kettle on")
