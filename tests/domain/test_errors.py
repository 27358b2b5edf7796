"""Errors read as sentences: what is wrong, and how to mend it."""

from domain.errors import IllegalMove, NotAllowed, Refused, StocktakeError


def test_a_refusal_says_what_is_wrong_and_how_to_mend_it() -> None:
    refusal = Refused("value", "The figure is missing.", "Type it as a number.")
    assert str(refusal) == "The figure is missing. Type it as a number."
    assert (refusal.field, refusal.problem, refusal.mend) == ("value", "The figure is missing.", "Type it as a number.")


def test_a_move_that_comes_too_late_names_what_was_done_already() -> None:
    assert str(IllegalMove("request", "closed", "answer")) == (
        "This request is closed already, so there is nothing to answer."
    )


def test_a_move_that_comes_too_early_names_what_is_still_so() -> None:
    assert str(IllegalMove("action", "open", "close", early=True)) == (
        "This action is still open, so there is nothing to close yet."
    )


def test_all_of_them_are_told_to_the_person() -> None:
    for error in (Refused("", "", ""), NotAllowed(""), IllegalMove("", "", "")):
        assert isinstance(error, StocktakeError)
