"""`python -m tests.campaign --kills 300 --database sqlite`: prints what came of it, exit code 1 if anything is amiss.

The story is told again, by another seed, until so many were killed. SQLite has one process, PostgreSQL two replicas.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.campaign.run import Told, campaign, in_peace
from tests.support.databases import PostgresqlDatabases, postgresql_server


def main() -> int:
    given = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the processes end with this one
    expected = in_peace(given.days)
    all_told, seed = Told(), given.seed
    with _databases(given.database) as databases:
        while all_told.kills < given.kills:
            database = databases.fresh() if databases else None
            replicas = 2 if databases else 1
            told = campaign(database, replicas, given.kills - all_told.kills, given.days, seed, expected)
            _print(f"seed={seed}", told)
            for one in told.violations:
                print(f"  {one}", flush=True)
            for name in ("kills", "starts", "struck", "messages", "answers", "seconds", "violations"):
                setattr(all_told, name, getattr(all_told, name) + getattr(told, name))
            seed += 1
    _print(f"database={given.database} replicas={2 if given.database == 'postgresql' else 1}", all_told)
    return 1 if all_told.violations else 0


def _print(what: str, told: Told) -> None:
    print(
        f"{what} kills={told.kills} starts={told.starts} faults={told.struck} messages={told.messages} "
        f"answers={told.answers} seconds={told.seconds:.0f} violations={len(told.violations)}",
        flush=True,
    )


@contextmanager
def _databases(kind: str) -> Iterator[PostgresqlDatabases | None]:
    if kind == "sqlite":
        yield None
        return
    with postgresql_server() as databases:
        yield databases


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=40, help="that a telling lasts, from 10 to 40")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
