"""The connection to Slack drops just after each post was accepted: is every message there once?

    python -m benchmarks.dropped [--messages 1000]

The real courier posts to the workspace; the answer to every message's first post is lost. Each is then looked up.
"""

import argparse
from time import perf_counter
from typing import Final

from benchmarks.databases import both, machine
from sandbox.faults import Fault, Kind
from tests.bot.courier.world import World

LANES: Final = 20
AT_ONCE: Final = 100  # messages that are planned together


def dropped(world: World, messages: int) -> tuple[int, int]:
    """How many of so many messages are there once, and how many were posted in all."""
    members = (world.staff, world.app.bot_user)
    lanes = [world.workspace.add_channel(f"lane-{number}", members=members) for number in range(LANES)]
    world.workspace.spoil(Fault(kind=Kind.DROP, of="chat.postMessage", accepted=True, times=messages))
    for number in range(messages):
        world.say(lanes[number % LANES], f"A-{number}")
        if (number + 1) % AT_ONCE == 0 or number + 1 == messages:
            world.run()
    spoken = [said["text"] for lane in lanes for said in world.workspace.state.conversations[lane].messages]
    once = sum(sum(f"A-{number} " in text for text in spoken) == 1 for number in range(messages))
    return once, len(world.slack.called("chat.postMessage"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000)
    messages = parser.parse_args().messages
    print(machine())
    print("| | posts whose answer was lost | there once | posts in all | seconds |\n|---|--:|--:|--:|--:|")
    with both() as kinds:
        for kind, databases in kinds.items():
            began = perf_counter()
            world = World(databases.fresh())
            once, posts = dropped(world, messages)
            world.engine.dispose()
            print(f"| {kind} | {messages} | {once} | {posts} | {perf_counter() - began:.0f} |", flush=True)


if __name__ == "__main__":
    main()
