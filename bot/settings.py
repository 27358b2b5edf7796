"""Settings from the environment or a `.env` file: read once, frozen, and each wrong one named with its mend."""

import re
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import StocktakeError

SLACK: Final = "https://slack.com/api/"
WHERE: Final = {
    "SLACK_BOT_TOKEN": "It starts with xoxb-; copy it from your app's page, under OAuth & Permissions.",
    "SLACK_APP_TOKEN": "It starts with xapp-; make one on your app's page, under Basic Information, App-Level Tokens.",
    "SLACK_SIGNING_SECRET": "Copy it from your app's page, under Basic Information, App Credentials.",
}
LETTERS: Final = re.compile(r"[A-Za-z0-9-]+")  # what a token is made of
SAY: Final = {
    "int_parsing": "must be a whole number",
    "less_than_equal": "must be at most 65535",
    "greater_than_equal": "must not be negative",
    "literal_error": "must be console or json",
}


class SettingsError(StocktakeError):
    """A setting is missing or wrong. The sentence names it and says where to get it, never what was given."""


class Settings(BaseSettings):
    """Everything that is set from outside. Secrets show as stars wherever they are printed."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", extra="ignore", frozen=True)

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK
    stocktake_database_url: str = Field(default="sqlite:///stocktake.db", repr=False)  # may hold a password
    stocktake_admins: str = ""
    stocktake_http_host: str = "127.0.0.1"
    stocktake_http_port: int = Field(default=8080, ge=0, le=65535)
    stocktake_log: Literal["console", "json"] = "console"
    stocktake_heartbeat: str = ""  # a file that is touched while all is well, for `stocktake alive`
    stocktake_clock_token: SecretStr = SecretStr("")

    @field_validator("slack_api_url")
    @classmethod
    def _url_ends_in_slash(cls, url: str) -> str:
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("must be an address that starts with https://")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("stocktake_database_url")
    @classmethod
    def _url_is_of_a_kind_we_keep(cls, url: str) -> str:
        if not re.match(r"sqlite:|postgres(ql)?(\+psycopg)?://", url):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @field_validator("stocktake_admins")
    @classmethod
    def _admins_are_ids(cls, listed: str) -> str:
        if not all(re.fullmatch(r"[UW][A-Z0-9]+", one) for one in _listed(listed)):
            raise ValueError(
                "must be user ids with commas between them, like U0123456789 (in a profile, Copy member ID)"
            )
        return listed

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by a socket of ours, or reaches us by HTTP."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def admins(self) -> frozenset[str]:
        """Ids of the people who may import a plan before anybody has a role."""
        return frozenset(_listed(self.stocktake_admins))

    @classmethod
    def read(cls, env_file: Path | str | None = ".env", **given: Any) -> "Settings":
        """The settings as they are now. Raises SettingsError for one that cannot be read."""
        try:
            return cls(_env_file=env_file, **given)
        except ValidationError as wrong:
            raise SettingsError(" ".join(map(_sentence, wrong.errors(include_input=False)))) from None
        except UnicodeDecodeError:
            raise SettingsError(f"{env_file} is no text in UTF-8. Save it as such.") from None

    def check_slack(self) -> None:
        """Raises SettingsError unless there is what it takes to speak with Slack."""
        found = self.slack_mistakes()
        if found:
            raise SettingsError(" ".join(f"{what} {where}" for what, where in found))

    def slack_mistakes(self) -> list[tuple[str, str]]:
        """What is wrong with what it takes to speak with Slack, each with where to get it."""
        app_token, secret = self.slack_app_token.get_secret_value(), self.slack_signing_secret.get_secret_value()
        found = [("SLACK_BOT_TOKEN", _mistake("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-"))]
        if app_token:
            found.append(("SLACK_APP_TOKEN", _mistake("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")))
        elif not secret:
            said = "SLACK_APP_TOKEN is missing, and so is SLACK_SIGNING_SECRET; one of them is needed."
            found.append(("SLACK_APP_TOKEN", said))
        return [(what, WHERE[name]) for name, what in found if what]


def _listed(names: str) -> list[str]:
    return [one.strip() for one in names.split(",") if one.strip()]


def _sentence(error: ErrorDetails) -> str:
    """What is wrong and where to correct it, without what was given: it may be a secret."""
    name = str(error["loc"][0]).upper()
    said = SAY.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return f"{name} cannot be used: it {said}. Correct it in .env or in the environment."


def _mistake(name: str, secret: SecretStr, prefix: str) -> str:
    """What is wrong with a token, as far as one sees without asking Slack; "" for nothing."""
    value = secret.get_secret_value()
    if not value:
        return f"{name} is missing."
    if not value.startswith(prefix):
        return f"{name} is some other token."
    if not LETTERS.fullmatch(value):
        return f"{name} has characters in it that no token has."
    return ""
