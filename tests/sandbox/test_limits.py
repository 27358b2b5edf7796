"""How often an app may call."""

import pytest

from sandbox.errors import RateLimited
from tests.sandbox.bureau import Bureau


def test_a_channel_takes_one_message_a_second() -> None:
    bureau = Bureau(limits=True)
    bureau.post()

    with pytest.raises(RateLimited) as limit:
        bureau.post()
    assert limit.value.retry_after == 1
    assert bureau.post(channel=bureau.analyst)
    bureau.pass_time(seconds=1)
    assert bureau.post()


def test_a_refused_message_does_not_count() -> None:
    bureau = Bureau(limits=True)

    bureau.error("chat.postMessage", channel=bureau.channel)
    assert bureau.post()


def test_a_burst_may_be_allowed() -> None:
    bureau = Bureau(limits=True, burst=3)
    for _ in range(3):
        bureau.post()

    with pytest.raises(RateLimited):
        bureau.post()
    bureau.pass_time(seconds=1)
    assert bureau.post()
    with pytest.raises(RateLimited):
        bureau.post()


@pytest.mark.parametrize(
    ("method", "args", "most"),
    [("users.list", {}, 20), ("conversations.history", {"channel": "C000000001"}, 50), ("files.info", {}, 100)],
)
def test_a_method_takes_so_many_calls_a_minute(method: str, args: dict[str, str], most: int) -> None:
    bureau = Bureau(limits=True)
    for _ in range(most):
        bureau.call(method, **args)
        bureau.pass_time(seconds=0.1)

    with pytest.raises(RateLimited) as limit:
        bureau.call(method, **args)
    assert limit.value.retry_after == 60 - most // 10
    bureau.pass_time(seconds=limit.value.retry_after)
    assert "error" not in bureau.call(method, **args) or method == "files.info"


def test_without_limits_there_are_none(bureau: Bureau) -> None:
    assert [bureau.post(str(number)) for number in range(100)]


def test_a_clock_that_was_set_back_does_not_silence_a_channel() -> None:
    bureau = Bureau(limits=True)
    bureau.post()

    bureau.pass_time(hours=-1)
    assert bureau.post()
