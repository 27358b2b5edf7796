"""The rules read from top to bottom like a textbook, and stand on the standard library alone."""

import ast
import re
import sys
from pathlib import Path
from typing import Final

import domain

FOLDER: Final = Path(domain.__file__).parent
MODULES: Final = {file.stem: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.py"))}
ORDER: Final = [name for line in re.findall(r"^- .*?: (.*)$", domain.__doc__ or "", re.M) for name in line.split(", ")]


def imported(module: ast.Module) -> set[str]:
    """Every module it imports, by its whole name."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "domain":
            found |= {f"domain.{one.name}" for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or ".")
    return found


def test_every_module_has_its_place_and_uses_only_what_stands_before_it() -> None:
    assert sorted(ORDER) == sorted(MODULES.keys() - {"__init__"})
    for place, name in enumerate(ORDER):
        ours = {one.removeprefix("domain.") for one in imported(MODULES[name]) if one.startswith("domain.")}
        assert ours <= set(ORDER[:place]), name


def test_no_third_party_is_needed() -> None:
    foreign = {one for module in MODULES.values() for one in imported(module) if not one.startswith("domain.")}
    assert {one.split(".")[0] for one in foreign} <= sys.stdlib_module_names


def test_every_module_says_what_it_is_for_and_is_short() -> None:
    for name, module in MODULES.items():
        assert ast.get_docstring(module), name
        assert len((FOLDER / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 300, name
