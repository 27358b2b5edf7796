"""What goes wrong with calls, asked for as data: each fault as a caller in the same process meets it."""

from collections.abc import Callable

import pytest

from sandbox.errors import LateAnswer, NoAnswer, ServerError
from sandbox.faults import Fault, Kind
from sandbox.workspace import NotThere, RateLimited
from tests.sandbox.bureau import Bureau

PNG = b"\x89PNG and so on"
Post = Callable[[], object]


def posted(bureau: Bureau) -> list[str]:
    return [str(one["text"]) for one in bureau.workspace.state.conversations[bureau.channel].messages]


def struck(bureau: Bureau) -> list[tuple[str, str]]:
    return [(one.kind.value, one.what) for one in bureau.workspace.state.faults.struck]


def test_a_rate_limit_strikes_as_often_as_it_was_asked_for(bureau: Bureau) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.RATE_LIMIT, of="chat.postMessage", times=2, seconds=30))

    for _ in range(2):
        with pytest.raises(RateLimited) as limit:
            bureau.post()
        assert limit.value.retry_after == 30
    bureau.post("third")
    assert posted(bureau) == ["third"]


def test_a_refusal_has_the_code_that_was_asked_for_and_nothing_is_done(bureau: Bureau) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.REFUSE, of="chat.postMessage", code="missing_scope"))

    assert bureau.error("chat.postMessage", channel=bureau.channel, text="one") == "missing_scope"
    assert posted(bureau) == []


@pytest.mark.parametrize(("accepted", "there"), [(False, []), (True, ["one"])])
def test_a_connection_drops_before_a_call_is_accepted_or_after(
    bureau: Bureau, accepted: bool, there: list[str]
) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.DROP, of="chat.postMessage", accepted=accepted))

    with pytest.raises(NoAnswer):
        bureau.post("one")
    assert posted(bureau) == there


@pytest.mark.parametrize(("accepted", "there"), [(False, []), (True, ["one"])])
def test_a_server_error_says_nothing_of_what_was_done(bureau: Bureau, accepted: bool, there: list[str]) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.SERVER_ERROR, of="chat.postMessage", status=502, accepted=accepted))

    with pytest.raises(ServerError) as error:
        bureau.post("one")
    assert (error.value.status, posted(bureau)) == (502, there)


def test_a_call_whose_connection_dropped_may_be_carried_out_later(bureau: Bureau) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.DROP, of="chat.postMessage", seconds=8))
    with pytest.raises(NoAnswer):
        bureau.post("one")

    bureau.pass_time(seconds=7)
    bureau.post("two")
    assert bureau.workspace.next_retry() == bureau.now.replace(second=8)
    bureau.pass_time(seconds=1)
    bureau.post("three")

    assert posted(bureau) == ["two", "one", "three"]


@pytest.mark.parametrize(("kind", "drips"), [(Kind.SLOW, False), (Kind.DRIP, True)])
def test_a_late_answer_is_told_with_how_late_it_is(bureau: Bureau, kind: Kind, drips: bool) -> None:
    bureau.workspace.spoil(Fault(kind=kind, of="chat.postMessage", seconds=12))

    with pytest.raises(LateAnswer) as late:
        bureau.post("one")
    assert (late.value.seconds, late.value.drips) == (12, drips)
    assert late.value.answer["message"]["text"] == "one"
    assert posted(bureau) == ["one"]


def test_faults_of_a_method_strike_one_after_another(bureau: Bureau) -> None:
    of = "chat.postMessage"
    bureau.workspace.spoil(
        Fault(kind=Kind.DROP, of=of), Fault(kind=Kind.REFUSE, of=of, code="is_archived"), Fault(kind=Kind.RATE_LIMIT)
    )

    with pytest.raises(NoAnswer):
        bureau.post()
    assert bureau.error("chat.postMessage", channel=bureau.channel, text="two") == "is_archived"
    with pytest.raises(RateLimited):
        bureau.call("auth.test")
    assert struck(bureau) == [("drop", of), ("refuse", of), ("rate_limit", "auth.test")]


