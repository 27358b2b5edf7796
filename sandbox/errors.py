"""How the workspace says no."""


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
