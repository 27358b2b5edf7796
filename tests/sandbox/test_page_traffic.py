"""What the page shows of the traffic with apps: every call and every delivery, and no secret in either."""

import pytest

from sandbox.errors import RateLimited
from sandbox.page_traffic import KEPT
from sandbox.page_watch import Watched
from tests.sandbox.bureau import Bureau, Json, actions, button


class Listened(Bureau):
    """A bureau whose traffic is kept."""

    def __init__(self, *, limits: bool = False) -> None:
        super().__init__(limits=limits)
        watched = Watched(self.workspace)
        watched.outlet = self._take
        self.workspace = watched
        self.traffic = watched.traffic

    def lines(self, text: str = "") -> list[tuple[str, str]]:
        """Titles and outcomes, the oldest first."""
        return [(one["title"], one["outcome"]) for one in reversed(self.traffic.listed(text))]

    def whole(self, index: int = 0) -> Json:
        """One line with everything in it, counted from the newest."""
        found = self.traffic.whole(self.traffic.listed()[index]["number"])
        assert found is not None
        return found


def test_a_call_has_what_was_asked_and_what_came_back() -> None:
    bureau = Listened()
    bureau.post("Hello")

    line = bureau.whole()

    assert (line["kind"], line["app"], line["title"], line["outcome"]) == (
        "call",
        "Stocktake",
        "chat.postMessage",
        "ok",
    )
    assert line["when"] == bureau.now.isoformat()
    assert line["sent"] == {"channel": bureau.channel, "text": "Hello"}
    assert line["answer"]["message"]["text"] == "Hello"


def test_a_refusal_has_its_code() -> None:
    bureau = Listened()
    bureau.call("chat.postMessage", channel="C999999999", text="Hello")
    bureau.workspace.call("auth.test", {}, "xoxb-of-nobody")

    assert bureau.lines() == [("chat.postMessage", "channel_not_found"), ("auth.test", "invalid_auth")]


def test_a_delivery_says_what_became_of_it() -> None:
    bureau = Listened()
    bureau.answer = None
    ts = bureau.post(blocks=[actions(button("Go"))])
    bureau.person().do("click", channel=bureau.channel, ts=ts, action_id="go")
    assert bureau.lines("delivery") == [("interactive: block_actions go", "pending")]

    bureau.workspace.acknowledge(bureau.heard[-1].id, 200, {"text": "done"})

    assert bureau.lines("delivery") == [("interactive: block_actions go", "acked")]
    line = bureau.whole()
    assert line["sent"]["actions"][0]["action_id"] == "go"
    assert line["answer"] == {"answer": {"status": 200, "body": {"text": "done"}}}


def test_one_that_was_not_answered_says_so_and_what_is_told_again_is_another_line() -> None:
    bureau = Listened()
    bureau.answer = None
    bureau.person().do("command", channel=bureau.channel, text="/stocktake help")
    bureau.workspace.unanswered(bureau.heard[-1].id)
    bureau.workspace.invite(bureau.workspace.add_person("new", "newcomer"), bureau.channel)
    bureau.workspace.unanswered(bureau.heard[-1].id)
    bureau.workspace.redeliver_due()

    assert bureau.lines("delivery") == [
        ("slash_commands: /stocktake help", "failed"),
        ("events_api: member_joined_channel", "to be told again"),
        ("events_api: member_joined_channel, again (1)", "pending"),
    ]
    assert "did not answer" in bureau.traffic.whole(1)["answer"]["error"]  # type: ignore[index] # it is there


def test_what_comes_too_fast_is_a_line_too() -> None:
    bureau = Listened(limits=True)
    bureau.post("one")
    with pytest.raises(RateLimited):
        bureau.post("two")

    assert bureau.lines() == [("chat.postMessage", "ok"), ("chat.postMessage", "ratelimited")]


def test_no_secret_is_in_any_line() -> None:
    bureau = Listened()
    app = bureau.app
    bureau.post(f"my tokens are {app.bot_token} and {app.signing_secret}")
    url = bureau.workspace.call("apps.connections.open", {}, app.app_token)["url"]

    written = [str(bureau.traffic.whole(one["number"])) for one in bureau.traffic.listed()]

    assert len(written) == 2
    for secret in (app.bot_token, app.app_token, app.signing_secret, url.partition("=")[2]):
        assert not any(secret in one for one in written)


def test_a_filter_looks_into_everything() -> None:
    bureau = Listened()
    bureau.post("about beds")
    bureau.post("about staff")

    assert len(bureau.traffic.listed("BEDS")) == 1
    assert len(bureau.traffic.listed("chat.post")) == 2
    assert bureau.traffic.listed("nothing of the kind") == []


def test_the_oldest_lines_go() -> None:
    bureau = Listened()
    for number in range(KEPT + 2):
        bureau.call("api.test", number=number)

    assert len(bureau.traffic.listed()) == KEPT
    assert bureau.traffic.whole(1) is None
    assert bureau.traffic.whole(3) is not None
