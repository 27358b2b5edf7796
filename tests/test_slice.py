"""The whole product once: one cycle and the beginning of the next, told by people in their Slack."""

from collections import Counter

from sqlalchemy import Engine

from tests.support.stage import told


def test_a_cycle_and_the_beginning_of_the_next_are_seen_by_everybody_and_no_message_twice(engine: Engine) -> None:
    world = told(engine).world
    posted = Counter(message["metadata"]["event_payload"]["id"] for message in world.bot_messages())
    assert len(posted) > 140
    assert [key for key, times in posted.items() if times > 1] == []
    assert world.crashes == 0
