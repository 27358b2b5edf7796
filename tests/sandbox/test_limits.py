"""How often an app may call."""

import pytest

from sandbox.errors import RateLimited
from tests.sandbox.office import Office


def test_a_channel_takes_one_message_a_second() -> None:
    office = Office(limits=True)
    office.post()

    with pytest.raises(RateLimited) as limit:
        office.post()
    assert limit.value.retry_after == 1
    assert office.post(channel=office.analyst)
    office.pass_time(seconds=1)
    assert office.post()


def test_a_refused_message_does_not_count() -> None:
    office = Office(limits=True)

    office.error("chat.postMessage", channel=office.channel)
    assert office.post()


def test_a_burst_may_be_allowed() -> None:
    office = Office(limits=True, burst=3)
    for _ in range(3):
        office.post()

    with pytest.raises(RateLimited):
        office.post()
    office.pass_time(seconds=1)
    assert office.post()
    with pytest.raises(RateLimited):
        office.post()


@pytest.mark.parametrize(
    ("method", "args", "most"),
    [("users.list", {}, 20), ("conversations.history", {"channel": "C000000001"}, 50), ("files.info", {}, 100)],
)
def test_a_method_takes_so_many_calls_a_minute(method: str, args: dict[str, str], most: int) -> None:
    office = Office(limits=True)
    for _ in range(most):
        office.call(method, **args)
        office.pass_time(seconds=0.1)

    with pytest.raises(RateLimited) as limit:
        office.call(method, **args)
    assert limit.value.retry_after == 60 - most // 10
    office.pass_time(seconds=limit.value.retry_after)
    assert "error" not in office.call(method, **args) or method == "files.info"


def test_without_limits_there_are_none(office: Office) -> None:
    assert [office.post(str(number)) for number in range(100)]


def test_a_clock_that_was_set_back_does_not_silence_a_channel() -> None:
    office = Office(limits=True)
    office.post()

    office.pass_time(hours=-1)
    assert office.post()
