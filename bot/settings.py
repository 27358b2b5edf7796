"""Settings from the environment or a `.env` file: read once, frozen, and each wrong one named with its mend."""

from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import StocktakeError

SLACK: Final = "https://slack.com/api/"
WHERE: Final = {
    "SLACK_BOT_TOKEN": "It starts with xoxb-; copy it from your app's page, under OAuth & Permissions.",
    "SLACK_APP_TOKEN": "It starts with xapp-; make one on your app's page, under Basic Information, App-Level Tokens.",
    "SLACK_SIGNING_SECRET": "Copy it from your app's page, under Basic Information, App Credentials.",
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
    stocktake_database_url: str = "sqlite:///stocktake.db"
    stocktake_admins: str = ""
    stocktake_http_host: str = "127.0.0.1"
    stocktake_http_port: int = Field(default=8080, ge=0, le=65535)
    stocktake_log: Literal["console", "json"] = "console"
    stocktake_clock_token: SecretStr = SecretStr("")

    @field_validator("slack_api_url")
    @classmethod
    def _url_ends_in_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("must be an address that starts with https://")
        return url if url.endswith("/") else f"{url}/"

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by a socket of ours, or reaches us by HTTP."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def admins(self) -> frozenset[str]:
        """Ids of the people who may import a plan before anybody has a role."""
        return frozenset(one.strip() for one in self.stocktake_admins.split(",") if one.strip())

    @classmethod
    def read(cls, env_file: Path | str | None = ".env", **given: Any) -> "Settings":
        """The settings as they are now. Raises SettingsError for one that cannot be read."""
        try:
            return cls(_env_file=env_file, **given)
        except ValidationError as wrong:
            first = wrong.errors(include_input=False)[0]
            name = str(first["loc"][0]).upper()
            said = first["msg"].removeprefix("Value error, ")
            raise SettingsError(f"{name} cannot be used: {said}. Correct it in .env or in the environment.") from None

    def check_slack(self) -> None:
        """Raises SettingsError unless there is what it takes to speak with Slack."""
        _check("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-")
        if self.slack_app_token.get_secret_value():
            _check("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")
        elif not self.slack_signing_secret.get_secret_value():
            raise SettingsError(
                f"SLACK_APP_TOKEN is missing, and so is SLACK_SIGNING_SECRET; one of them is needed. "
                f"{WHERE['SLACK_APP_TOKEN']}"
            )


def _check(name: str, secret: SecretStr, prefix: str) -> None:
    value = secret.get_secret_value()
    if not value:
        raise SettingsError(f"{name} is missing. {WHERE[name]}")
    if not value.startswith(prefix):
        raise SettingsError(f"{name} is some other token. {WHERE[name]}")
