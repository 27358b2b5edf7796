"""`make demo`: a stocktake to play on a page in the browser: sandbox and bot on this machine, until Ctrl-C.

The clock stands just after the requests went out. What the bot does is printed as it does it. "Play it for me" on the
page acts the story out at reading pace; a bot that dies, or is killed, is started again.
"""

import argparse
import signal
import sys
import time
from datetime import datetime
from typing import NoReturn
from urllib.error import HTTPError, URLError

from demo.example import LONDON
from demo.machine import Machine, NotStarted
from demo.seeing import StoryFailed
from demo.story import Step, steps
from demo.watching import Watching
from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle

LOOK = 0.4  # real seconds between two looks at what happened
READING = 6.0  # real seconds that a step stands before the next
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a polite kill, a terminal that is closed
PLAY = "play"
LABEL = "Play it for me"
FIRST = "waits-analyst"  # whose eyes a visitor looks through at first: a request waits for them
TRY = """
  Three things to try:
  1. You are the waits analyst, and Stocktake asks you for September. Answer (1726934 of 1925961, or 89.67 %)
     by the button or by simply replying; then type a wrong number and see what you are told.
  2. Press "Next" beside the clock until Fri 13 Oct, and be unit staff: what is missing, and what to do about it.
  3. Be the principal on Thu 19 Oct: read the summary in #emergency-waits and ask a question.
"""


def main() -> int:
    """Serve until Ctrl-C."""
    given = _arguments()
    for number in ENDS:
        signal.signal(number, _interrupt)
    try:
        print("  A workspace and the bot are starting ...", flush=True)
        _serve(given)
    except KeyboardInterrupt:
        print("\n  Ended.", flush=True)
        return 0
    except NotStarted as why:
        print(f"\n  {why}", flush=True)
    except URLError as gone:
        print(f"\n  The workspace does not answer any more: {gone.reason}", flush=True)
    return 1


def _interrupt(*_: object) -> None:
    """The first one ends the demo in order; whoever presses again meanwhile does not cut that short."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _serve(given: argparse.Namespace) -> NoReturn:
    """Until something is raised."""
    with Machine(given.port) as machine:
        script = list(steps())
        machine.go_to(script[0].at)
        machine.offer(
            "The requests went out on Mon 2 Oct. Answer them by hand, or let the story be played.",
            play="Play it for me",
        )
        print(f"\n  The page: {machine.page_of(FIRST)}\n{TRY}\n  Ctrl-C ends it. What the bot does:\n", flush=True)
        watching = Watching(machine)
        while True:
            watching.tell()
            if PLAY in machine.taken():
                _play(machine, watching, script, given.pace)
            machine.pass_moments()
            time.sleep(LOOK)  # real time passes here: a person plays


def _play(machine: Machine, watching: Watching, script: list[Step], pace: float) -> None:
    """The story from where the clock stands, a step at a time; what was done by hand meanwhile may stop it."""
    ahead = [step for step in script if step.at >= machine.now()]
    for number, step in enumerate(ahead, 1):
        caption = f"{_when(step.at)}: {step.title} ({number} of {len(ahead)})"
        machine.offer(caption, step.look)
        machine.go_to(max(step.at, machine.now()))
        watching.tell()
        try:
            step.do(machine)
        except (StoryFailed, NotThere, ErrorTriangle, HTTPError) as failed:
            reason = str(failed).partition("\n")[0]
            machine.offer(f"The story stopped here, since something was done differently: {reason}")
            print(f"  (the story stopped: {reason})", flush=True)
            return
        machine.offer(caption, step.look)  # again: what was just done may have begun the thread to look at
        watching.tell()
        time.sleep(pace)  # real time passes here: a person reads
    machine.offer("That was the story. Go on by hand, or start the demo again.")


def _when(instant: datetime) -> str:
    local = instant.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b, %H:%M}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the page; 0 picks a free one")
    parser.add_argument("--pace", type=float, default=READING, help="seconds a step of the story stands")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
