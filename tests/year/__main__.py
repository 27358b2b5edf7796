"""`python -m tests.year --years 10 --seed 1 [--jobs 2] [--owners 12]`: the last line says what came of them.

With `--planted`, the bot has one fault after another (planted.py), and each must be found out.
"""

import argparse
import logging
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import structlog

from tests.year.chance import NEVER, Rates
from tests.year.plan import MONTHS
from tests.year.planted import PLANTED, SOUND, broken, found_out
from tests.year.tell import Told, tell


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1, help="of the first year; the others follow")
    parser.add_argument("--owners", type=int, default=12)
    parser.add_argument("--preset", default="monthly", choices=list(MONTHS), help="how often there is a stocktake")
    parser.add_argument("--days", type=int, default=366, help="only so many of each year")
    parser.add_argument("--until", type=int, help="this step of each, as a violation names it")
    parser.add_argument("--jobs", type=int, default=1, help="years told at once")
    parser.add_argument("--calm", action="store_true", help="nothing goes wrong")
    parser.add_argument("--planted", nargs="?", const="all", choices=["all", *PLANTED], help="faults of the bot")
    given = parser.parse_args()
    if given.planted:
        return _plant(list(PLANTED) if given.planted == "all" else [given.planted], given)
    started = time.monotonic()
    rates = NEVER if given.calm else Rates()
    tasks = [(seed, given.owners, rates, given.days, given.until, given.preset) for seed in _seeds(given)]
    with ProcessPoolExecutor(given.jobs) as pool:
        years = [_shown(told) for told in pool.map(_tell, tasks)]
    crashes, messages = sum(one.crashes for one in years), sum(one.messages for one in years)
    violations, took = sum(len(one.violations) for one in years), time.monotonic() - started
    print(f"years={len(years)} crashes={crashes} messages={messages} violations={violations} seconds={took:.0f}")
    return 1 if violations or not messages else 0


def _plant(names: list[str], given: argparse.Namespace) -> int:
    with ProcessPoolExecutor(given.jobs) as pool:
        tasks = [(name, seed, given.owners, given.days) for name in names for seed in [given.seed]]
        caught = [_shown_caught(*found) for found in pool.map(_found_out, tasks)]
    print(f"planted={len(names)} as_expected={sum(caught)}")
    return 0 if all(caught) else 1


def _found_out(task: tuple[str, int, int, int]) -> tuple[str, Told]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    return task[0], found_out(*task)


def _shown_caught(name: str, told: Told) -> bool:
    """Whether it came as it had to: found out by the right promise, or nothing found where nothing was planted."""
    caught = broken(name, told)
    first = (caught or told.violations or ["nothing found"])[0].splitlines()[0]
    print(f"{name}: seed {told.seed}: {first} ({told.seconds:.0f} s)", flush=True)
    return bool(caught) if name != SOUND else not told.violations


def _seeds(given: argparse.Namespace) -> range:
    return range(given.seed, given.seed + given.years)


def _tell(task: tuple[int, int, Rates, int, int | None, str]) -> Told:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    seed, owners, rates, days, until, preset = task
    return tell(seed, owners=owners, rates=rates, length=days, until=until, preset=preset)


def _shown(told: Told) -> Told:
    print(
        f"seed {told.seed}: {told.replicas} replicas, {told.crashes} crashes, {told.messages} messages, "
        f"{told.answers} answers, {told.seconds:.1f} s CPU, {len(told.violations)} violations",
        flush=True,
    )
    for violation in told.violations:
        print(f"  seed {told.seed}: {violation}", flush=True)
    return told


if __name__ == "__main__":
    sys.exit(main())
