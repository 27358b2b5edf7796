"""What is not as it should be before the bot can run, each with its mend: tokens, scopes, channels, clock, database.

Each check is a function that yields findings and never raises: a doctor must work when everything else is broken.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.charts.process import ChartProcess
from bot.manifest import SCOPES
from bot.ports import ChartFailed, ChartSpec, SlackRefused, SlackUnknown
from bot.settings import Settings, SettingsError
from bot.slack import channels, directory
from bot.slack.client import WebSlack
from bot.slack.errors import mend
from bot.store import migrate, plan
from bot.store.unit import Store
from domain.errors import StocktakeError

APART: Final = timedelta(seconds=5)  # two clocks may be, before times that are compared go wrong (DESIGN 2)


class Mark(StrEnum):
    """The words are what counts; the doctor prints them first on a line."""

    FINE = "ok"
    WARNING = "look"
    PROBLEM = "mend"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` says what to do, and is empty when there is nothing to."""

    mark: Mark
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.mark.value:5} {self.what}" + (f" {self.mend}" if self.mend else "")


@dataclass(frozen=True)
class Patient:
    """What is looked at. `now` is this machine's clock."""

    settings: Settings
    engine: Callable[[], Engine]
    now: Callable[[], datetime]


def examine(patient: Patient) -> Iterator[Finding]:
    """Every finding, the plainest things first."""
    for check in (_tokens, _slack, _app_token, _database, _chart):
        yield from check(patient)


def _tokens(patient: Patient) -> Iterator[Finding]:
    try:
        patient.settings.check_slack()
    except SettingsError as wrong:
        yield Finding(Mark.PROBLEM, "A token is missing or is another one.", str(wrong))
    else:
        way = "Socket Mode" if patient.settings.socket_mode else "HTTP"
        yield Finding(Mark.FINE, f"The tokens have the right form, for {way}.")


def _slack(patient: Patient) -> Iterator[Finding]:
    """The bot token with its scopes, Slack's clock, and the plan's channels."""
    slack = WebSlack(patient.settings.slack_bot_token.get_secret_value(), patient.settings.slack_api_url)
    try:
        told = slack.call("auth.test")
    except SlackRefused as refused:
        yield Finding(Mark.PROBLEM, f"Slack does not take SLACK_BOT_TOKEN ({refused.error}).", mend(refused.error))
        return
    except SlackUnknown as lost:
        yield _unreachable(lost)
        return
    yield Finding(Mark.FINE, f"Slack knows the bot as {told.get('user')} in {told.get('team')}.")
    yield from _scopes(slack)
    yield from _clock("Slack's", slack.seen_at, patient.now())
    try:
        yield from _people(patient, slack)
    except (SlackRefused, SlackUnknown, SQLAlchemyError, StocktakeError) as failed:
        yield Finding(Mark.WARNING, f"People and channels could not be looked at ({type(failed).__name__}).")


def _unreachable(lost: SlackUnknown) -> Finding:
    return Finding(Mark.PROBLEM, f"Slack could not be reached ({lost}).", "Check the network and SLACK_API_URL.")


def _scopes(slack: WebSlack) -> Iterator[Finding]:
    if slack.scopes is None:
        yield Finding(Mark.WARNING, "Slack did not say which scopes the bot has.", "Compare them with the manifest.")
        return
    missing = sorted(set(SCOPES) - slack.scopes)
    if not missing:
        yield Finding(Mark.FINE, f"The bot has its {len(SCOPES)} scopes.")
    for one in missing:
        mends = "Put `stocktake manifest` into the app's page and install the app again."
        yield Finding(Mark.PROBLEM, f"The scope {one} is missing; it is for {SCOPES[one]}.", mends)


def _clock(whose: str, theirs: datetime | None, ours: datetime) -> Iterator[Finding]:
    if theirs is None:
        return
    apart = abs(theirs - ours)
    if apart > APART:
        what = f"This machine's clock and {whose} are {apart.total_seconds():.0f} seconds apart."
        yield Finding(Mark.PROBLEM, what, "Set this machine's clock, by NTP.")
    else:
        yield Finding(Mark.FINE, f"This machine's clock agrees with {whose}.")


