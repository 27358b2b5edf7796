"""Ten simulated years with everything that can go wrong: nothing lost, nothing twice."""

import logging

import pytest
import structlog

from tests.year.chance import Rates
from tests.year.planted import found_out
from tests.year.tell import tell


@pytest.mark.parametrize("seed", range(1, 11))
def test_whatever_goes_wrong_nothing_is_lost_and_nothing_comes_twice(seed: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        told = tell(seed, owners=2, rates=Rates(), length=366, preset="quarterly")
    finally:
        structlog.reset_defaults()

    assert told.violations == []
    assert told.crashes > 0
    assert told.messages > 100


@pytest.mark.parametrize(("name", "promise"), [("post-then-mark", "I1"), ("no-catch-up", "I3")])
def test_a_simpler_protocol_is_found_out(name: str, promise: str) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        told = found_out(name, seed=1, owners=2, days=40)
    finally:
        structlog.reset_defaults()

    assert [violation for violation in told.violations if violation.startswith(promise)]
