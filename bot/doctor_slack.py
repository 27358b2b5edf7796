"""The doctor's look at Slack: tokens, what the bot may, Slack's clock, how payloads come."""

from collections.abc import Iterator
from typing import Final

from bot.doctor_finding import Finding, Patient, clocks, ok, problem, warning
from bot.manifest import SCOPES
from bot.ports import SlackRefused, SlackUnknown
from bot.settings import LETTERS, WHERE
from bot.slack.client import WebSlack
from bot.slack.errors import NOT_SENT, mend

REINSTALL: Final = "Put `stocktake manifest` into the app's page, under App Manifest, and install the app again."
NO_SOCKET: Final = f"Switch Socket Mode on, and give the token connections:write. {WHERE['SLACK_APP_TOKEN']}"


def tokens(patient: Patient) -> Iterator[Finding]:
    """Whether they are there and look like what they should be. Slack is not asked."""
    settings = patient.settings
    mistakes = settings.slack_mistakes()
    for what, where in mistakes:
        yield problem(what, where)
    if not mistakes:
        yield ok(f"The tokens have the right form, for {'Socket Mode' if settings.socket_mode else 'HTTP'}.")


def bot_token(patient: Patient) -> Iterator[Finding]:
    """Who Slack says the bot is, what it may do, and what time it is there."""
    slack = slack_of(patient)
    if slack is None:
        return
    try:
        told = slack.call("auth.test")
    except SlackRefused as refused:
        yield _refused("SLACK_BOT_TOKEN", refused, mend(refused.error))
        return
    except SlackUnknown as lost:
        yield unreachable(lost)
        return
    yield ok(f"Slack knows the bot as {told.get('user')} in the workspace {told.get('team')}.")
    yield from _scopes(slack.scopes)
    if slack.told is None:
        yield warning("Slack did not say what time it is.", "See that this machine's clock is set by NTP.")
    else:
        yield clocks("Slack's", slack.told.since, patient.now())


def connection(patient: Patient) -> Iterator[Finding]:
    """Whether a Socket Mode connection would be given. None is opened."""
    token = patient.settings.slack_app_token.get_secret_value()
    if not LETTERS.fullmatch(token):
        return
    try:
        WebSlack(token, patient.settings.slack_api_url).call("apps.connections.open")
    except SlackRefused as refused:
        yield _refused("SLACK_APP_TOKEN", refused, NO_SOCKET)
    except SlackUnknown as lost:
        yield unreachable(lost)
    else:
        yield ok("A Socket Mode connection can be opened.")


def slack_of(patient: Patient) -> WebSlack | None:
    """Slack by the bot's token; None where the token is not one, which `tokens` tells."""
    token = patient.settings.slack_bot_token.get_secret_value()
    return WebSlack(token, patient.settings.slack_api_url) if LETTERS.fullmatch(token) else None


def unreachable(why: SlackRefused | SlackUnknown) -> Finding:
    return problem(f"Slack could not be reached ({why}).", "Check the network, the proxy and SLACK_API_URL.")


def _refused(name: str, refused: SlackRefused, mends: str) -> Finding:
    """A no that is about the token, or one that says nothing of it."""
    if refused.error == NOT_SENT:
        return unreachable(refused)
    if refused.retry_after is not None:
        return warning("Slack was asked too often just now.", "Run the doctor again in a minute.")
    return problem(f"Slack does not take {name} ({refused.error}).", mends)


def _scopes(granted: frozenset[str] | None) -> Iterator[Finding]:
    if granted is None:
        yield warning("Slack did not say which scopes the bot has.", "Compare them with `stocktake manifest`.")
        return
    missing = sorted(set(SCOPES) - granted)
    for one in missing:
        yield problem(f"The scope {one} is missing; it is for {SCOPES[one]}.", REINSTALL)
    if not missing:
        yield ok(f"The bot has its {len(SCOPES)} scopes.")
