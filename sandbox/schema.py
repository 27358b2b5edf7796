"""A small language for the shape of JSON: what must be there, what may be, how long. Anything else is told by its path.

A `Rule` is given a value and its JSON pointer and yields what is wrong with it, worded as Slack words it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[object, str], Iterator[str]]


def wrong(what: str, path: str) -> str:
    return f"[ERROR] {what} [json-pointer:{path}]"


def string(most: int, least: int = 1) -> Rule:
    """A string of `least` to `most` characters."""

    def rule(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield wrong("must be a string", path)
        elif len(value) < least:
            yield wrong(f"must be more than {least - 1} characters", path)
        elif len(value) > most:
            yield wrong(f"must be less than {most + 1} characters", path)

    return rule


def whole(least: int, most: int) -> Rule:
    """A whole number between the two, both included."""

    def rule(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield wrong(f"must be a whole number from {least} to {most}", path)

    return rule


def boolean(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield wrong("must be true or false", path)


def anything(value: object, path: str) -> Iterator[str]:
    return iter(())


def one_of(*allowed: str) -> Rule:
    def rule(value: object, path: str) -> Iterator[str]:
        if value not in allowed:
            yield wrong(f"must be one of: {', '.join(allowed)}", path)

    return rule


def several(each: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` items, each after the same rule."""

    def rule(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield wrong("must be an array", path)
            return
        if len(value) < least:
            yield wrong(f"must provide at least {least} items", path)
        if len(value) > most:
            yield wrong(f"no more than {most} items allowed", path)
        for index, item in enumerate(value):
            yield from each(item, f"{path}/{index}")

    return rule


def record(needed: Mapping[str, Rule], optional: Mapping[str, Rule]) -> Rule:
    """An object with these fields and no others."""
    rules = {**needed, **optional}

    def rule(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must be an object", path)
            return
        for name in needed.keys() - value.keys():
            yield wrong(f"missing required field: {name}", path)
        for name, part in value.items():
            if name not in rules:
                yield wrong(f"invalid additional property: {name}", path)
            else:
                yield from rules[name](part, f"{path}/{name}")

    return rule


def by_type(rules: Mapping[str, Rule], what: str) -> Rule:
    """An object after the rule that its `type` names."""

    def rule(value: object, path: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        chosen = rules.get(kind) if isinstance(kind, str) else None
        if chosen is None:
            yield wrong(f"unsupported {what}: {kind}", path)
        else:
            yield from chosen(value, path)

    return rule


def both(first: Rule, then: Callable[[dict[str, Any], str], Iterator[str]]) -> Rule:
    """A rule about several fields at once, asked only when each of them is in order."""

    def rule(value: object, path: str) -> Iterator[str]:
        found = list(first(value, path))
        yield from found
        if not found and isinstance(value, dict):
            yield from then(value, path)

    return rule
