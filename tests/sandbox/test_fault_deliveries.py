"""What goes wrong on the way to the app and back, in one process."""

from copy import deepcopy

import pytest

from sandbox.faults import Fault, Kind
from sandbox.people import ErrorTriangle
from sandbox.state import Delivery
from sandbox.workspace import Workspace
from tests.sandbox.bureau import Bureau
from tests.support.faults import Spoil


def heard(bureau: Bureau) -> list[str]:
    return [str(one["text"]) for one in bureau.events("message")]


def let_come(bureau: Bureau) -> None:
    """Everything that is still to be told."""
    while (due := bureau.workspace.next_retry()) is not None:
        bureau.now = max(bureau.now, due)
        bureau.workspace.redeliver_due()


def test_an_event_is_told_twice_as_one_event(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.DOUBLE, of="message"))

    bureau.person().say("92.4")
    bureau.person().say("90.1")

    assert heard(bureau) == ["92.4", "92.4", "90.1"]
    assert len({one.payload["event_id"] for one in bureau.heard}) == 2
    assert bureau.workspace.next_retry() is None


def test_an_event_told_twice_and_never_answered_is_retried_as_one(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.DOUBLE, of="message"))
    bureau.answer = lambda delivery: (500, None)

    bureau.person().say("92.4")
    let_come(bureau)

    assert heard(bureau) == ["92.4"] * 5  # twice, then at once, after one minute and after five


def test_an_event_that_is_late_is_overtaken(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LATE, of="message", seconds=20))

    bureau.person().say("92.4")
    bureau.person().say("90.1")
    let_come(bureau)

    assert heard(bureau) == ["90.1", "92.4"]
    assert (bureau.now.second, bureau.heard[-1].attempt) == (20, 0)


def test_an_event_that_is_lost_never_comes_and_the_message_is_there(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LOSE, of="message"))

    bureau.person().say("92.4")
    let_come(bureau)

    assert heard(bureau) == []
    dm = bureau.dm(bureau.analyst)
    assert [one["text"] for one in bureau.ok("conversations.history", channel=dm)["messages"]] == ["92.4"]


def test_an_event_whose_ack_is_lost_is_told_again_with_its_count_and_reason(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LOSE_ACK, of="message", times=2))
    seen: list[tuple[int, str]] = []

    def answer(delivery: Delivery) -> tuple[int, object]:
        seen.append((delivery.attempt, delivery.reason))
        return 200, None

    bureau.answer = answer
    bureau.person().say("92.4")
    let_come(bureau)

    assert heard(bureau) == ["92.4"] * 3
    assert seen == [(0, ""), (1, "timeout"), (2, "timeout")]


@pytest.mark.parametrize("kind", [Kind.LOSE, Kind.LOSE_ACK, Kind.KILL_SOCKET])
def test_what_is_pressed_fails_in_the_face_of_whoever_pressed_it_and_never_comes_again(
    bureau: Bureau, spoil: Spoil, kind: Kind
) -> None:
    bureau.answer = lambda delivery: (200, "Two are late")
    spoil(bureau.workspace, Fault(kind=kind, of="/stocktake"))

    with pytest.raises(ErrorTriangle):
        bureau.person().command("/stocktake")
    let_come(bureau)

    assert len(bureau.heard) == (kind is Kind.LOSE_ACK)
    assert bureau.person().command("/stocktake") == "Two are late"


def test_an_event_during_which_the_socket_ends_is_told_again(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.KILL_SOCKET, of="message"))

    bureau.person().say("92.4")
    let_come(bureau)

    assert heard(bureau) == ["92.4"]
    assert [(one.attempt, one.reason) for one in bureau.heard] == [(1, "connection_failed")]


def test_a_frame_that_says_goodbye_costs_no_event(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.DISCONNECT, of="events_api"))

    bureau.person().say("92.4")

    assert heard(bureau) == ["92.4"]


def test_only_the_events_of_one_person_are_spoilt(bureau: Bureau, spoil: Spoil) -> None:
    spoil(bureau.workspace, Fault(kind=Kind.LOSE, about=bureau.director))

    bureau.person().say("92.4")
    bureau.person(bureau.director).say("90.1")

    assert heard(bureau) == ["92.4"]


def test_what_is_pressed_is_not_told_twice_nor_late(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, "Two are late")
    bureau.workspace.spoil(Fault(kind=Kind.DOUBLE, times=None), Fault(kind=Kind.LATE, times=None, seconds=5))

    bureau.person().command("/stocktake")

    assert len(bureau.heard) == 1
    assert bureau.workspace.state.faults.struck == []


def test_a_copy_of_a_workspace_has_the_same_luck(bureau: Bureau) -> None:
    """As a fork has."""
    bureau.workspace.outlet = None
    bureau.workspace.spoil(Fault(kind=Kind.REFUSE, code="internal_error", chance=0.5, times=None), seed=4)
    copied = deepcopy(bureau.workspace)

    def luck(workspace: Workspace) -> list[bool]:
        return [bool(workspace.call("auth.test", {}, bureau.app.bot_token)["ok"]) for _ in range(20)]

    first = luck(bureau.workspace)
    assert luck(copied) == first
    assert set(first) == {True, False}
