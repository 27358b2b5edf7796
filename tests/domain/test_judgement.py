"""Three voices side by side, and when a reason is asked for."""

import pytest

from domain.assessment import Likelihood
from domain.judgement import Difference, Judged, Voice, may_see
from domain.status import Status

GREEN, AMBER_GREEN, AMBER_RED, RED = Likelihood


def test_one_step_apart_is_a_matter_of_opinion() -> None:
    for judged in (
        Judged(Status.ON_TRAJECTORY, GREEN, AMBER_GREEN),
        Judged(Status.SLIGHTLY_BEHIND, AMBER_RED, AMBER_GREEN),
        Judged(Status.FAR_BEHIND, RED),
        Judged(Status.ON_TRAJECTORY),
    ):
        assert judged.widest is None
        assert judged.question == ""


@pytest.mark.parametrize(
    ("judged", "difference", "question"),
    [
        (
            Judged(Status.SLIGHTLY_BEHIND, AMBER_RED, GREEN),
            Difference(Voice.OWNER, Voice.UNIT, 2),
            "The owner says green, the unit says amber-red. What explains the difference?",
        ),
        (
            Judged(Status.ON_TRAJECTORY, RED, AMBER_GREEN),
            Difference(Voice.STATUS, Voice.UNIT, 3),
            "The figures say on trajectory, the unit says red. What explains the difference?",
        ),
        (
            Judged(Status.FAR_BEHIND, None, AMBER_GREEN),
            Difference(Voice.OWNER, Voice.STATUS, 2),
            "The owner says amber-green, the figures say far behind. What explains the difference?",
        ),
    ],
)
def test_two_steps_apart_ask_for_a_reason_of_the_two_furthest_apart(
    judged: Judged, difference: Difference, question: str
) -> None:
    assert judged.widest == difference
    assert judged.question == question


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.STALE, Status.UNRATED])
def test_a_status_that_cannot_be_told_differs_from_nothing(status: Status) -> None:
    assert Judged(status, RED, AMBER_RED).widest is None
    assert Judged(status, RED, GREEN).widest == Difference(Voice.OWNER, Voice.UNIT, 3)


def test_all_three_are_printed_side_by_side() -> None:
    assert Judged(Status.SLIGHTLY_BEHIND, AMBER_RED, AMBER_GREEN).side_by_side == (
        "Figures: slightly behind. Unit: amber-red (in doubt). Owner: amber-green (probable)."
    )
    assert Judged(Status.NO_DATA).side_by_side == "Figures: no data. Unit: not rated yet. Owner: not said."


def test_an_owner_sees_other_judgements_after_their_own_or_when_the_draft_is_shared() -> None:
    assert not may_see(owner_has_judged=False, shared=False)
    assert may_see(owner_has_judged=True, shared=False)
    assert may_see(owner_has_judged=False, shared=True)
