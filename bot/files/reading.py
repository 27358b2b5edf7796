"""A plan's YAML in: all of it or nothing, and every mistake at once, each with its line and its mend."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.files import checking
from bot.files.building import build
from bot.files.checking import Parts
from bot.files.document import Document, NoDocument, Path, parse
from bot.files.plan import Plan
from bot.files.rows import PlanRow, PriorityRow, RoutineRow, UnitRow
from bot.files.wording import told
from domain.errors import StocktakeError


@dataclass(frozen=True)
class Mistake:
    """One mistake: where, what, and how to mend it."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.sentence}"


class PlanErrors(StocktakeError):  # noqa: N818 - there may be many
    """Nothing was imported. All the mistakes of a plan, one a line."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(one) for one in mistakes))
        self.mistakes = mistakes


def read_plan(text: str, name: str) -> Plan:
    """The plan in a YAML text; `name` is the file's. Raises PlanErrors with everything that is wrong."""
    try:
        document = parse(text)
    except NoDocument as broken:
        raise PlanErrors([Mistake(name, broken.line, "the file", broken.sentence)]) from broken
    rows, wrong = _rows(document.content)
    found = [Mistake(name, line, _label(document, path), "stands twice; keep one") for path, line in document.doubled]
    found += [Mistake(name, document.line(path), _label(document, path), said) for path, said in wrong]
    if found or rows is None:
        raise PlanErrors(sorted(dict.fromkeys(found), key=lambda one: one.line))
    return build(rows, document.lines)


def _rows(content: dict[str, Any]) -> tuple[PlanRow | None, list[tuple[Path, str]]]:
    """The rows, and all that is wrong with them: their shapes, and then what stands in the parts that have theirs."""
    try:
        rows = PlanRow.model_validate(content)
    except ValidationError as wrong:
        of_shape = [told(error, content) for error in wrong.errors(include_url=False)]
        return None, of_shape + list(checking.mistakes(content, _salvaged(content, {path for path, _ in of_shape})))
    parts = Parts(rows.unit, rows.routine, dict(enumerate(rows.priorities)))
    return rows, list(checking.mistakes(content, parts))


def _salvaged(content: dict[str, Any], wrong: set[Path]) -> Parts:
    """The parts of a plan whose shape is right."""
    broken = {path[:2] if path[0] == "priorities" else path[:1] for path in wrong}
    priorities = content["priorities"] if ("priorities",) not in broken else []
    return Parts(
        unit=UnitRow.model_validate(content["unit"]) if ("unit",) not in broken else None,
        routine=RoutineRow.model_validate(content["routine"]) if ("routine",) not in broken else None,
        priorities={
            at: PriorityRow.model_validate(one) for at, one in enumerate(priorities) if ("priorities", at) not in broken
        },
    )


def _label(document: Document, path: Path) -> str:
    """ "priorities.A1.targets.2.value": a priority by its key where it has one, everything else counted from 1."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in path]
    if path[:1] == ("priorities",) and len(path) > 1:
        one = document.content["priorities"][path[1]]
        key = one.get("key") if isinstance(one, dict) else None
        parts[1] = key if isinstance(key, str) and key else parts[1]
    return ".".join(parts) or "the file"
