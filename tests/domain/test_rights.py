"""Who may do what: every act for every kind of person, written down once more as the rule says it."""

from dataclasses import replace

import pytest

from domain.people import Person, Role
from domain.rights import BOT, Act, Subject, may, who_may

OWNER = Person("U1", "data owner")
DEPUTY = Person("U2", "deputy")
OTHER = Person("U3", "somebody else")
STAFF = Person("U4", "staff", role=Role.STAFF)
HEAD = Person("U5", "head", role=Role.HEAD)
LEADER = Person("U6", "hospitals director", role=Role.LEADER)
PRINCIPAL = Person("U7", "principal", role=Role.PRINCIPAL)
GUEST = Person("U8", "visitor", guest=True)
EVERYBODY = (OWNER, DEPUTY, OTHER, STAFF, HEAD, LEADER, PRINCIPAL, GUEST, BOT)
SUBJECT = Subject(owner=OWNER.id, helpers=frozenset({DEPUTY.id}))

OF_THE_OWNER = {
    Act.ANSWER_REQUEST,
    Act.PROMISE_FIGURE,
    Act.ASK_FOR_HELP,
    Act.GIVE_REQUEST,
    Act.DISOWN_REQUEST,
    Act.ACCEPT_ACTION,
    Act.PROPOSE_DATE,
    Act.DISOWN_ACTION,
    Act.CLAIM_DONE,
    Act.BLOCK_ACTION,
    Act.SETTLE_MILESTONE,
    Act.SET_ABSENCE,
    Act.SEE_WHY,
}
OF_EVERYBODY = {Act.SEE_CALENDAR, Act.SEE_STATUS, Act.ASK_QUESTION}
OF_THE_UNIT = set(Act) - OF_THE_OWNER - OF_EVERYBODY - {Act.RUN_TIMETABLE}


def allowed(act: Act) -> set[Person]:
    if act is Act.RUN_TIMETABLE:
        return {BOT}
    if act in OF_EVERYBODY:
        return set(EVERYBODY) - {GUEST, BOT}
    return {STAFF, HEAD} | ({OWNER, DEPUTY} if act in OF_THE_OWNER else set())


@pytest.mark.parametrize("act", Act)
def test_each_act_is_for_some_and_for_nobody_else(act: Act) -> None:
    assert {person for person in EVERYBODY if may(person, act, SUBJECT)} == allowed(act)


@pytest.mark.parametrize("act", Act)
def test_somebody_who_left_may_nothing(act: Act) -> None:
    for person in (OWNER, DEPUTY, STAFF, HEAD, PRINCIPAL):
        assert not may(replace(person, deactivated=True), act, SUBJECT)


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.RUN_TIMETABLE}))
def test_what_is_restricted_does_not_exist_for_anyone_not_named(act: Act) -> None:
    nobody = replace(SUBJECT, visible_to=frozenset())
    assert not any(may(person, act, nobody) for person in EVERYBODY)
    named = replace(SUBJECT, visible_to=frozenset({STAFF.id}))
    assert {person for person in EVERYBODY if may(person, act, named)} == {STAFF}


def test_owning_nothing_gives_no_right() -> None:
    assert not any(may(OWNER, act, Subject()) for act in OF_THE_OWNER)


def test_a_guest_may_still_answer_what_they_are_asked() -> None:
    assert may(GUEST, Act.ANSWER_REQUEST, Subject(owner=GUEST.id))
    assert not may(GUEST, Act.SEE_STATUS, Subject(owner=GUEST.id))


def test_the_refusal_says_who_may() -> None:
    assert who_may(Act.ANSWER_REQUEST) == (
        "Only the owner, their deputy or office, or delivery unit staff may answer a request."
    )
    assert who_may(Act.CLOSE_ACTION) == "Only delivery unit staff may close an action."
    assert all(who_may(act).startswith("Only ") and who_may(act).endswith(".") for act in Act)
