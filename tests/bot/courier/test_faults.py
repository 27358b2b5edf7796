"""Whatever goes wrong in Slack or on the way to it, a message is there exactly once, or staff know why it is not."""

import pytest

from bot.store import ledger
from sandbox.faults import Fault, Kind
from tests.bot.courier.world import World
from tests.support.faults import Spoil

POST = "chat.postMessage"
CHATTER = Fault(kind=Kind.CHATTER, count=450)
FAULTS = {
    "limited four times": [Fault(kind=Kind.RATE_LIMIT, of=POST, times=4, seconds=30)],
    "error before": [Fault(kind=Kind.SERVER_ERROR, of=POST, times=3)],
    "error after": [Fault(kind=Kind.SERVER_ERROR, of=POST, accepted=True)],
    "refused for now": [Fault(kind=Kind.REFUSE, of=POST, code="internal_error", times=3)],
    "perhaps done": [Fault(kind=Kind.REFUSE, of=POST, code="fatal_error")],
    "dropped before": [Fault(kind=Kind.DROP, of=POST, times=3)],
    "dropped after": [Fault(kind=Kind.DROP, of=POST, accepted=True)],
    "dropped, carried out at the last moment": [Fault(kind=Kind.DROP, of=POST, seconds=29)],
    "too slow": [Fault(kind=Kind.SLOW, of=POST, seconds=60)],
    "slow": [Fault(kind=Kind.SLOW, of=POST, seconds=9)],
    "dripping": [Fault(kind=Kind.DRIP, of=POST, seconds=60)],
    "dropped after, among others' talk": [Fault(kind=Kind.DROP, of=POST, accepted=True), CHATTER],
    "dropped after, and history lags": [
        Fault(kind=Kind.DROP, of=POST, accepted=True),
        Fault(kind=Kind.LAG, seconds=25, times=None),
    ],
    "dropped after, and history is limited, out of order and lost": [
        Fault(kind=Kind.DROP, of=POST, accepted=True),
        Fault(kind=Kind.RATE_LIMIT, of="conversations.*", seconds=20),
        Fault(kind=Kind.SERVER_ERROR, of="conversations.*", times=2),
        Fault(kind=Kind.DROP, of="conversations.*"),
        Fault(kind=Kind.SLOW, of="conversations.*", seconds=60),
    ],
    "dropped after, a page of history lost": [
        Fault(kind=Kind.DROP, of=POST, accepted=True),
        CHATTER,
        Fault(kind=Kind.DROP, of="conversations.*", skip=1),
    ],
    "dropped after, then a token revoked": [
        Fault(kind=Kind.DROP, of=POST, accepted=True),
        Fault(kind=Kind.REVOKE, of="conversations.*", seconds=600),
    ],
    "a token revoked": [Fault(kind=Kind.REVOKE, of=POST, seconds=600)],
    "a missing scope": [Fault(kind=Kind.REFUSE, of=POST, code="missing_scope", times=3)],
    "a token revoked for an hour, a drop after": [
        Fault(kind=Kind.REVOKE, of=POST, seconds=3600),
        Fault(kind=Kind.DROP, of=POST, skip=1, accepted=True),
    ],
}


def _is_there_once(world: World, spoken: list[str], label: str) -> None:
    assert len([text for text in spoken if label in text]) == 1, spoken
    assert set(world.states()) == {ledger.SENT}


@pytest.mark.parametrize("name", FAULTS)
def test_a_message_to_a_person_is_there_once(world: World, spoil: Spoil, name: str) -> None:
    dm = world.dm(world.owner)
    spoil(world.workspace, *FAULTS[name])
    world.say(world.owner, "A-1")
    world.run()
    world.workspace.state.faults.clear() if name.endswith("lags") else None
    _is_there_once(world, world.texts(dm), "A-1")


@pytest.mark.parametrize("name", FAULTS)
def test_a_reply_in_a_channel_is_there_once(world: World, spoil: Spoil, name: str) -> None:
    first = world.say(world.waits, "A-0")
    world.run()
    spoil(world.workspace, *FAULTS[name])
    world.say(world.waits, "A-1", parent=first)
    world.run()
    world.workspace.state.faults.clear()
    _is_there_once(world, world.texts(world.waits), "A-1")
