"""What staff must mend, told once in the unit's own channel."""

from bot.routines import Work, calendars
from bot.store import ledger


def tell_staff(work: Work, code: str, values: dict[str, str], key: str, *, about: str | None = None) -> None:
    """Plan one message to the unit's channel; the same key is never told twice.

    It is shown anew when what it is `about` changes, a subject like "request:12".
    """
    ledger.plan(
        work,
        key=f"trouble:{key}",
        kind="trouble",
        subject=about or "unit:1",
        lane=calendars.unit(work).channel,
        priority=1,
        details={"code": code, "values": values},
        surface=about is not None,
    )
