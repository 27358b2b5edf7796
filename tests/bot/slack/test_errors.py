"""Every code that ends a message for good comes with something that staff can do."""

import pytest

from bot.slack import errors
from bot.slack.errors import is_permanent, mend


@pytest.mark.parametrize(
    "error", ["channel_not_found", "restricted_action", "restricted_action_read_only_channel", "invalid_blocks_format"]
)
def test_what_would_be_refused_again_is_permanent(error: str) -> None:
    assert is_permanent(error)


@pytest.mark.parametrize(
    "error", ["ratelimited", "internal_error", "fatal_error", "service_unavailable", "not_sent", "never_heard_of"]
)
def test_what_may_pass_is_not_permanent(error: str) -> None:
    assert not is_permanent(error)


def test_no_code_is_of_two_kinds() -> None:
    assert not errors.UNKNOWN & errors.RATE_LIMITED
    assert not any(map(is_permanent, errors.UNKNOWN | errors.RATE_LIMITED))


def test_a_mend_is_one_sentence_that_tells_staff_what_to_do() -> None:
    assert mend("not_in_channel") == "Invite the bot to the channel with /invite @Stocktake."
    assert mend("restricted_action_non_threadable_channel").endswith("ask a workspace admin.")
    assert mend("never_heard_of") == "Please tell whoever runs the bot, and quote this code."
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in errors.MENDS.values())
