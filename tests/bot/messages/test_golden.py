"""Every message and every modal against the files in golden/: a change of wording shows in review.

`python -m tests.bot.messages.show --write` writes them anew.
"""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest
from jinja2 import Environment, nodes

from bot import messages
from bot.messages import commands
from bot.messages.ids import Form
from bot.messages.phrases import Phrases
from bot.ports import Rendered
from tests.bot.messages.show import GOLDEN, everything
from tests.bot.messages.show_commands import answers

TEMPLATES = Path(messages.__file__).parent / "templates"
WRITTEN = dict(everything())


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_it_reads_as_agreed(name: str) -> None:
    agreed = (GOLDEN / name.replace(" ", "_")).read_text(encoding="utf-8")
    assert WRITTEN[name] == agreed


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name.replace(" ", "_") for name in WRITTEN}


def test_every_answer_of_a_command_has_a_golden_file() -> None:
    says = {
        name for name, one in inspect.getmembers(commands, inspect.isfunction) if one.__module__ == commands.__name__
    }
    public = {name for name in says if not name.startswith("_")}
    rendering = {name for name in public if get_type_hints(getattr(commands, name))["return"] is Rendered}
    assert rendering == {one.says.__name__ for one in answers()}


def test_every_form_has_a_golden_file() -> None:
    modals = [held.split("-" * 40 + "\n") for name, held in WRITTEN.items() if name.startswith("modal ")]
    assert {json.loads(parts[-1])["callback_id"] for parts in modals} == {form.value for form in Form}


def test_every_sentence_stands_in_a_golden_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of each template is printed by one of them: what nobody prints, nobody has looked at."""
    printed = set()
    say = Phrases.__call__

    def noted(self: Phrases, part: str, **more: object) -> str:
        written = say(self, part, **more)
        if written:
            printed.add((self._template.name, part))
        return written

    monkeypatch.setattr(Phrases, "__call__", noted)
    dict(everything())
    blocks = {(path.name, one.name) for path in TEMPLATES.iterdir() for one in _blocks(path.read_text("utf-8"))}
    assert sorted(blocks - printed) == []


def _blocks(template: str) -> Iterator[nodes.Block]:
    return Environment(autoescape=True).parse(template).find_all(nodes.Block)
