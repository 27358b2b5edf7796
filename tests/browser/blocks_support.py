"""A browser that shows blocks: the page's own files, served on this machine, drawn by the page's own modules."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

Json = dict[str, Any]

HERE = Path(__file__).parents[2] / "sandbox" / "page"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
CTX: Json = {
    "users": {
        "U1": {"name": "lead.one", "real_name": "First Leader", "bot": False},
        "U2": {"name": "deputy", "real_name": "Second Deputy", "bot": False},
        "UBOT": {"name": "stocktake", "real_name": "Stocktake", "bot": True},
    },
    "channels": {"C1": "delivery", "C2": "schools"},
    "tz": "Africa/Freetown",
    "locale": "en-US",
    "me": "U1",
    "surface": "message",
    "now": 1_795_460_000,  # Monday 23 November 2026, 18:53 UTC
}
DRAW = """
async ([blocks, ctx]) => {
  const { renderBlocks } = await import("/page/blocks.js");
  window.pressed = [];
  const press = (block, element, chosen) =>
    window.pressed.push({ block: block.block_id, action: element.action_id, chosen });
  const stage = document.createElement("main");
  stage.append(renderBlocks(blocks, { ...ctx, press, openFile: () => "/page/block_gallery.svg" }));
  document.body.replaceChildren(stage);
}
"""


class Quiet(SimpleHTTPRequestHandler):
    """The page's files under /page/, with the policy that the page has, and nothing printed."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/page"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Where the page's files are served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(HERE))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def sheet(browser: Browser, base: str) -> Iterator[tuple[Page, list[str]]]:
    """A page with the blocks' styles and nothing on it, and what the browser complains about."""
    complaints: list[str] = []
    context = browser.new_context(locale="en-US", timezone_id="UTC")
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.goto(f"{base}/page/gallery.html?empty")
    yield opened, complaints
    context.close()


@pytest.fixture
def page(sheet: tuple[Page, list[str]]) -> Iterator[Page]:
    """The empty sheet, wide again. Anything the browser complains about fails the test."""
    opened, complaints = sheet
    opened.set_viewport_size({"width": 900, "height": 900})
    opened.evaluate("document.body.replaceChildren()")
    yield opened
    assert complaints == []


FIXTURES = (base, sheet, page)  # for modules to take by these names


def draw(page: Page, *blocks: Json, **ctx: Any) -> Locator:
    """Draw these blocks alone; what holds them."""
    page.evaluate(DRAW, [list(blocks), {**CTX, **ctx}])
    return page.locator("main")


def typed(page: Page) -> Json:
    """What stands in the inputs, as a submitted view tells it."""
    read = 'async () => (await import("/page/inputs.js")).readValues(document.querySelector("main"))'
    values: Json = page.evaluate(read)
    return values


def pressed(page: Page) -> list[Json]:
    """What was pressed or chosen since the blocks were drawn."""
    told: list[Json] = page.evaluate("window.pressed")
    return told


def section(text: str) -> Json:
    """A section of mrkdwn."""
    return {"type": "section", "block_id": "said", "text": {"type": "mrkdwn", "text": text}}


def words(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str, **more: Any) -> Json:
    """An option of a menu."""
    return {"text": words(text), "value": value, **more}


def asks(element: Json, **more: Any) -> Json:
    """An input block `asked` around an element whose action is `answer`."""
    return {
        "type": "input",
        "block_id": "asked",
        "label": words("A question"),
        "element": {"action_id": "answer", **element},
        **more,
    }
