"""Who gets into the page, and who does not."""

import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from tests.sandbox.served import TOKEN, Served, serving

KEY = f"/?key={quote(TOKEN)}"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    said: str


class Browser:
    """Asks as a browser does, and follows nothing by itself."""

    def __init__(self, served: Served) -> None:
        self.place = urlsplit(served.url).netloc
        self.origin = served.url
        self.cookie = ""

    def ask(self, verb: str, path: str, body: str | None = None, **headers: str) -> Answer:
        connection = HTTPConnection(self.place, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        try:
            connection.request(verb, path, body, {**cookie, **named})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def enter(self) -> "Browser":
        given = self.ask("GET", KEY).headers["Set-Cookie"]
        self.cookie = given.partition(";")[0]
        return self


def test_the_key_is_changed_for_a_cookie_that_scripts_and_other_sites_do_not_get(served: Served) -> None:
    answer = Browser(served).ask("GET", KEY)

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/page-api/view", "/page-api/changes?since=0", "/?key=another"])
def test_without_the_key_there_is_one_sentence(served: Served, path: str) -> None:
    answer = Browser(served).ask("GET", path)

    assert answer.status == 403
    assert answer.said.startswith("Open this page with the address")


def test_with_the_cookie_the_page_and_its_files_are_there_and_run_nothing_from_elsewhere(served: Served) -> None:
    browser = Browser(served).enter()

    for path, kind in (("/", "text/html"), ("/page/app.js", "text/javascript"), ("/page/page.css", "text/css")):
        answer = browser.ask("GET", path)
        assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, kind)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; img-src 'self' data:;")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["..%2fserver.py", "%2e%2e", "server.py", "nothing.js", ".."])
def test_nothing_but_the_pages_own_files_is_there(served: Served, name: str) -> None:
    assert Browser(served).enter().ask("GET", f"/page/{name}").status == 404


def test_the_cookie_acts_only_for_the_page_itself(served: Served) -> None:
    browser = Browser(served).enter()
    path = f"/people/{served.people['analyst']}/channels"

    assert browser.ask("POST", path, "{}", Origin=browser.origin).status == 200
    assert browser.ask("POST", path, "{}").status == 403
    assert browser.ask("POST", path, "{}", Origin="http://127.0.0.1:1").status == 403
    assert browser.ask("POST", path, "{}", Origin="null").status == 403


def test_a_cookie_that_was_not_given_opens_nothing(served: Served) -> None:
    browser = Browser(served).enter()
    browser.cookie = browser.cookie[:-1] + ("0" if browser.cookie[-1] != "0" else "1")

    assert browser.ask("GET", "/").status == 403
    assert browser.ask("GET", "/control/dump").status == 403


@pytest.mark.parametrize("host", ["rebound.example.org", "rebound.example.org:80", "127.0.0.1.example.org", "["])
def test_a_name_that_was_made_to_point_here_opens_nothing(served: Served, host: str) -> None:
    browser = Browser(served).enter()

    assert browser.ask("GET", "/", Host=host).status == 403
    assert browser.ask("POST", "/api/auth.test", "{}", Host=host).status == 403


def test_this_machine_has_several_names(served: Served) -> None:
    port = urlsplit(served.url).port
    key = {"X_Control_Token": TOKEN}

    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert Browser(served).ask("GET", "/page-api/view", Host=host, **key).status == 200


def test_the_pages_address_is_printed_only_when_it_is_asked_for() -> None:
    def printed(*more: str) -> list[str]:
        command = [sys.executable, "-m", "sandbox", "--clock", "2017-09-25T08:00:00+00:00", *more]
        process = subprocess.Popen(command, env={"SANDBOX_CONTROL_TOKEN": "a b"}, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        with process, process.stdout as said:
            lines = [said.readline().strip() for _ in range(1 + len(more))]
            process.terminate()
            return lines + said.read().split()

    plain, paged = printed(), printed("--page")

    assert len(plain) == 1
    assert paged[1:] == [f"{paged[0]}/?key=a%20b"]
