"""The directory: who is who in Slack, their role, who stands in for them, where they are talked to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, Protocol

from sqlalchemy import RowMapping, Select, and_, bindparam, exists, or_, select, update

from bot.store.rows import change, conflicting_insert, find_row, insert_if_absent
from bot.store.tables import message, person, stand_in
from bot.store.types import Instant
from bot.store.unit import Work
from domain.errors import StocktakeError
from domain.people import Person, Role

PERSON: Final = frozenset({"person", "stand_in"})
_TOLD: Final = ("name", "handle", "zone", "locale", "guest", "deactivated")  # by Slack
DEPUTY: Final = "deputy"
OFFICE: Final = "office"
_SENT: Final = and_(
    message.c.lane == person.c.id,
    message.c.state.in_(("sent", "unconfirmed")),
    message.c.tried_at >= bindparam("since", type_=Instant),
)
_CONVERSATIONS: Final = select(person.c.conversation).where(person.c.conversation.is_not(None)).order_by(person.c.id)
_SPOKEN_WITH: Final = _CONVERSATIONS.where(exists().where(_SENT))
_OF_IDS: Final = select(person).where(person.c.id.in_(bindparam("ids", expanding=True)))
_HELPERS: Final = select(stand_in.c.stand_in_id).where(stand_in.c.person_id == bindparam("person"))


class UnknownPerson(StocktakeError):  # noqa: N818 - reads as what is wrong
    """Slack's directory, as read last, has nobody by this id."""

    def __init__(self, person_id: str) -> None:
        super().__init__(f"Nobody here is known as {person_id}. Read the directory again and retry.")
        self.person_id = person_id


class DirectoryEntry(Protocol):
    """A person as Slack's directory has them."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def handle(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def guest(self) -> bool: ...
    @property
    def deactivated(self) -> bool: ...


def get(work: Work, person_id: str) -> Person | None:
    row = _row(work, person_id)
    return None if row is None else _person(row)


def _row(work: Work, person_id: str) -> RowMapping | None:
    return work.known(("person", person_id), PERSON, lambda: find_row(work, person.c.id, person_id))


def read_ahead(work: Work, person_ids: Collection[str]) -> None:
    """Each of these will be asked for: all are read at once."""
    ids = sorted(person_ids)

    def read() -> dict[str, RowMapping]:
        return {row["id"]: row for row in work.conn.execute(_OF_IDS, {"ids": ids}).mappings()}

    found = work.known(("people", *ids), PERSON, read)
    for one in ids:
        work.learn(("person", one), PERSON, found.get(one))


def need(work: Work, person_id: str) -> Person:
    """Raises UnknownPerson."""
    found = get(work, person_id)
    if found is None:
        raise UnknownPerson(person_id)
    return found


def by_handle(work: Work, handle: str) -> Person | None:
    """Somebody active by the name after the @, or by their id."""
    named = or_(person.c.handle == handle.lower(), person.c.id == handle)
    row = work.conn.execute(select(person).where(named, ~person.c.deactivated)).mappings().first()
    return None if row is None else _person(row)


def handles(work: Work) -> dict[str, str]:
    """What everybody is called after the @, by id."""
    return {row.id: row.handle for row in work.conn.execute(select(person.c.id, person.c.handle))}


def upsert_directory(work: Work, entries: Iterable[DirectoryEntry]) -> list[str]:
    """Newcomers get no role and a fresh pseudonym; of those already known, role and pseudonym stay.

    The ids of those who were active and are deactivated now.
    """
    there = {row["id"]: row for row in work.conn.execute(select(person)).mappings()}
    rows = [row for row in _entered(work, entries) if not _is_there(row, there.get(row["id"]))]
    left = [row["id"] for row in rows if row["deactivated"] and _was_active(work, row["id"])]
    if rows:
        statement = conflicting_insert(work, person)
        fresh = {name: statement.excluded[name] for name in _TOLD}
        work.conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=fresh), rows)
    return left


def _was_active(work: Work, person_id: str) -> bool:
    """Held, so that of two replicas that hear of it at the same moment one finds that they have just left."""
    row = find_row(work, person.c.id, person_id, "update")
    return row is not None and not row["deactivated"]


def _is_there(told: Mapping[str, Any], row: RowMapping | None) -> bool:
    return row is not None and all(row[name] == told[name] for name in _TOLD)


def _entered(work: Work, entries: Iterable[DirectoryEntry]) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "handle": entry.handle.lower(),
            "zone": entry.zone,
            "locale": entry.locale,
            "guest": entry.guest,
            "deactivated": entry.deactivated,
            "role": Role.NONE.value,
            "pseudonym": work.ids(),
        }
        for entry in entries
    ]


def set_role(work: Work, person_id: str, role: Role) -> None:
    """Raises UnknownPerson."""
    _change(work, person_id, role=role.value)


def by_role(work: Work, *roles: Role) -> list[Person]:
    """People with one of the roles who can still be reached, in the order of their names."""

    def read() -> tuple[Person, ...]:
        return tuple(_person(row) for row in work.conn.execute(_in_role(roles)).mappings())

    return list(work.known(("in role", *(role.value for role in roles)), PERSON, read))


@cache
def _in_role(roles: tuple[Role, ...]) -> Select[Any]:
    wanted = [role.value for role in roles]
    query = select(person).where(person.c.role.in_(wanted), ~person.c.deactivated)
    return query.order_by(person.c.name, person.c.id)


def everybody(work: Work) -> dict[str, Person]:
    """The whole directory by id, the bot itself included."""
    return {row["id"]: _person(row) for row in work.conn.execute(select(person)).mappings()}


def helpers_of(work: Work, person_id: str) -> frozenset[str]:
    """Deputies and office: the ids of those who may answer, accept or set absence for somebody."""

    def read() -> frozenset[str]:
        return frozenset(work.conn.execute(_HELPERS, {"person": person_id}).scalars())

    return work.known(("helpers", person_id), PERSON, read)


def stands_in(work: Work, person_id: str) -> bool:
    """Whether the plan names them as somebody's deputy or office."""
    query = select(stand_in.c.person_id).where(stand_in.c.stand_in_id == person_id).limit(1)
    return work.conn.execute(query).first() is not None


