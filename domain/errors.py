"""A small tree of errors. What `str()` gives is the sentence a person reads: what is wrong, and how to mend it."""


class StocktakeError(Exception):
    """Something a person should be told, in words that help."""


class Refused(StocktakeError):  # noqa: N818 - reads as what happened
    """One field of what was given cannot be taken: which, what is wrong, how to mend it."""

    def __init__(self, field: str, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.field = field
        self.problem = problem
        self.mend = mend


class NotAllowed(StocktakeError):  # noqa: N818 - reads as what happened
    """Somebody else may do this; the sentence says who."""


class Changed(StocktakeError):  # noqa: N818 - reads as what happened
    """What somebody decided on has changed since they were shown it; the sentence says how it stands now."""


class IllegalMove(StocktakeError):  # noqa: N818 - reads as what happened
    """A request, a cycle or an action is past the point where this could be done, or (`early`) not there yet."""

    def __init__(self, noun: str, state: str, move: str, *, early: bool = False) -> None:
        past, coming = f"{state} already", f"still {state}"
        tail = f"so there is nothing to {move}"
        super().__init__(f"This {noun} is {coming}, {tail} yet." if early else f"This {noun} is {past}, {tail}.")
        self.noun = noun
        self.state = state
        self.move = move