def test_a_fault_waits_for_its_method_for_its_turn_and_for_whom_it_is_about(bureau: Bureau) -> None:
    dm = bureau.dm(bureau.analyst)
    bureau.workspace.spoil(Fault(kind=Kind.DROP, of="chat.*", skip=1, about=bureau.analyst))

    bureau.post("elsewhere")
    bureau.post("first", channel=dm)
    bureau.post("elsewhere again")
    with pytest.raises(NoAnswer):
        bureau.post("second", channel=bureau.analyst)
    bureau.post("third", channel=dm)

    said = bureau.workspace.state.conversations[dm].messages
    assert [one["text"] for one in said] == ["first", "third"]


def test_a_fault_without_end_strikes_until_all_is_cleared(bureau: Bureau) -> None:
    bureau.workspace.spoil(Fault(kind=Kind.REFUSE, of="auth.test", code="internal_error", times=None))

    assert [bureau.error("auth.test") for _ in range(5)] == ["internal_error"] * 5
    bureau.workspace.state.faults.clear()
    assert bureau.ok("auth.test")


def test_an_upload_is_spoilt_by_its_own_name(bureau: Bureau) -> None:
    ticket = bureau.ok("files.getUploadURLExternal", filename="chart.png", length=len(PNG))
    bureau.workspace.spoil(
        Fault(kind=Kind.DROP, of="upload"),
        Fault(kind=Kind.REFUSE, of="upload", code="gone"),
        Fault(kind=Kind.LAG, seconds=1),
    )

    with pytest.raises(NoAnswer):
        bureau.workspace.put_file(ticket["upload_url"], PNG)
    with pytest.raises(NotThere):
        bureau.workspace.put_file(ticket["upload_url"], PNG)
    bureau.workspace.put_file(ticket["upload_url"], PNG)
    assert bureau.ok("files.completeUploadExternal", files=[{"id": ticket["file_id"]}])


def test_a_response_url_is_spoilt_by_its_own_name(bureau: Bureau) -> None:
    person = bureau.person()
    person.do("command", channel=bureau.channel, text="/stocktake")
    url = bureau.pressed()["response_url"]
    bureau.workspace.spoil(Fault(kind=Kind.SERVER_ERROR, of="response_url", accepted=True))

    with pytest.raises(ServerError):
        bureau.workspace.respond(url, {"text": "Two are late"})
    assert [one["text"] for one in person.whispers()] == ["Two are late"]


def draws(bureau: Bureau, seed: int) -> list[bool]:
    """Which of a hundred calls were spoilt."""
    bureau.workspace.state.faults.clear()
    bureau.workspace.spoil(Fault(kind=Kind.REFUSE, code="internal_error", chance=0.3, times=None), seed=seed)
    return [not bureau.call("auth.test")["ok"] for _ in range(100)]


def test_chances_are_the_same_under_the_same_seed_and_others_under_another(bureau: Bureau) -> None:
    first = draws(bureau, 1)

    assert draws(bureau, 1) == first != draws(bureau, 2)
    assert 15 < sum(first) < 45


@pytest.mark.parametrize(
    ("kind", "given", "complaint"),
    [
        ("refuse", {}, "needs code"),
        ("slow", {}, "needs seconds"),
        ("lag", {"accepted": True}, "has no accepted"),
        ("drop", {"accepted": True, "seconds": 3}, "not carried out later"),
        ("drop", {"times": 0}, "times"),
        ("drop", {"chance": 0.0}, "chance"),
        ("drop", {"skip": -1}, "below 0"),
        ("drop", {"of": "now"}, "needs an occasion"),
        ("server_error", {"status": 404}, "5xx"),
        ("disconnect", {"code": "bye"}, "warning"),
        ("archive", {}, "needs about"),
        ("chatter", {"of": "now", "count": 3}, "channel"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(kind: str, given: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Fault(kind=Kind(kind), **given)  # type: ignore[arg-type]  # some are wrong on purpose
