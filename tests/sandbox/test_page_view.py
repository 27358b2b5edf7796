"""What the page is given to show to one person."""

import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient

from tests.sandbox.bureau import section
from tests.sandbox.served import Json, Served, serving

MORE = {
    "people": [{"name": "guest", "real_name": "visiting auditor", "guest": True, "title": "Audit office"}],
    "app": "Second",
    "commands": ["/plain", {"command": "/hinted", "description": "Gives hints", "usage_hint": "[about what]"}],
    "shortcuts": [{"name": "Make it a promise", "type": "message", "callback_id": "promise"}],
}


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def view(served: Served, person: str = "analyst", **more: Any) -> Json:
    asked = urlencode({"as": served.people[person], **more})
    return served.ask("GET", f"/page-api/view?{asked}")


def slack(served: Served) -> WebClient:
    return WebClient(served.app["bot_token"], base_url=f"{served.url}/api/")


def test_the_sidebar_has_what_one_is_in(served: Served) -> None:
    assert [one["name"] for one in view(served)["sidebar"]["channels"]] == ["waits"]
    assert [one["name"] for one in view(served, "director")["sidebar"]["channels"]] == ["desk", "waits"]
    assert [one["name"] for one in view(served)["sidebar"]["apps"]] == ["Stocktake"]


def test_a_conversation_that_one_is_not_in_stays_shut(served: Served) -> None:
    desk = served.channels["desk"]
    served.person("director").do("send", channel=desk, text="Between us")

    assert view(served, "director", open=desk)["open"]["messages"][0]["text"] == "Between us"
    assert view(served, open=desk)["open"] is None
    assert view(served, open=desk, thread="1")["thread"] is None


def test_the_messages_of_a_conversation_with_whispers_in_their_place(served: Served) -> None:
    waits, analyst = served.channels["waits"], served.people["analyst"]
    served.person().do("send", channel=waits, text="first")
    slack(served).chat_postEphemeral(channel=waits, user=analyst, text="whispered")
    served.person().do("send", channel=waits, text="last")

    def seen(person: str) -> list[tuple[str, bool]]:
        messages = view(served, person, open=waits)["open"]["messages"]
        return [(one["text"], one.get("ephemeral", False)) for one in messages]

    assert seen("analyst") == [("first", False), ("whispered", True), ("last", False)]
    assert seen("director") == [("first", False), ("last", False)]


def test_a_thread_opens_beside_its_conversation(served: Served) -> None:
    waits = served.channels["waits"]
    first = served.person().do("send", channel=waits, text="first")["ts"]
    served.person("director").do("send", channel=waits, text="answer", thread_ts=first)

    seen = view(served, open=waits, thread=first)

    assert [one["text"] for one in seen["open"]["messages"]] == ["first"]
    assert [one["text"] for one in seen["thread"]["messages"]] == ["first", "answer"]
    assert seen["open"]["repliers"] == {first: [served.people["director"]]}


def test_what_others_wrote_is_unread_until_one_has_looked(served: Served) -> None:
    waits = served.channels["waits"]
    for text in ("one", "two"):
        served.person("director").do("send", channel=waits, text=text)

    def unread(person: str) -> int:
        return int(view(served, person)["sidebar"]["channels"][-1]["unread"])

    assert (unread("analyst"), unread("director")) == (2, 0)
    assert {one["name"]: one["unread"] for one in view(served)["people"]} == {"analyst": 2, "director": 0}
    served.person().do("read", channel=waits)
    assert unread("analyst") == 0
    served.person("director").do("send", channel=waits, text="three")
    assert unread("analyst") == 1


def test_replies_are_unread_for_those_who_wrote_in_the_thread(served: Served) -> None:
    waits = served.channels["waits"]
    served.ask("POST", "/control/set-up", {"people": MORE["people"], "channels": [{"name": "open", "members": []}]})
    first = served.person().do("send", channel=waits, text="first")["ts"]
    served.person("director").do("read", channel=waits)
    served.person().do("send", channel=waits, text="a reply", thread_ts=first)

    assert view(served, "director")["sidebar"]["channels"][-1]["unread"] == 0
    served.person("director").do("send", channel=waits, text="mine", thread_ts=first)
    served.person().do("send", channel=waits, text="another", thread_ts=first)
    assert view(served, "director")["sidebar"]["channels"][-1]["unread"] == 2


def test_marks_only_go_forward(served: Served) -> None:
    waits = served.channels["waits"]
    sent = [served.person("director").do("send", channel=waits, text=text)["ts"] for text in ("one", "two")]

    assert served.person().do("read", channel=waits)["read_until"] == sent[1]
    assert served.person().do("read", channel=waits, ts=sent[0])["read_until"] == sent[1]


def test_a_home_is_its_persons(served: Served) -> None:
    home = {"type": "home", "blocks": [section("Your week")]}
    slack(served).views_publish(user_id=served.people["analyst"], view=home)

    app = served.app["app_id"]
    assert view(served)["homes"][app]["blocks"][0]["text"]["text"] == "Your week"
    assert view(served, "director")["homes"][app] is None


def test_commands_and_shortcuts_say_what_they_are_for(served: Served) -> None:
    served.ask("POST", "/control/set-up", MORE)

    seen = view(served)

    hints = {one["command"]: (one["app"], one["description"], one["usage_hint"]) for one in seen["commands"]}
    assert hints["/plain"] == ("Second", "", "")
    assert hints["/hinted"] == ("Second", "Gives hints", "[about what]")
    assert [(one["app"], one["name"], one["type"]) for one in seen["shortcuts"]] == [
        ("Second", "Make it a promise", "message")
    ]
    assert seen["people"][-1]["role"] == "Audit office"


def test_nobody_can_look_as_an_app_or_as_nobody(served: Served) -> None:
    for name in (served.app["bot_user"], "U999999999"):
        assert served.refusal("GET", f"/page-api/view?as={name}") == 404


def test_who_waits_for_a_change_hears_of_it_at_once(served: Served) -> None:
    before = view(served)["change"]
    heard: list[int] = []
    waiting = threading.Thread(
        target=lambda: heard.append(served.ask("GET", f"/page-api/changes?since={before}")["change"])
    )
    waiting.start()
    served.person().do("history", channel=served.channels["waits"])  # looking changes nothing
    served.person().do("send", channel=served.channels["waits"], text="news")
    waiting.join(10)

    assert heard == [before + 1]
    assert view(served)["change"] == before + 1
    assert served.refusal("GET", "/page-api/changes") == 400