def add_stand_in(work: Work, person_id: str, stand_in_id: str, capacity: str) -> bool:
    """`capacity` is deputy or office. False when they already stand in."""
    found = insert_if_absent(work, stand_in, person_id=person_id, stand_in_id=stand_in_id, capacity=capacity)
    return found is not None


def conversation_of(work: Work, person_id: str) -> str | None:
    """The direct message with this person, once it was opened."""
    row = _row(work, person_id)
    return None if row is None else row["conversation"]


def set_conversation(work: Work, person_id: str, conversation: str) -> None:
    """Raises UnknownPerson."""
    _change(work, person_id, conversation=conversation)


def spoken_with(work: Work, since: datetime) -> list[str]:
    """Direct conversations in which something was sent since then."""
    return list(work.conn.execute(_SPOKEN_WITH, {"since": since}).scalars())


def with_conversation(work: Work, conversation: str) -> Person | None:
    """Whose direct message this is."""
    row = work.conn.execute(select(person).where(person.c.conversation == conversation)).mappings().first()
    return None if row is None else _person(row)


def introduced(work: Work, person_id: str) -> bool:
    """Whether they were told who set this up and why they are asked."""
    row = _row(work, person_id)
    return row is not None and row["introduced_at"] is not None


def mark_introduced(work: Work, person_id: str) -> bool:
    """True the first time."""
    if introduced(work, person_id):
        return False
    first = person.c.introduced_at.is_(None)
    statement = update(person).where(person.c.id == person_id, first).values(introduced_at=work.now)
    return work.conn.execute(statement.returning(person.c.id)).first() is not None


def _change(work: Work, person_id: str, **columns: str | datetime) -> None:
    if not change(work, person.c.id, person_id, **columns):
        raise UnknownPerson(person_id)


def _person(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        locale=row["locale"],
        role=Role(row["role"]),
        guest=row["guest"],
        deactivated=row["deactivated"],
    )
