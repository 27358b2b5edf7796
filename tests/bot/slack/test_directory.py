"""Everybody of the workspace is read, page by page, as Slack tells them."""

from typing import Any

from bot.ports import Json
from bot.slack.directory import DirectoryRow, from_member, read_all

PERSON: Json = {
    "id": "U1",
    "name": "waits-analyst",
    "tz": "Asia/Kathmandu",
    "locale": "de-DE",
    "profile": {"real_name": "Waits analyst", "email": "waits@example.org"},
}


class Pages:
    """Slack with so many pages of members."""

    told = None

    def __init__(self, *pages: list[Json]) -> None:
        self.asked: list[Any] = []
        self._pages = pages

    def call(self, method: str, **arguments: Any) -> Json:
        assert method == "users.list"
        self.asked.append(arguments.get("cursor"))
        at = int(arguments.get("cursor") or 0)
        cursor = str(at + 1) if at + 1 < len(self._pages) else ""
        return {"ok": True, "members": self._pages[at], "response_metadata": {"next_cursor": cursor}}

    def upload(self, url: str, content: bytes) -> None:
        raise AssertionError("a directory uploads nothing")


def test_a_person_is_read_with_zone_and_locale() -> None:
    assert from_member(PERSON) == DirectoryRow(
        id="U1",
        name="Waits analyst",
        handle="waits-analyst",
        email="waits@example.org",
        zone="Asia/Kathmandu",
        locale="de-DE",
        guest=False,
        deactivated=False,
    )


def test_a_person_of_whom_slack_tells_little_is_read_all_the_same() -> None:
    row = from_member({"id": "U2"})
    assert (row.name, row.zone, row.locale, row.email) == ("U2", "UTC", "en-US", "")


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert from_member(PERSON | {"tz": "Mars/Olympus_Mons"}).zone == "UTC"
    assert from_member(PERSON | {"tz": "../etc/passwd"}).zone == "UTC"
    assert from_member(PERSON | {"tz": None}).zone == "UTC"


def test_guests_and_deactivated_people_are_known_as_such() -> None:
    assert from_member(PERSON | {"is_restricted": True}).guest
    assert from_member(PERSON | {"is_ultra_restricted": True}).guest
    assert from_member(PERSON | {"deleted": True}).deactivated


def test_every_page_is_read_once_and_apps_are_left_out() -> None:
    app, slackbot = PERSON | {"id": "U9", "is_bot": True}, PERSON | {"id": "USLACKBOT"}
    slack = Pages([PERSON, app], [], [slackbot, PERSON | {"id": "U3"}])
    assert [row.id for row in read_all(slack)] == ["U1", "U3"]
    assert slack.asked == [None, "1", "2"]


def test_a_workspace_of_one_page_needs_no_cursor() -> None:
    class One(Pages):
        def call(self, method: str, **arguments: Any) -> Json:
            return {"ok": True, "members": [PERSON], "response_metadata": None}

    assert [row.id for row in read_all(One())] == ["U1"]
