"""What a start waits for, since it passes by itself: Slack or the database, out of reach or taking nobody on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import DBAPIError

from bot.courier.policy import backoff
from bot.ports import SlackRefused, SlackUnknown
from bot.slack import errors
from bot.store import failures
from bot.store.failures import StoreBusy

DATABASE: Final = timedelta(seconds=5)  # between two tries at most: it is ours, and nobody else is troubled

Problem = SlackRefused | SlackUnknown | StoreBusy | DBAPIError
PROBLEMS: Final = (SlackRefused, SlackUnknown, StoreBusy, DBAPIError)


@dataclass(frozen=True)
class Obstacle:
    """`what` keeps the start waiting. `of_slack`: by the clock of the workspace, and `stated` seconds if it said so."""

    what: str
    of_slack: bool
    stated: float | None = None

    def wait(self, tried: int) -> timedelta:
        """Before it is tried again, after so many tries in a row."""
        if self.stated is not None:
            return timedelta(seconds=self.stated)
        return backoff(tried) if self.of_slack else min(backoff(tried), DATABASE)


def passes(problem: Problem) -> bool:
    """Whether waiting helps. It does not where Slack takes no such token, or the database does not let us in."""
    if isinstance(problem, SlackUnknown):
        return True
    return errors.passes(problem.error) if isinstance(problem, SlackRefused) else failures.passes(problem)


def obstacle(problem: Problem) -> Obstacle:
    """Of one that passes."""
    if isinstance(problem, StoreBusy | DBAPIError):
        return Obstacle(failures.wrong(problem).replace("it ", "the database ", 1), of_slack=False)
    if isinstance(problem, SlackUnknown) or problem.retry_after is None:
        return Obstacle(f"Slack is out of reach ({problem})", of_slack=True)
    return Obstacle("Slack limits our calls", of_slack=True, stated=problem.retry_after)
