"""The bureau that many of these tests happen in."""

import pytest

from tests.sandbox.bureau import Bureau
from tests.support.faults import spoil as spoil


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()
