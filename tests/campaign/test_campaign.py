"""A few days with the running bot killed again and again: nothing lost, nothing twice. More by `make campaign`."""

import pytest

from tests.campaign.run import campaign, in_peace
from tests.campaign.verdict import Outcome
from tests.support.databases import PostgresqlDatabases

DAYS = 4  # asked, promised, answered by form and by reply and corrected, rated


@pytest.fixture(scope="module")
def expected() -> Outcome:
    return in_peace(DAYS)


def test_one_process_on_sqlite_is_killed_again_and_again(expected: Outcome) -> None:
    told = campaign(None, 1, 10, DAYS, 1, expected)
    assert told.violations == []
    assert (told.kills, told.answers) == (10, sum(expected.records["answer"].values()))
    assert told.struck > 0


def test_two_replicas_on_postgresql_are_killed_again_and_again(
    expected: Outcome, postgresql: PostgresqlDatabases
) -> None:
    told = campaign(postgresql.fresh(), 2, 5, DAYS, 2, expected)
    assert told.violations == []
    assert (told.kills, told.answers) == (5, sum(expected.records["answer"].values()))
