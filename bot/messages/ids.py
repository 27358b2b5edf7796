"""The names by which a click, a form and a box are known when they come back from Slack."""

from enum import StrEnum


class Button(StrEnum):
    """`action_id` of everything that can be pressed in a message."""

    ANSWER = "answer"
    PROMISE = "promise"
    HELP = "help"
    MORE = "more"
    ADD_REASON = "add_reason"
    CORRECT = "correct"
    RATE = "rate"
    ADD_ACTION = "add_action"
    NO_ACTION = "no_action"
    POST_NOW = "post_now"
    ACCEPT = "accept"
    PROPOSE_DATE = "propose_date"
    DISOWN_ACTION = "disown_action"
    CLAIM_DONE = "claim_done"
    CLOSE_ACTION = "close_action"
    SEND_BACK = "send_back"
    AGREE_DATE = "agree_date"
    KEEP_DATE = "keep_date"


class More(StrEnum):
    """What the overflow of a request can do: the `act` of its options' values."""

    GIVE = "give"
    DISOWN = "disown"
    WHY = "why"


class Form(StrEnum):
    """`callback_id` of every modal. READING, WHY and CLOSED have nothing to submit."""

    ANSWER = "answer"
    PROMISE = "promise"
    GIVE = "give"
    HELP = "help"
    DISOWN = "disown"
    RATE = "rate"
    ACTION = "action"
    NO_ACTION = "no_action"
    CLAIM = "claim"
    DATE = "date"
    SEND_BACK = "send_back"
    DISOWN_ACTION = "disown_action"
    READING = "reading"
    WHY = "why"
    CLOSED = "closed"


class Box(StrEnum):
    """`block_id` of every input: what a refusal names, and what keeps typed text when a modal is shown again."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    FOR_SUMMARY = "for_summary"
    FOR_UNIT = "for_unit"
    LIKELIHOOD = "likelihood"
    SURE = "sure"
    HELP = "help"
    DAY = "day"
    PERSON = "person"
    WHAT = "what"
    FROM_WHOM = "from_whom"
    BY_WHEN = "by_when"
    TEXT = "text"
    MOVES_NUMBER = "moves_number"
    OWNER = "owner"
    DUE_ON = "due_on"
    CLOSURE_TEST = "closure_test"
    EVIDENCE = "evidence"
    REASON = "reason"
    BECAUSE = "because"


INPUT = "typed"
"""`action_id` of the element in every input block."""
