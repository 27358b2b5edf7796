"""The example plan, and what is said of it once one place in it is changed."""

from pathlib import Path

import pytest

from bot.files.reading import PlanErrors, read_plan

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = (EXAMPLES / "small-unit.yaml").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The example's text with each `old` replaced by `new` where it first stands."""
    text = TEXT
    for old, new in changes:
        assert old in text, f"the example has no {old}"
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def told(text: str) -> list[str]:
    """Everything said of a plan that is refused."""
    with pytest.raises(PlanErrors) as wrong:
        read_plan(text, "plan.yaml")
    return str(wrong.value).split("\n")
