"""Ten days of the slice with a crash at every point: nothing lost, nothing twice. Two processes, a half each."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("shard", ["0/2", "1/2"])
def test_a_crash_at_any_point_neither_loses_nor_doubles_anything(shard: str) -> None:
    explored = subprocess.run(
        [sys.executable, "-m", "tests.crash.explore", "--shard", shard], capture_output=True, text=True, check=False
    )

    last = explored.stdout.strip().splitlines()[-1]
    assert explored.returncode == 0, explored.stdout[-4000:] + explored.stderr[-2000:]
    assert "violations=0" in last
    assert int(last.split("explored=")[1].split()[0]) > 300
