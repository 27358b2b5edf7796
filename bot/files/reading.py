"""A plan's YAML in: all of it or nothing, and every mistake at once, each with its line and its mend."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from bot.files.building import build
from bot.files.plan import Plan
from bot.files.rows import PlanRow
from domain.errors import StocktakeError

Path = tuple[str | int, ...]
SAY = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field of a plan; check its spelling",
    "decimal_parsing": "is not a number; write digits, like 89.67",
    "string_pattern_mismatch": "is not written as expected",
}


@dataclass(frozen=True)
class Mistake:
    """One mistake: where, what, and how to mend it."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field} {self.sentence}"


class PlanErrors(StocktakeError):  # noqa: N818 - there may be many
    """Nothing was imported. All the mistakes of a plan, one a line."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(one) for one in mistakes))
        self.mistakes = mistakes


def read_plan(text: str, name: str) -> Plan:
    """The plan in a YAML text; `name` is the file's. Raises PlanErrors with everything that is wrong."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise PlanErrors([Mistake(name, line, "the file", f"is not YAML: {broken.problem}")]) from broken
    if not isinstance(root, yaml.MappingNode):
        raise PlanErrors([Mistake(name, 1, "the file", "has no unit, people, routine and priorities")])
    lines: dict[Path, int] = {}
    content = _content(root, (), lines)
    doubled = [Mistake(name, line, key, "stands twice; keep one") for key, line in _doubled(root, ())]
    try:
        rows = PlanRow.model_validate(content)
    except ValidationError as wrong:
        raise PlanErrors(doubled + [_mistake(name, error, lines) for error in wrong.errors()]) from wrong
    plan, found = build(rows, lines)
    mistakes = doubled + [Mistake(name, _line(lines, path), _dotted(path), said) for path, said in found]
    if mistakes or plan is None:
        raise PlanErrors(sorted(mistakes, key=lambda one: one.line))
    return plan


def _content(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    """Plain values, numbers as the text that was typed, and the line of each."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return {key.value: _content(value, (*path, key.value), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_content(one, (*path, index), lines) for index, one in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    return node.value


def _doubled(node: yaml.Node, path: Path) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield _dotted((*path, key.value)), key.start_mark.line + 1
            seen.add(key.value)
            yield from _doubled(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, one in enumerate(node.value):
            yield from _doubled(one, (*path, index))


def _mistake(name: str, error: Any, lines: dict[Path, int]) -> Mistake:
    path = tuple(error["loc"])
    said = SAY.get(error["type"]) or f"{error['msg'].removeprefix('Value error, ')}"
    if error["type"] not in ("missing", "extra_forbidden") and isinstance(error["input"], str):
        said = f"(“{error['input'][:40]}”) {said}"
    return Mistake(name, _line(lines, path), _dotted(path), said)


def _line(lines: dict[Path, int], path: Path) -> int:
    """The line of a place, or of the nearest thing around it that is there."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path) or "the file"
