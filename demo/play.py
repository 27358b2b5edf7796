"""`make play`: the whole story on published figures, by two processes over real sockets; exit 0 only if all came true.

With `--kill` the bot is killed at a random moment on the way, and the story must come true all the same.
"""

import argparse
import random
import sys
import threading
import time
from urllib.error import HTTPError

from demo.machine import Machine
from demo.seeing import StoryFailed, check
from demo.story import steps
from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, rendered

LENGTH = 25.0  # seconds that the story takes at least
TRIES = 3  # of a step that a kill interrupted: people press again


def main() -> int:
    """Tell the story once. The exit code."""
    given = _arguments()
    started = time.monotonic()
    with Machine() as machine:
        killer = _killer(machine, given.seed) if given.kill else None
        try:
            _tell(machine)
            _once_each(machine)
            _died_as_asked(machine, killed=given.kill)
        except (StoryFailed, NotThere, ErrorTriangle, HTTPError) as failed:
            print(f"\nIt did not come true: {failed}\n\n{machine.log()}")
            return 1
        finally:
            if killer is not None:
                killer.cancel()
        messages = len(machine.messages())
        killed = f", the bot killed and started again {machine.restarts} times" if given.kill else ""
    print(f"All of it came true: {messages} messages, each once, in {time.monotonic() - started:.0f} s{killed}.")
    return 0


def _tell(machine: Machine) -> None:
    script = list(steps())
    for number, step in enumerate(script, 1):
        machine.go_to(max(step.at, machine.now()))
        print(f"[{number:2}/{len(script)}] {step.at:%a %d %b %Y %H:%M} UTC  {step.title}", flush=True)
        for tried in range(1, TRIES + 1):
            try:
                step.do(machine)
            except (StoryFailed, NotThere, ErrorTriangle):
                if tried == TRIES or not machine.restarts:
                    raise
                machine.go_to_rest()
            else:
                break


def _once_each(machine: Machine) -> None:
    """Every message carries an opaque name; none stands twice in the workspace."""
    names = [one["metadata"]["event_payload"]["id"] for one in machine.messages()]
    twice = [rendered(one) for one in machine.messages() if names.count(one["metadata"]["event_payload"]["id"]) > 1]
    check(not twice, f"these were posted twice: {twice[:2]}")


def _died_as_asked(machine: Machine, *, killed: bool) -> None:
    """The bot is killed once, or never: it does not die by itself, and no piece of its work failed."""
    check(machine.restarts == int(killed), f"the bot died {machine.restarts} times")
    check("Traceback" not in machine.whole_log(), "nothing in the bot failed; its log says otherwise")


def _killer(machine: Machine, seed: int | None) -> threading.Timer:
    """Kills the bot once, at some moment of the story."""
    moment = random.Random(seed).uniform(1.0, LENGTH)  # noqa: S311 - a moment, not a secret
    print(f"(the bot will be killed after {moment:.1f} s)")
    timer = threading.Timer(moment, machine.kill_bot)
    timer.daemon = True
    timer.start()
    return timer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.play", description=__doc__)
    parser.add_argument("--kill", action="store_true", help="kill the bot at a random moment")
    parser.add_argument("--seed", type=int, help="of that moment")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
