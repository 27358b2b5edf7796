"""Agreed actions."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping, Select, bindparam, insert, select
from sqlalchemy import update as change

from bot.facts.records import ActionRow
from bot.store.rows import Lock, NotHere, find_row
from bot.store.tables import action
from bot.store.unit import Work
from domain.action import ActionKind, ActionState

ACTION: Final = frozenset({"action"})
_ENDED: Final = (ActionState.CLOSED.value, ActionState.DROPPED.value, ActionState.SUPERSEDED.value)
_ADD: Final = insert(action).returning(action)
_CHANGE: Final = change(action).where(action.c.id == bindparam("action")).returning(action)
_EARLIEST_FIRST: Final = select(action).order_by(action.c.due_on, action.c.id)
_OPEN: Final = _EARLIEST_FIRST.where(action.c.state.not_in(_ENDED))
_HELD: Final[dict[Lock | None, Select[Any]]] = {
    None: _OPEN,
    "share": _OPEN.with_for_update(read=True),
    "update": _OPEN.with_for_update(),
}
_OPEN_OF_OWNER: Final = _OPEN.where(action.c.owner_id == bindparam("owner"))
_OF_PRIORITY: Final = _EARLIEST_FIRST.where(action.c.priority_key == bindparam("priority"))
_OF_PRIORITIES: Final = _EARLIEST_FIRST.where(action.c.priority_key.in_(bindparam("priorities", expanding=True)))


def add(
    work: Work,
    *,
    priority_key: str,
    cycle_id: int,
    text: str,
    moves_number: str,
    owner_id: str,
    due_on: date,
    closure_test: str,
    created_by: str,
    state: ActionState = ActionState.PROPOSED,
    kind: ActionKind = ActionKind.ACTION,
) -> ActionRow:
    """Its number, and so its label, is given here."""
    values = {
        "priority_key": priority_key,
        "cycle_id": cycle_id,
        "kind": kind.value,
        "text": text,
        "moves_number": moves_number,
        "owner_id": owner_id,
        "state": state.value,
        "due_on": due_on,
        "original_due_on": due_on,
        "slips": 0,
        "closure_test": closure_test,
        "evidence": "",
        "created_by": created_by,
        "created_at": work.now,
    }
    return _action(work.conn.execute(_ADD, values).mappings().one())


def get(work: Work, action_id: int, *, lock: bool = False) -> ActionRow:
    """With `lock` nobody else changes it until the transaction ends. Raises NotHere."""
    if lock:
        return _learn(work, _find(work, action_id, "update"))
    return work.known(_key(action_id), ACTION, lambda: _find(work, action_id, None))


def _find(work: Work, action_id: int, lock: Lock | None) -> ActionRow:
    row = find_row(work, action.c.id, action_id, lock)
    if row is None:
        raise NotHere("action", f"A-{action_id}")
    return _action(row)


def update(work: Work, action_id: int, **columns: Any) -> ActionRow:
    """As it is now. Columns are those of `action`; a state is given as an ActionState."""
    values = {name: value.value if isinstance(value, ActionState) else value for name, value in columns.items()}
    return _learn(work, _action(work.conn.execute(_CHANGE, {"action": action_id, **values}).mappings().one()))


def open_of_owner(work: Work, owner_id: str) -> list[ActionRow]:
    """Proposed, open, blocked or claimed done; the earliest due first."""
    return _actions(work, _OPEN_OF_OWNER, owner=owner_id)


def of_priority(work: Work, priority_key: str) -> list[ActionRow]:
    """All that were ever agreed, the earliest due first."""
    key = ("actions", priority_key)
    return list(work.known(key, ACTION, lambda: tuple(_actions(work, _OF_PRIORITY, priority=priority_key))))


def read_ahead(work: Work, priority_keys: Collection[str]) -> None:
    """`of_priority` will be asked for each of these: all of it is read at once."""
    rows = _actions(work, _OF_PRIORITIES, priorities=list(priority_keys))
    for key in priority_keys:
        work.learn(("actions", key), ACTION, tuple(row for row in rows if row.priority_key == key))


def _key(action_id: int) -> tuple[str, ...]:
    return ("action", str(action_id))


def _learn(work: Work, row: ActionRow) -> ActionRow:
    return work.learn(_key(row.id), ACTION, row)


def open_all(work: Work, *, hold: Lock | None = None) -> list[ActionRow]:
    """Everybody's, the earliest due first. With `hold` they stay as they are until the transaction ends."""
    return _actions(work, _HELD[hold])


def _actions(work: Work, query: Select[Any], **asked: str | list[str]) -> list[ActionRow]:
    return [_learn(work, _action(row)) for row in work.conn.execute(query, asked).mappings()]


def _action(row: RowMapping) -> ActionRow:
    return ActionRow(**{**row, "state": ActionState(row["state"]), "kind": ActionKind(row["kind"])})
