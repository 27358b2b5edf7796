"""What is not as it should be before the bot can run, each with its mend. Works when everything else is broken.

A check is a function that yields findings. What it did not foresee is a finding, too, and the next check goes on.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Engine

from bot.doctor_database import database
from bot.doctor_finding import Finding, Patient, problem
from bot.doctor_machine import chart, zones
from bot.doctor_plan import plan_in_slack
from bot.doctor_slack import bot_token, connection, tokens
from bot.settings import Settings, SettingsError

Check = Callable[[Patient], Iterator[Finding]]

CHECKS: Final[dict[str, Check]] = {
    "The tokens": tokens,
    "The bot token": bot_token,
    "Socket Mode": connection,
    "The database": database,
    "The plan": plan_in_slack,
    "Time zones": zones,
    "Charts": chart,
}
"""By what each looks at, the plainest things first."""


def visit(
    read: Callable[[], Settings], engine: Callable[[Settings], Engine], now: Callable[[], datetime]
) -> Iterator[Finding]:
    """Every finding. Where the settings cannot be read, that is the only one: all the rest stands on them."""
    try:
        settings = read()
    except (SettingsError, OSError) as wrong:
        yield problem("The settings cannot be read.", str(wrong))
        return
    made: list[Engine] = []

    def one_engine() -> Engine:
        if not made:
            made.append(engine(settings))
        return made[0]

    try:
        yield from examine(Patient(settings, one_engine, now))
    finally:
        for one in made:
            one.dispose()


def examine(patient: Patient, checks: dict[str, Check] = CHECKS) -> Iterator[Finding]:
    """What each check finds, in their order."""
    for what, check in checks.items():
        try:
            yield from check(patient)
        except Exception as unforeseen:  # noqa: BLE001 - the outermost loop; only its kind is told, a sentence may hold a secret
            kind = type(unforeseen).__name__
            yield problem(f"{what} could not be looked at ({kind}).", "Mend what stands above, then run it again.")
