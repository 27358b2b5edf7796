"""The office that most of these tests happen in."""

import pytest

from tests.sandbox.office import Office


@pytest.fixture
def office() -> Office:
    return Office()
