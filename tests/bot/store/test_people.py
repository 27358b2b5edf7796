"""The directory: roles and pseudonyms outlive a new reading of it."""

from dataclasses import replace

import pytest

from bot.store import people
from bot.store.people import UnknownPerson
from bot.store.unit import Store
from domain.people import Role
from tests.support.plans import LEADER, MEMBERS, NOW, OWNER, STAFF, allow, save_people


def test_a_new_reading_changes_what_slack_knows_and_keeps_the_role(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        people.upsert_directory(work, [replace(MEMBERS[1], name="new name", zone="Asia/Tokyo")])
        people.upsert_directory(work, [])
        changed = people.need(work, STAFF)
    assert (changed.name, changed.zone, changed.role) == ("new name", "Asia/Tokyo", Role.STAFF)


def test_people_are_found_by_role_unless_they_left(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        people.upsert_directory(work, [replace(MEMBERS[3], deactivated=True)])
        assert [person.id for person in people.by_role(work, Role.STAFF, Role.LEADER)] == [STAFF]
        assert people.everybody(work).keys() == {"stocktake", *(member.id for member in MEMBERS)}


def test_somebody_unknown_is_said_to_be_so(store: Store) -> None:
    with store.write(NOW) as work:
        assert people.get(work, "U9") is None
        for act in (
            lambda: people.need(work, "U9"),
            lambda: people.set_role(work, "U9", Role.STAFF),
            lambda: people.set_conversation(work, "U9", "D9"),
        ):
            with pytest.raises(UnknownPerson, match="U9"):
                act()


def test_stand_ins_are_deputies_and_offices_alike(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        allow(work)
        assert people.add_stand_in(work, LEADER, STAFF, people.OFFICE)
        assert people.add_stand_in(work, LEADER, OWNER, people.DEPUTY)
        assert not people.add_stand_in(work, LEADER, OWNER, people.DEPUTY)
        assert people.helpers_of(work, LEADER) == {STAFF, OWNER}
        assert people.helpers_of(work, OWNER) == frozenset()


def test_a_conversation_leads_to_its_person(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        assert people.conversation_of(work, OWNER) is None
        people.set_conversation(work, OWNER, "D0OWNER")
        assert people.conversation_of(work, OWNER) == "D0OWNER"
        assert people.with_conversation(work, "D0OWNER") == people.need(work, OWNER)
        assert people.with_conversation(work, "D9") is None


def test_a_person_is_introduced_once(store: Store) -> None:
    save_people(store)
    with store.write(NOW) as work:
        assert not people.introduced(work, OWNER)
        assert people.mark_introduced(work, OWNER)
        assert not people.mark_introduced(work, OWNER)
        assert people.introduced(work, OWNER)
