"""Faults as tests ask for them, of a workspace in the same process or of one that is served."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any, Protocol

import pytest

from sandbox.faults import Fault
from sandbox.workspace import Workspace

Json = dict[str, Any]
Left = Callable[[], list[str]]


class Asked(Protocol):
    """A workspace in another thread or process, reached over HTTP."""

    def ask(self, verb: str, path: str, body: object = None) -> Json: ...


class Spoil:
    """`spoil(workspace, Fault(...), ...)` asks for faults; those that never struck fail the test at its end."""

    def __init__(self) -> None:
        self._left: list[Left] = []

    def __call__(self, workspace: Workspace | Asked, *faults: Fault, seed: int | None = None) -> None:
        if isinstance(workspace, Workspace):
            workspace.spoil(*faults, seed=seed)
            self._left.append(lambda: _named([asdict(one.fault) for one in workspace.state.faults.waiting]))
        else:
            workspace.ask("POST", "/control/faults", {"faults": [asdict(one) for one in faults], "seed": seed})
            self._left.append(lambda: _named(workspace.ask("GET", "/control/faults")["waiting"]))

    def left(self) -> list[str]:
        """Faults with an end that have not come to it."""
        return [name for left in self._left for name in left()]


@pytest.fixture
def spoil() -> Iterator[Spoil]:
    made = Spoil()
    yield made
    assert made.left() == [], "these were asked for and never struck"


def _named(waiting: list[Json]) -> list[str]:
    return [f"{one['kind']} of {one['of']}" for one in waiting if one["times"] is not None]
