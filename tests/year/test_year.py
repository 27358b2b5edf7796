"""Weeks of simulated years, with everything that can go wrong: nothing lost, nothing twice."""

import logging

import pytest
import structlog

from tests.year.chance import Rates
from tests.year.tell import tell


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_goes_wrong_nothing_is_lost_and_nothing_comes_twice(seed: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        told = tell(seed, owners=2, rates=Rates(), days=45)
    finally:
        structlog.reset_defaults()

    assert told.violations == []
    assert told.crashes > 0
    assert told.messages > 20
