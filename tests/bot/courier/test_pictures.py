"""A chart is in Slack before the message that shows it, and never keeps the message from going."""

from datetime import timedelta
from typing import Any

import pytest

from bot.store import ledger
from tests.bot.courier.world import MORNING, World
from tests.support.slack import UPLOAD, after, drop_after, drop_before, rate_limit, refuse


def _images(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in said["blocks"] if block["type"] == "image"]


def _shown_after(world: World, looks: int) -> None:
    """Slack needs so many looks at the next file before it shows it."""

    def keep() -> None:
        for file in world.workspace.state.files.values():
            file.polls_left = looks

    world.slack.fault("files.completeUploadExternal", after(keep))


def _answered(world: World) -> dict[str, Any]:
    """What the owner reads after answering."""
    row, _ = world.ask()
    world.run()
    world.answer(row.id, 8967, 10000)
    world.run()
    return world.posted(world.dm(world.owner))[-1]


def test_a_reading_shows_its_chart_and_says_it_for_those_who_do_not_see_it(world: World) -> None:
    [image] = _images(_answered(world))
    assert image["slack_file"]["id"].startswith("F")
    assert image["alt_text"]


def test_the_message_waits_until_slack_shows_the_file(world: World) -> None:
    _shown_after(world, 3)
    assert len(_images(_answered(world))) == 1
    assert len(world.slack.called("files.info")) == 3
    assert world.clock.now() >= MORNING + timedelta(seconds=2)


def test_the_same_chart_is_uploaded_once_and_kept_when_the_message_is_shown_anew(world: World) -> None:
    [before] = _images(_answered(world))
    world.touch("answer:1")
    world.run()
    [anew] = _images(world.posted(world.dm(world.owner))[-1])
    assert anew["slack_file"] == before["slack_file"]
    assert len(world.slack.called("chat.update")) == 2  # of the request, which was answered, and of the reading
    assert len(world.charts.drawn) == 1


def test_a_chart_that_cannot_be_drawn_is_left_out_at_once(world: World) -> None:
    world.charts.failures = 1
    assert _images(_answered(world)) == []
    assert world.clock.now() <= MORNING + timedelta(seconds=2)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", UPLOAD, "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", [drop_before, drop_after, refuse("internal_error"), rate_limit(2)])
def test_an_upload_that_fails_is_tried_again(world: World, method: str, fault: Any) -> None:
    world.slack.fault(method, fault, fault)
    assert len(_images(_answered(world))) == 1


def test_after_three_failures_the_text_goes_without_its_picture(world: World) -> None:
    world.slack.fault("files.getUploadURLExternal", *[refuse("internal_error")] * 3)
    assert _images(_answered(world)) == []
    assert len(world.slack.called("files.getUploadURLExternal")) == 3


def test_a_file_that_slack_never_shows_holds_the_text_back_for_seconds_only(world: World) -> None:
    _shown_after(world, 1000)
    assert _images(_answered(world)) == []
    assert world.clock.now() <= MORNING + timedelta(seconds=20)


def test_a_picture_that_slack_has_lost_does_not_cost_the_message(world: World) -> None:
    world.slack.fault("chat.postMessage", lambda go: go(), *[refuse("invalid_blocks")] * 3)
    said = _answered(world)
    assert _images(said) == []
    assert world.states() == [ledger.SENT] * 3
