"""Short replies to a person's own act: planned with the act, sent at once, at any hour."""

from bot.routines import Work
from bot.store import ledger
from domain.people import Person


def reply(
    work: Work,
    reader: Person,
    code: str,
    values: dict[str, str] | None = None,
    *,
    act: str,
    subject: str,
    parent: int | None = None,
) -> None:
    """Plan a notice. `act` names the person's act (a receipt), so that one act is answered once."""
    ledger.plan(
        work,
        key=f"notice:{act}",
        kind="notice",
        subject=subject,
        lane=reader.id,
        parent=parent,
        priority=0,
        details={"code": code, "values": values or {}},
    )
