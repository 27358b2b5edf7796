"""Problems: proposed by rule, decided by a person, never without a trace."""

from datetime import date

import pytest

from domain.assessment import Likelihood
from domain.errors import IllegalMove, Refused
from domain.problem import (
    LEVELS,
    Cause,
    Evidence,
    Level,
    Problem,
    Proposal,
    State,
    move_to,
    propose,
    resolve,
    set_aside,
    take_up,
)
from domain.status import Status

TODAY = date(2017, 10, 18)
ON, SLIGHTLY, BEHIND, FAR, NO_DATA, STALE, _UNRATED = Status
GREEN, AMBER_GREEN, AMBER_RED, RED = Likelihood


def problem() -> Problem:
    return Problem("A1", Level.UNIT_HELPS, "far behind the trajectory", TODAY)


def opened() -> Problem:
    return take_up(problem(), "lead", "On trajectory twice running")


@pytest.mark.parametrize(
    ("evidence", "causes"),
    [
        (Evidence(), []),
        (Evidence(statuses=(FAR,)), [Cause.FAR_BEHIND]),
        (Evidence(statuses=(FAR, ON)), []),
        (Evidence(statuses=(BEHIND,)), []),
        (Evidence(statuses=(BEHIND, BEHIND)), [Cause.BEHIND_TWICE]),
        (Evidence(statuses=(FAR, BEHIND)), [Cause.BEHIND_TWICE]),
        (Evidence(statuses=(BEHIND, SLIGHTLY, BEHIND)), []),
        (Evidence(statuses=(BEHIND, FAR)), [Cause.FAR_BEHIND]),
        (Evidence(statuses=(NO_DATA,)), []),
        (Evidence(statuses=(NO_DATA, NO_DATA)), [Cause.NO_DATA_TWICE]),
        (Evidence(statuses=(STALE,)), [Cause.NO_DATA_TWICE]),
        (Evidence(likelihoods=(RED,)), [Cause.RED]),
        (Evidence(likelihoods=(RED, AMBER_RED)), [Cause.AMBER_RED_TWICE]),
        (Evidence(likelihoods=(AMBER_RED,)), []),
        (Evidence(likelihoods=(AMBER_RED, GREEN, AMBER_RED)), []),
        (Evidence(missed=("above 90 % in Sep 2017",)), [Cause.TARGET_MISSED]),
        (Evidence(milestones=("Open ten centres",)), [Cause.MILESTONE_MISSED]),
        (Evidence(slips=(("A-14", 2),)), []),
        (Evidence(slips=(("A-14", 3), ("A-15", 4))), [Cause.SLIPPED_ACTION, Cause.SLIPPED_ACTION]),
    ],
)
def test_each_rule_proposes_from_its_own_facts(evidence: Evidence, causes: list[Cause]) -> None:
    assert [one.cause for one in propose(evidence)] == causes


def test_the_gravest_comes_first_and_what_is_open_is_not_proposed_again() -> None:
    evidence = Evidence((BEHIND, BEHIND), (RED,), missed=("Q3",), slips=(("A-14", 3),))
    found = propose(evidence)
    assert [(one.level, one.reason) for one in found] == [
        (Level.PRIORITY_REVIEW, "rated red"),
        (Level.UNIT_HELPS, "an action moved for the third time: A-14"),
        (Level.WATCH, "behind the trajectory twice running"),
        (Level.WATCH, "an interim target missed: Q3"),
    ]
    assert propose(evidence, found) == ()
    assert propose(evidence, [Proposal(Cause.SLIPPED_ACTION, "A-13")]) == found, "another action's"


def test_every_cause_has_a_level_and_a_third_slip_the_second() -> None:
    assert set(LEVELS) == set(Cause)
    assert LEVELS[Cause.SLIPPED_ACTION] is Level.UNIT_HELPS


def test_a_proposal_becomes_a_problem_with_a_lead_and_a_way_out_or_is_set_aside_with_a_reason() -> None:
    assert (opened().state, opened().level, opened().lead) == (State.OPEN, Level.UNIT_HELPS, "lead")
    assert take_up(problem(), "lead", "Twice on it", Level.WATCH).level is Level.WATCH
    aside = set_aside(problem(), "One strike day", TODAY)
    assert (aside.state, aside.exit_note, aside.left_on) == (State.SET_ASIDE, "One strike day", TODAY)
    with pytest.raises(Refused, match="somebody who leads"):
        take_up(problem(), "", "Twice on it")
    with pytest.raises(Refused, match="a way out"):
        take_up(problem(), "lead", " ")
    with pytest.raises(Refused, match="needs a reason"):
        set_aside(problem(), "", TODAY)


def test_another_level_keeps_the_reasons_of_all() -> None:
    moved = move_to(opened(), Level.PRIORITY_REVIEW, "no change in two months")
    assert (moved.level, moved.reason) == (
        Level.PRIORITY_REVIEW,
        "far behind the trajectory; level 3: no change in two months",
    )
    with pytest.raises(Refused, match="level 2 already, the unit helps"):
        move_to(opened(), Level.UNIT_HELPS, "again")
    with pytest.raises(Refused, match="needs a reason"):
        move_to(opened(), Level.WATCH, "")


def test_a_problem_leaves_with_what_worked() -> None:
    over = resolve(opened(), "Two more doctors at night", TODAY)
    assert (over.state, over.exit_note, over.left_on) == (State.RESOLVED, "Two more doctors at night", TODAY)
    with pytest.raises(Refused, match="leaves with a note"):
        resolve(opened(), " ", TODAY)


def test_what_is_over_stays_over() -> None:
    over = resolve(opened(), "Two more doctors", TODAY)
    with pytest.raises(IllegalMove, match="resolved already"):
        move_to(over, Level.WATCH, "again")
    with pytest.raises(IllegalMove, match="still proposed"):
        resolve(problem(), "nothing", TODAY)
    with pytest.raises(IllegalMove, match="open already"):
        take_up(opened(), "lead", "Twice")
    assert over.reason == "far behind the trajectory", "the reason it was entered for is kept"
