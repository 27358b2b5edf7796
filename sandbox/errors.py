"""How the workspace says no, or nothing."""

from typing import Any


class SlackError(Exception):
    """One of Slack's own error codes, as in `{"ok": false, "error": code}`. `details` go into response_metadata."""

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class RateLimited(Exception):  # noqa: N818 - reads as what happened
    """HTTP 429: come back in so many seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"rate limited for {retry_after} s")
        self.retry_after = retry_after


class NotThere(Exception):  # noqa: N818 - reads as what happened
    """A person tried what their Slack would not let them: there is no such button, channel or box."""


class Spoilt(Exception):  # noqa: N818 - reads as what happened
    """A fault came between a call and its answer."""


class NoAnswer(Spoilt):
    """The connection ended without an answer, whether the call was carried out or not."""

    def __init__(self) -> None:
        super().__init__("the connection ended")


class ServerError(Spoilt):
    """HTTP 5xx, whether the call was carried out or not."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class LateAnswer(Spoilt):
    """The call was carried out; its answer takes so many real seconds of silence or, if it `drips`, of single bytes."""

    def __init__(self, answer: dict[str, Any], seconds: float, *, drips: bool) -> None:
        super().__init__(f"an answer after {seconds:g} s")
        self.answer = answer
        self.seconds = seconds
        self.drips = drips
