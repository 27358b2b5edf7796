"""Agreed actions, and why there is none."""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, insert, select
from sqlalchemy import update as change

from bot.facts.records import ActionRow, NoActionRow
from bot.store.rows import put
from bot.store.tables import action, no_action
from bot.store.unit import Work
from domain.action import ActionState

_ENDED: Final = (ActionState.CLOSED.value, ActionState.DROPPED.value, ActionState.SUPERSEDED.value)


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
) -> ActionRow:
    """Its number, and so its label, is given here."""
    values = {
        "priority_key": priority_key,
        "cycle_id": cycle_id,
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
    return _action(work.conn.execute(insert(action).values(values).returning(action)).mappings().one())


def get(work: Work, action_id: int, *, lock: bool = False) -> ActionRow | None:
    """With `lock` nobody else changes it until the transaction ends."""
    query = select(action).where(action.c.id == action_id)
    row = work.conn.execute(query.with_for_update() if lock else query).mappings().first()
    return None if row is None else _action(row)


def update(work: Work, action_id: int, **columns: Any) -> ActionRow:
    """As it is now. Columns are those of `action`; a state is given as an ActionState."""
    values = {
        name: value.value if isinstance(value, ActionState) else value for name, value in columns.items()
    }
    statement = change(action).where(action.c.id == action_id).values(values).returning(action)
    return _action(work.conn.execute(statement).mappings().one())


def open_of_owner(work: Work, owner_id: str) -> list[ActionRow]:
    """Proposed, open, blocked or claimed done; the earliest due first."""
    return _actions(work, action.c.owner_id == owner_id, action.c.state.not_in(_ENDED))


def of_priority(work: Work, priority_key: str) -> list[ActionRow]:
    """All that were ever agreed, the earliest due first."""
    return _actions(work, action.c.priority_key == priority_key)


def open_all(work: Work) -> list[ActionRow]:
    """Everybody's, the earliest due first."""
    return _actions(work, action.c.state.not_in(_ENDED))


def no_action_because(work: Work, cycle_id: int, priority_key: str) -> NoActionRow | None:
    """Why this priority needs none in this cycle, if somebody said so."""
    c = no_action.c
    query = select(no_action).where(c.cycle_id == cycle_id, c.priority_key == priority_key)
    row = work.conn.execute(query).mappings().first()
    return None if row is None else NoActionRow(**row)


def explain_no_action(work: Work, cycle_id: int, priority_key: str, because: str, recorded_by: str) -> None:
    """A later explanation takes the place of this one; the audit keeps both."""
    values = {
        "cycle_id": cycle_id,
        "priority_key": priority_key,
        "because": because,
        "recorded_by": recorded_by,
        "recorded_at": work.now,
    }
    put(work, no_action, values)


def _actions(work: Work, *conditions: ColumnElement[bool]) -> list[ActionRow]:
    query = select(action).where(*conditions).order_by(action.c.due_on, action.c.id)
    return [_action(row) for row in work.conn.execute(query).mappings()]


def _action(row: RowMapping) -> ActionRow:
    return ActionRow(**{**row, "state": ActionState(row["state"])})
