"""The bureau that many of these tests happen in."""

import pytest

from tests.sandbox.bureau import Bureau


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()
