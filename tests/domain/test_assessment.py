"""Judged likelihood: four colours that are also words, and how far apart two judgements are."""

from domain.assessment import Likelihood, steps


def test_colours_are_words_with_a_meaning() -> None:
    assert [f"{one}, {one.meaning}" for one in Likelihood] == [
        "green, highly likely",
        "amber-green, probable",
        "amber-red, in doubt",
        "red, not deliverable as things stand",
    ]
    assert Likelihood.AMBER_RED.needs == "substantial attention, some of it urgent"


def test_judgements_are_so_many_steps_apart() -> None:
    assert steps(Likelihood.GREEN, Likelihood.GREEN) == 0
    assert steps(Likelihood.GREEN, Likelihood.RED) == steps(Likelihood.RED, Likelihood.GREEN) == 3
    assert steps(Likelihood.AMBER_GREEN, Likelihood.AMBER_RED) == 1
