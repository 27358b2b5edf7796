"""The workspace over HTTP: Slack's Web API as the SDK speaks it, and the hand on people and clock."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox.clock import SteppedClock
from sandbox.server import serve
from sandbox.workspace import Workspace
from tests.sandbox.bureau import actions, button, section
from tests.sandbox.served import START, TOKEN, Json, Served, serving
from tests.support.hanging_up import status_for_who_hangs_up

PNG = b"\x89PNG and so on"
META = {"event_type": "stocktake", "event_payload": {"id": "opaque"}}


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def client(served: Served) -> WebClient:
    return WebClient(served.app["bot_token"], base_url=f"{served.url}/api/", timeout=10)


def test_the_sdk_posts_and_finds_again_what_it_posted(served: Served) -> None:
    slack = client(served)
    channel = served.channels["waits"]
    posted = slack.chat_postMessage(channel=channel, text="Hello", blocks=[section("Hello")], metadata=META)

    found = slack.conversations_history(channel=channel, include_all_metadata=True, oldest=posted["ts"], inclusive=True)

    assert [one["metadata"] for one in found["messages"]] == [META]
    assert "metadata" not in slack.conversations_history(channel=channel)["messages"][0]
    assert posted.headers["date"].endswith("GMT")


def test_the_sdk_reads_page_after_page(served: Served) -> None:
    pages = [[one["name"] for one in page["members"]] for page in client(served).users_list(limit=2)]

    assert pages == [["analyst", "director"], ["stocktake"]]


def test_the_sdk_uploads_a_picture(served: Served) -> None:
    slack = client(served)
    file = slack.files_upload_v2(filename="chart.png", content=PNG, alt_txt="A chart")["files"][0]["id"]
    image = {"type": "image", "slack_file": {"id": file}, "alt_text": "A chart"}

    assert slack.files_info(file=file)["file"]["mimetype"] == "image/png"
    assert slack.chat_postMessage(channel=served.channels["waits"], text="A chart", blocks=[image])["ok"]
    assert served.refusal("GET", f"/files/{file}", **{"X-Control-Token": "another"}) == 404


def test_a_refusal_has_its_code(served: Served) -> None:
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client(served).chat_postMessage(channel="C999999999", text="Hello")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        WebClient("xoxb-else", base_url=f"{served.url}/api/").auth_test()


def test_what_comes_too_fast_is_told_when_to_come_again() -> None:
    with serving(limits=True) as served:
        slack = client(served)
        slack.chat_postMessage(channel=served.channels["waits"], text="one")
        with pytest.raises(SlackApiError) as refused:
            slack.chat_postMessage(channel=served.channels["waits"], text="two")

    response = refused.value.response
    assert (response.status_code, response.headers["retry-after"], response["error"]) == (429, "1", "ratelimited")


def test_json_that_is_none_is_refused_and_nothing_breaks(served: Served) -> None:
    token = {"Authorization": f"Bearer {served.app['bot_token']}"}

    assert served.ask("POST", "/api/auth.test", ["a list"], **token) == {"ok": False, "error": "invalid_json"}
    assert served.ask("POST", "/api/auth.test", {}, **token)["ok"] is True


def test_a_response_url_is_answered_with_the_sdk(served: Served) -> None:
    slack = client(served)
    channel = served.channels["waits"]
    ts = slack.chat_postMessage(channel=channel, text="x", blocks=[actions(button("Answer"))])["ts"]
    person = served.person()
    person.do("click", channel=channel, ts=ts, action_id="go")  # nobody is connected: it fails, its address stands

    hook = WebhookClient(f"{served.url}/response/R000000001")
    assert hook.send(text="Answered", replace_original=True).status_code == 200
    assert [one["text"] for one in person.read(channel)] == ["Answered"]
    assert WebhookClient(f"{served.url}/response/R000000009").send(text="x").status_code == 404
    assert hook.send(text="").status_code == 404


def test_nobody_acts_or_moves_the_clock_without_the_token(served: Served) -> None:
    for path in (f"/people/{served.people['analyst']}/channels", "/control/step", "/control/idle", "/control/set-up"):
        assert served.refusal("POST", path, {}, **{"X-Control-Token": "another"}) == 403
    assert served.refusal("GET", "/control/dump", **{"X-Control-Token": "another"}) == 403


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/control/step", {}),
        ("/control/step", {"to": "tomorrow"}),
        ("/control/step", {"to": "2017-09-26T08:00:00"}),
        ("/control/idle", {"until": None}),
        ("/control/step", []),
        ("/control/set-up", {"people": [{"real_name": "nobody"}]}),
    ],
)
def test_what_makes_no_sense_is_refused(served: Served, path: str, body: object) -> None:
    assert served.refusal("POST", path, body) == 400


def test_an_act_that_is_not_there_is_not_found(served: Served) -> None:
    assert served.refusal("POST", f"/people/{served.people['analyst']}/dance", {}) == 404


def test_furniture_can_be_added_to(served: Served) -> None:
    again = served.ask("POST", "/control/set-up", {"people": [{"name": "auditor", "real_name": "auditor"}]})

    assert again["app"] == served.app
    dump = served.ask("GET", "/control/dump")
    assert [one["name"] for one in dump["people"]] == ["analyst", "director", "stocktake", "auditor"]
    rooms = {one["name"]: one for one in dump["conversations"]}
    assert rooms["desk"]["members"] == sorted([served.people["director"], served.app["bot_user"]])


def test_the_dump_has_messages_with_their_metadata(served: Served) -> None:
    client(served).chat_postMessage(channel=served.channels["waits"], text="Hello", metadata=META)

    rooms = served.ask("GET", "/control/dump")["conversations"]
    assert [one["metadata"] for room in rooms for one in room["messages"]] == [META]


class Idler(threading.Thread):
    """An app with nothing to do but at its own instants, which it writes down when they come."""

    def __init__(self, served: Served, *hours: int) -> None:
        super().__init__(daemon=True)
        self.served = served
        self.due = [START + timedelta(hours=one) for one in hours]
        self.came: list[str] = []
        self.aloud: datetime | None = None  # when it posts, too
        self.stopped = False

    def run(self) -> None:
        while not self.stopped:
            told = self.served.ask("GET", "/control/clock")
            while self.due and self.due[0].isoformat() <= told["now"]:
                if self.due.pop(0) == self.aloud:
                    client(self.served).chat_postMessage(channel=self.served.channels["waits"], text="It is time")
                self.came.append(told["now"])
            until = self.due[0].isoformat() if self.due else None
            self.served.ask("POST", "/control/idle", {"until": until, "epoch": told["epoch"], "wait": 0.2})


@pytest.fixture
def idler(served: Served) -> Iterator[Idler]:
    made = Idler(served, 1, 5, 30)
    made.start()
    yield made
    made.stopped = True
    made.join(5)


def step(served: Served, hours: float) -> Json:
    return served.ask("POST", "/control/step", {"to": (START + timedelta(hours=hours)).isoformat()})


def test_a_step_stops_wherever_something_is_due(served: Served, idler: Idler) -> None:
    told = step(served, 24)

    assert idler.came == [(START + timedelta(hours=one)).isoformat() for one in (1, 5)]
    assert told["now"] == (START + timedelta(hours=24)).isoformat()
    assert told["idle_until"] == (START + timedelta(hours=30)).isoformat()


def test_to_the_next_thing_that_happens(served: Served, idler: Idler) -> None:
    for hours in (1, 5, 30):
        served.ask("POST", "/control/advance_to_next", {})
        assert served.now() == START + timedelta(hours=hours)
    served.ask("POST", "/control/advance_to_next", {})
    assert served.now() == START + timedelta(hours=30)


def test_to_the_next_thing_that_people_see(served: Served, idler: Idler) -> None:
    idler.aloud = START + timedelta(hours=5)
    for hours in (5, 30, 30):
        served.ask("POST", "/control/advance_to_news", {})
        assert served.now() == START + timedelta(hours=hours)


def test_a_step_back_does_not_happen(served: Served, idler: Idler) -> None:
    assert step(served, -1)["now"] == START.isoformat()


def test_without_anybody_idle_the_clock_stays(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.clock.PATIENCE", 0.1)

    assert served.refusal("POST", "/control/step", {"to": (START + timedelta(hours=1)).isoformat()}) == 409
    assert served.now() == START


def test_an_idle_that_looked_too_early_is_answered_at_once(served: Served, idler: Idler) -> None:
    before = served.ask("GET", "/control/clock")["epoch"]
    step(served, 2)

    told = served.ask("POST", "/control/idle", {"until": None, "epoch": before, "wait": 30})

    assert told["epoch"] > before
    assert told["now"] == (START + timedelta(hours=2)).isoformat()


def test_it_starts_from_the_command_line_only_with_a_token_and_a_zone() -> None:
    def said(*arguments: str, **environment: str) -> str:
        command = [sys.executable, "-m", "sandbox", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 1
        return done.stderr

    assert "SANDBOX_CONTROL_TOKEN" in said("--clock", "2017-09-25T08:00:00+00:00")
    assert "zone" in said("--clock", "2017-09-25T08:00:00", SANDBOX_CONTROL_TOKEN="x")
    assert "no instant" in said("--clock", "Monday", SANDBOX_CONTROL_TOKEN="x")


def test_who_dies_in_the_middle_of_a_question_is_no_failure_of_the_workspaces() -> None:
    clock = SteppedClock(START)
    app = serve(Workspace(clock.now), clock, TOKEN)
    assert status_for_who_hangs_up(app, "/control/idle", x_control_token=TOKEN) == 400