def _people(patient: Patient, slack: WebSlack) -> Iterator[Finding]:
    """Who and what the imported plan names."""
    with Store(patient.engine()).read(patient.now()) as work:
        unit, priorities = plan.unit(work), plan.priorities(work)
        owners = {one.owner_id for row in priorities for one in plan.indicators_of(work, row.key)}
    if unit is None:
        yield Finding(Mark.WARNING, "No delivery plan is imported yet.", "Run `stocktake import FILE`.")
        return
    rows = {one.id: one for one in directory.read_all(slack)}
    named = owners | {
        one for row in priorities for one in (row.leader_id, row.principal_id, row.delivery_lead_id) if one
    }
    for gone in sorted(one for one in named if one not in rows or rows[one].deactivated):
        name = rows[gone].name if gone in rows else gone
        yield Finding(Mark.PROBLEM, f"{name} is in the plan and not active in Slack.", "Name somebody else and import.")
    wanted = list(dict.fromkeys([unit.channel, *(row.channel for row in priorities)]))
    seen = {one.id: one for one in channels.read(slack, wanted, {row.id for row in rows.values() if row.guest})}
    for missing in (one for one in wanted if one not in seen):
        mends = "Invite the bot there with /invite @Stocktake, or name another channel in the plan."
        yield Finding(Mark.PROBLEM, f"The channel {missing} cannot be seen.", mends)
    if seen and len(seen) == len(wanted):
        yield Finding(Mark.FINE, f"{len(seen)} channels and {len(named)} people of the plan are there.")


def _app_token(patient: Patient) -> Iterator[Finding]:
    token = patient.settings.slack_app_token.get_secret_value()
    if not token:
        return
    try:
        WebSlack(token, patient.settings.slack_api_url).call("apps.connections.open")
    except SlackRefused as refused:
        what = f"Slack does not take SLACK_APP_TOKEN ({refused.error})."
        yield Finding(Mark.PROBLEM, what, "Make one with the scope connections:write, and switch Socket Mode on.")
    except SlackUnknown as lost:
        yield _unreachable(lost)
    else:
        yield Finding(Mark.FINE, "A Socket Mode connection can be opened.")


def _database(patient: Patient) -> Iterator[Finding]:
    try:
        engine = patient.engine()
        there, wanted = migrate.current(engine), migrate.newest()
        yield from _database_clock(patient, engine)
    except (SQLAlchemyError, StocktakeError, OSError) as failed:
        kind = type(failed.__cause__ or failed).__name__
        mends = "Check STOCKTAKE_DATABASE_URL, and that it is there and can be written."
        yield Finding(Mark.PROBLEM, f"The database cannot be used ({kind}).", mends)
        return
    if there == wanted:
        yield Finding(Mark.FINE, "The database has this version's tables.")
    else:
        what = f"The database is at {there or 'nothing'}, and this version needs {wanted}."
        yield Finding(Mark.WARNING, what, "`stocktake db upgrade` does that; `stocktake run` does it by itself.")


def _database_clock(patient: Patient, engine: Engine) -> Iterator[Finding]:
    """SQLite has no clock of its own."""
    if engine.dialect.name == "sqlite":
        return
    with engine.connect() as connection:
        theirs: Any = connection.execute(select(func.now())).scalar_one()
    yield from _clock("the database's", theirs, patient.now())


def _chart(patient: Patient) -> Iterator[Finding]:
    spec = ChartSpec(
        title="A chart", subtitle="", unit="%", labels=("a", "b"), values=(1.0, 2.0), expected=(None, None)
    )
    charts = ChartProcess()
    try:
        drawn = charts.draw(spec)
    except ChartFailed as failed:
        yield Finding(Mark.WARNING, f"Charts cannot be drawn ({failed}); texts go out without them.")
    else:
        yield Finding(Mark.FINE, f"Charts can be drawn ({len(drawn) // 1000} kB).")
    finally:
        charts.close()
