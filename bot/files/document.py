"""A YAML text as plain values, with the line of each. Numbers and dates stay the text that was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

Path = tuple[str | int, ...]

DEEPEST: Final = 20  # levels; a plan has eight
QUOTES: Final = frozenset("@%`")
"""What a text may not begin with unless it is in quotes."""


class NoDocument(Exception):  # noqa: N818 - reads as what happened
    """The text cannot be read at all: the line, and what is wrong with the mend."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True)
class Document:
    """`lines` has the line of each value and of each heading; `doubled` the headings that stand twice."""

    content: dict[str, Any]
    lines: Mapping[Path, int]
    doubled: tuple[tuple[Path, int], ...]

    def line(self, path: Path) -> int:
        """Of a place, or of the nearest thing around it that is there."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def parse(text: str) -> Document:
    """Raises NoDocument."""
    try:
        _check_events(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        raise NoDocument(_line(broken.problem_mark), _broken(broken)) from broken
    except yaml.YAMLError as unreadable:  # a character that YAML does not allow anywhere
        raise NoDocument(1, "holds characters that are no text; save it as plain text in UTF-8") from unreadable
    if not isinstance(root, yaml.MappingNode):
        raise NoDocument(1, "is no plan: a plan has the headings unit, people, routine and priorities")
    lines: dict[Path, int] = {}
    return Document(_content(root, (), lines), lines, tuple(_doubled(root, ())))


def _check_events(text: str) -> None:
    """What a plan needs none of, and what could make a small text endless: names for parts, and great depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise NoDocument(_line(event.start_mark), f"refers to *{event.anchor}; write out what is meant")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise NoDocument(_line(event.start_mark), "goes too deep; take brackets or indentation away")


def _content(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found = {}
        for key, value in node.value:
            inner = (*path, _name(key))
            lines[inner] = key.start_mark.line + 1
            found[_name(key)] = _content(value, inner, lines)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_content(one, (*path, index), lines) for index, one in enumerate(node.value)]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _name(key: yaml.Node) -> str:
    if not isinstance(key, yaml.ScalarNode):
        raise NoDocument(_line(key.start_mark), "has a heading in brackets; write it as one word")
    return str(key.value)


def _doubled(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, yaml.SequenceNode):
        for index, one in enumerate(node.value):
            yield from _doubled(one, (*path, index))
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            inner = (*path, _name(key))
            if inner in seen:
                yield inner, key.start_mark.line + 1
            seen.add(inner)
            yield from _doubled(value, inner)


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _broken(error: yaml.MarkedYAMLError) -> str:
    mark, problem = error.problem_mark, error.problem or "it breaks off"
    begins = str(mark.buffer)[mark.pointer] if mark and mark.buffer and mark.pointer < len(mark.buffer) else ""
    if begins in QUOTES:
        return f'is not YAML: a text that begins with {begins} needs quotes, like "{begins}..."'
    if begins == "\t":
        return "is not YAML: there is a tab; indent with spaces"
    return f"is not YAML: {problem}; check the indentation, the brackets and the quotes there"
