"""Sockets that end, frames that say goodbye, and events that go astray, over real sockets."""

import json
from collections.abc import Iterator

import pytest
import websocket

from sandbox.faults import NOW, Fault, Kind
from sandbox.people import ErrorTriangle
from tests.sandbox.lines import Line, connected
from tests.sandbox.served import Served, serving, wait_for
from tests.support.faults import Spoil

ENDED = (websocket.WebSocketConnectionClosedException, OSError)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def connections(served: Served) -> int:
    return int(served.ask("GET", "/control/dump")["connections"])


def answers(served: Served, words: str) -> int:
    return len([one for one in served.person().dm() if one["text"] == words])


@pytest.mark.parametrize("code", ["refresh_requested", "link_disabled"])
def test_a_goodbye_comes_before_an_event_which_waits_for_the_next_connection(
    served: Served, spoil: Spoil, code: str
) -> None:
    spoil(served, Fault(kind=Kind.DISCONNECT, of="message", code=code))
    with Line(served) as line:
        served.person().say("92.4")
        goodbye = line.read()
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", code)
        opcode, _ = line.socket.recv_data()
        assert opcode == websocket.ABNF.OPCODE_CLOSE

    with Line(served) as line:
        event = line.read()
        line.ack(event)
        assert (event["payload"]["event"]["text"], event["retry_attempt"]) == ("92.4", 0)


def test_a_warning_leaves_the_connection_open(served: Served, spoil: Spoil) -> None:
    with Line(served) as line:
        spoil(served, Fault(kind=Kind.DISCONNECT, of=NOW, code="warning"))
        served.person().say("92.4")

        assert line.read()["reason"] == "warning"
        event = line.read()
        line.ack(event)
        assert event["payload"]["event"]["text"] == "92.4"


def test_a_socket_is_killed_without_a_closing_frame_and_its_event_is_told_again(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.KILL_SOCKET, of="message"))
    with Line(served) as line:
        served.person().say("92.4")
        with pytest.raises(ENDED):
            json.loads(line.socket.recv())
        wait_for(lambda: connections(served) == 0, "the end of the connection")

    with Line(served) as line:
        event = line.read()
        line.ack(event)
        told = (event["payload"]["event"]["text"], event["retry_attempt"], event["retry_reason"])
        assert told == ("92.4", 1, "connection_failed")


def test_a_press_during_which_the_socket_is_killed_is_an_error(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.KILL_SOCKET, of="slash_commands"))
    with Line(served), pytest.raises(ErrorTriangle):
        served.person().command("/stocktake")


def test_an_event_told_twice_comes_in_two_envelopes(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.DOUBLE, of="message"))
    with Line(served) as line:
        served.person().say("92.4")
        first, second = line.read(), line.read()
        line.ack(first)
        line.ack(second)

        assert first["envelope_id"] != second["envelope_id"]
        assert first["payload"] == second["payload"]
        assert [one["retry_attempt"] for one in (first, second)] == [0, 0]


def test_an_event_whose_ack_is_lost_comes_again_with_its_count(served: Served, spoil: Spoil) -> None:
    spoil(served, Fault(kind=Kind.LOSE_ACK, of="message"))
    with Line(served) as line:
        served.person().say("92.4")
        line.ack(line.read())
        again = line.read()
        line.ack(again)

        assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")


@pytest.mark.parametrize("kind", [Kind.KILL_SOCKET, Kind.DISCONNECT])
def test_a_bolt_app_comes_back_and_hears_what_it_missed_once(served: Served, spoil: Spoil, kind: Kind) -> None:
    with connected(served):
        spoil(served, Fault(kind=kind, of="message"))
        served.person().say("92.4")
        wait_for(lambda: answers(served, "You said 92.4") > 0, "an answer")
        served.person().say("90.1")
        wait_for(lambda: answers(served, "You said 90.1") > 0, "an answer")

        assert answers(served, "You said 92.4") == 1


def test_a_socket_that_is_killed_while_nothing_is_said_is_opened_again(served: Served, spoil: Spoil) -> None:
    with connected(served):
        spoil(served, Fault(kind=Kind.KILL_SOCKET, of=NOW))
        wait_for(lambda: connections(served) == 0, "the end of the connection")
        wait_for(lambda: connections(served) == 1, "another one")
