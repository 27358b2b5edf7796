"""Posted messages show what is so now."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from bot.routines import showing
from bot.store import limits, plan, requests, restored, surfaces
from bot.store.engine import make_engine
from bot.store.rows import find_row
from bot.store.tables import lane
from bot.store.unit import Store
from domain.period import Period
from domain.request import RequestState
from tests.bot.courier.world import MORNING, World
from tests.support.databases import PostgresqlDatabases, until
from tests.support.plans import allow
from tests.support.replicas import SOMEBODY_WAITS
from tests.support.slack import Died, after, die_after, drop_after, drop_before, rate_limit, refuse


def _settle_request(world: World, request_id: int, state: RequestState = RequestState.DISOWNED) -> None:
    with world.store.write(world.clock.now()) as work:
        allow(work)
        requests.set_state(work, request_id, state, reason="not theirs")
        showing.request(work, requests.get(work, request_id))


def _buttons(said: dict[str, Any]) -> int:
    return sum(len(block["elements"]) for block in said["blocks"] if block["type"] == "actions")


def _shown(world: World) -> dict[str, Any]:
    [said] = world.posted(world.dm(world.owner))
    return said


def test_the_buttons_of_a_request_make_way_for_what_became_of_it(either_world: World) -> None:
    world = either_world
    row, _ = world.ask()
    world.run()
    assert _buttons(_shown(world)) > 0
    _settle_request(world, row.id)
    world.run()
    assert _buttons(_shown(world)) == 0


def test_what_was_posted_with_the_newest_facts_is_not_edited(world: World) -> None:
    world.ask()
    world.touch("request:1")
    world.run()
    assert world.slack.called("chat.update") == []


def test_what_says_already_what_it_should_is_not_edited(either_world: World) -> None:
    world = either_world
    posted = world.say(world.waits, "A-1", surface=True)
    row, _ = world.ask()
    world.run()

    def look_again(*, restore: bool = False) -> int:
        """Everything is touched, though nothing has changed; edits so far."""
        with world.store.write(world.clock.now()) as work:
            if restore:
                restored.note(work, world.clock.now())
            surfaces.touch_message(work, posted)
            showing.request(work, requests.get(work, row.id))
        world.run()
        return len(world.slack.called("chat.update"))

    assert look_again() == 1  # of the request, which greeted its reader; the other says what was posted
    assert look_again() == 1
    _settle_request(world, row.id)
    world.run()
    assert look_again() == 2
    assert look_again(restore=True) == 4  # both may have been edited by those whose records are gone
    assert look_again() == 4


def test_after_an_edit_that_nobody_answered_the_next_is_made_whatever_it_says(world: World) -> None:
    """The one that was given up may be carried out after the one that came after it."""
    row, _ = world.ask()
    world.run()
    world.slack.fault("chat.update", drop_before)
    _settle_request(world, row.id)
    world.run()
    assert len(world.slack.called("chat.update")) == 2
    for edits in (3, 3):
        with world.store.write(world.clock.now()) as work:
            showing.request(work, requests.get(work, row.id))
        world.run()
        assert len(world.slack.called("chat.update")) == edits


def test_a_change_between_claim_and_post_is_shown_afterwards(world: World) -> None:
    row, _ = world.ask()
    world.slack.fault("chat.postMessage", after(lambda: _settle_request(world, row.id)))
    world.run()
    assert _buttons(_shown(world)) == 0


def test_a_change_during_an_edit_is_shown_by_another(world: World) -> None:
    row, _ = world.ask()
    world.run()
    world.touch("request:1")
    world.slack.fault("chat.update", after(lambda: _settle_request(world, row.id)))
    world.run()
    assert len(world.slack.called("chat.update")) == 2
    assert _buttons(_shown(world)) == 0


@pytest.mark.parametrize("fault", [drop_before, drop_after, refuse("internal_error"), rate_limit(20)])
def test_an_edit_that_may_not_have_been_made_is_made_again(world: World, fault: Any) -> None:
    row, _ = world.ask()
    world.run()
    world.slack.fault("chat.update", fault, fault)
    _settle_request(world, row.id)
    world.run()
    assert len(world.slack.called("chat.update")) == 3
    assert _buttons(_shown(world)) == 0


def test_a_message_that_cannot_be_edited_is_left_as_it_is(world: World) -> None:
    row, _ = world.ask()
    world.run()
    world.slack.fault("chat.update", refuse("message_not_found"))
    _settle_request(world, row.id)
    world.run()
    assert len(world.slack.called("chat.update")) == 1


def test_an_edit_keeps_the_id_that_the_message_is_recognised_by(world: World) -> None:
    row, _ = world.ask()
    world.run()
    before = _shown(world)["metadata"]
    _settle_request(world, row.id)
    world.run()
    assert _shown(world)["metadata"] == before
    [arguments] = world.slack.called("chat.update")
    assert arguments["metadata"] == before


def test_a_process_that_died_during_an_edit_makes_it_again(world: World) -> None:
    row, _ = world.ask()
    world.run()
    _settle_request(world, row.id)
    world.slack.fault("chat.update", die_after)
    with pytest.raises(Died):
        world.run()
    world.start()
    world.run()
    assert len(world.slack.called("chat.update")) == 2
    assert _buttons(_shown(world)) == 0


def test_an_edit_that_comes_after_a_newer_one_is_made_anew(world: World) -> None:
    row, _ = world.ask()
    world.run()
    world.touch("request:1")

    def froze() -> None:
        _settle_request(world, row.id)
        world.sleep_while_another_works()

    world.slack.fault("chat.update", after(froze))
    world.run()
    assert len(world.slack.called("chat.update")) == 3
    assert _buttons(_shown(world)) == 0


def test_who_slept_before_an_edit_does_not_make_it(world: World) -> None:
    row, _ = world.ask()
    world.run()
    _settle_request(world, row.id)
    world.after_commit[world.commits + 2] = world.sleep_while_another_works  # claimed, and rendered
    world.run()
    assert len(world.slack.called("chat.update")) == 1
    assert _buttons(_shown(world)) == 0


def test_an_edit_given_up_is_made_again_when_it_is_no_longer_on_its_way(world: World) -> None:
    row, _ = world.ask()
    world.run()
    _settle_request(world, row.id)
    world.slack.fault("chat.update", drop_after)
    world.run(world.clock.now() + timedelta(seconds=29))
    assert len(world.slack.called("chat.update")) == 1
    world.run(world.clock.now() + timedelta(seconds=31))
    assert len(world.slack.called("chat.update")) == 2


def test_edits_are_paced_and_hold_up_no_message(world: World) -> None:
    world.ask()
    world.run()
    started = world.clock.now()
    for _ in range(3):
        world.touch("request:1")
        world.courier.step(world.clock.now())
    world.say(world.unit, "A-1")
    world.run()
    assert len(world.posted(world.unit)) == 1
    assert world.clock.now() - started <= timedelta(seconds=3)
    assert world.clock.now() > MORNING


def test_a_rate_limit_of_edits_holds_up_all_of_them_and_no_message(world: World) -> None:
    first, second = world.say(world.waits, "A-1", surface=True), world.say(world.unit, "A-2", surface=True)
    world.run()
    with world.store.write(world.clock.now()) as work:
        surfaces.unsure(work)
        for one in (first, second):
            surfaces.touch_message(work, one)
    before, started = len(world.slack.called("chat.update")), world.clock.now()
    world.slack.fault("chat.update", rate_limit(20))
    world.say(world.waits, "A-3")
    world.run(started + timedelta(seconds=19))
    assert len(world.slack.called("chat.update")) == before + 1
    assert len(world.posted(world.waits)) == 2
    world.run()
    assert len(world.slack.called("chat.update")) == before + 3


def test_a_change_kept_by_another_replica_while_a_message_is_looked_at_is_shown_afterwards(
    postgresql: PostgresqlDatabases,
) -> None:
    world = World(postgresql.fresh())
    world.say(world.owner, "first")
    world.run()  # there is a conversation, and a row for the workspace's turn to post
    world.pass_time(2)
    row, _ = world.ask()
    other = make_engine(world.url)
    with ThreadPoolExecutor(1) as courier:
        with Store(other).write(world.clock.now()) as work:
            allow(work)
            find_row(work, lane.c.key, limits.POSTS, lock="update")  # it is looked at, and then waits for its turn
            requests.set_state(work, row.id, RequestState.DISOWNED, reason="not theirs")
            showing.request(work, row)
            looking = courier.submit(world.courier.step, world.clock.now())
            until(other, SOMEBODY_WAITS)
        looking.result()
    other.dispose()
    world.run()
    assert _buttons(world.posted(world.dm(world.owner))[-1]) == 0
    world.engine.dispose()


def test_a_figure_given_by_another_replica_when_a_look_has_just_begun_is_shown(postgresql: PostgresqlDatabases) -> None:
    """What a replica remembers is compared once: the wishes that a post fulfils are counted before that."""
    world = World(postgresql.fresh())
    world.say(world.owner, "first")
    world.run()  # there is a conversation
    world.pass_time(2)
    row, _ = world.ask()
    before, other = row.period.next(-1), make_engine(world.url)
    given: list[Period] = []
    with world.store.read(world.clock.now()) as work:
        assert plan.latest_observation(work, "A1", before) is None

    def give(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM edition" not in statement or given:
            return
        given.append(before)
        with Store(other).write(world.clock.now()) as work:
            allow(work)
            plan.add_observation(work, "A1", before, Decimal("81.23"), submitted_by=world.owner)
            showing.request(work, row)

    event.listen(world.engine, "after_cursor_execute", give)
    world.run()
    other.dispose()
    assert "81.23" in str(world.posted(world.dm(world.owner))[-1]["blocks"])
    world.engine.dispose()
