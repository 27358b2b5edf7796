"""Judged likelihood: four colours that are also words, what they rest on, and how far apart two judgements are."""

from datetime import UTC, datetime

import pytest

from domain.assessment import Assessment, Challenge, Likelihood, Quality, Rubric, Stage, steps
from domain.errors import Refused


def test_colours_are_words_with_a_meaning() -> None:
    assert [f"{one}, {one.meaning}" for one in Likelihood] == [
        "green, highly likely",
        "amber-green, probable",
        "amber-red, in doubt",
        "red, not deliverable as things stand",
    ]
    assert Likelihood.AMBER_RED.needs == "substantial attention, some of it urgent"
    assert [one.in_doubt for one in Likelihood] == [False, False, True, True]


def test_judgements_are_so_many_steps_apart() -> None:
    assert steps(Likelihood.GREEN, Likelihood.GREEN) == 0
    assert steps(Likelihood.GREEN, Likelihood.RED) == steps(Likelihood.RED, Likelihood.GREEN) == 3
    assert steps(Likelihood.AMBER_GREEN, Likelihood.AMBER_RED) == 1


def test_the_rubric_is_told_without_what_was_not_judged() -> None:
    whole = Rubric(Challenge.VERY_HIGH, Quality.MIXED, Quality.GOOD, Stage.IMPLEMENTATION)
    assert whole.words == "challenge very high; planning mixed; capacity good; stage 2, implementation"
    assert Rubric(stage=Stage.IRREVERSIBLE_PROGRESS).words == "stage 4, irreversible progress"
    assert Rubric().words == ""


def test_four_points_have_no_middle() -> None:
    assert [len(scale) for scale in (Likelihood, Challenge, Quality, Stage)] == [4, 4, 4, 4]


def test_a_rating_without_a_reason_is_refused() -> None:
    when = datetime(2017, 10, 10, 9, tzinfo=UTC)
    assert Assessment("A1", Likelihood.RED, "No beds before spring", "head", when).rubric == Rubric()
    with pytest.raises(Refused, match="needs its reason"):
        Assessment("A1", Likelihood.RED, " ", "head", when)
