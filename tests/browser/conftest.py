"""A browser, a workspace with an app that runs, and a visit to its page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.sandbox.served import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visiting import Desk, Visit


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Without a window. One a module: only one can be driven at a time."""
    from playwright.sync_api import sync_playwright

    from tests.browser.visiting import executable

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def office() -> Iterator[Served]:
    """A workspace whose app is connected."""
    from tests.browser.visiting import COMMAND, SHORTCUTS, connected

    with serving(commands=[COMMAND], shortcuts=SHORTCUTS) as made, connected(made):
        yield made


@pytest.fixture
def served(office: Served) -> Served:
    """One for all, where a test does not want its own: each has its people and its channel."""
    return office


@pytest.fixture
def desk(served: Served) -> "Desk":
    from tests.browser.visiting import Desk

    return Desk(served)


@pytest.fixture
def visit(browser: "Browser", desk: "Desk") -> Iterator["Visit"]:
    """The browser may complain of nothing, and ask nothing of another machine."""
    from tests.browser.visiting import Visit

    made = Visit(browser, desk)
    yield made
    made.close()
    assert made.complaints == []
    assert made.abroad == []
