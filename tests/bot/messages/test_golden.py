"""Every message and every modal against the files in golden/: a change of wording shows in review.

`python -m tests.bot.messages.show --write` writes them anew.
"""

import pytest

from tests.bot.messages.show import GOLDEN, everything

WRITTEN = dict(everything())


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_it_reads_as_agreed(name: str) -> None:
    agreed = (GOLDEN / name.replace(" ", "_")).read_text(encoding="utf-8")
    assert WRITTEN[name] == agreed


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name.replace(" ", "_") for name in WRITTEN}
