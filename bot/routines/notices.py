"""Short replies to a person's own act: planned with the act, sent at once, at any hour."""

from bot.routines import Work
from bot.store import ledger
from domain.people import Person


def reply(
    work: Work, to: Person, code: str, *, act: str, subject: str, parent: int | None = None, **values: str
) -> None:
    """Plan a notice. `act` names the person's act (a receipt), so that one act is answered once."""
    ledger.plan(
        work,
        key=f"notice:{act}",
        kind="notice",
        subject=subject,
        lane=to.id,
        parent=parent,
        priority=0,
        details={"code": code, "values": values},
    )
