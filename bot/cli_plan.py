"""The command's part that is about a delivery plan: read and checked, or taken over."""

from collections.abc import Iterator
from pathlib import Path

from bot import log
from bot.charts.process import ChartProcess
from bot.cli_running import clock_of, making, slack_of
from bot.files.plan import Plan
from bot.files.reading import read_plan
from bot.intake import resolve
from bot.routines import importing
from bot.settings import Settings
from domain.errors import Refused


def take_over(settings: Settings, file: Path, clock: str | None) -> Iterator[str]:
    """What was imported. `clock` is the address of a sandbox's."""
    log.set_up(settings.stocktake_log)
    plan = read_plan(_text(file), file.name)
    settings.check_slack()
    slack = slack_of(settings)
    resolved = resolve(slack, plan, file.name)
    time = clock_of(settings, clock)
    bot = making(settings, time, ChartProcess())()
    try:
        with bot.store.write(time.now()) as work:
            actor = importing.importer(work, plan, resolved, settings.admins)
            report = importing.import_plan(work, actor, plan, resolved)
    finally:
        bot.close()
    yield f"Imported: {report.priorities} priorities, {report.figures} figures, {report.people} people."
    yield from _notes(plan)


def check(file: Path) -> Iterator[str]:
    """What there is in it."""
    plan = read_plan(_text(file), file.name)
    yield f"{file.name} can be imported: {len(plan.priorities)} priorities, {len(plan.people)} people."
    yield from _notes(plan)


def _notes(plan: Plan) -> Iterator[str]:
    """What nothing is wrong with, and somebody should know."""
    return (f"{one.title} ({one.key}): {one.note}" for one in plan.priorities if one.note)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unread:
        raise Refused("file", f"{file} cannot be read.", "Name a plan in YAML, as UTF-8 text.") from unread
