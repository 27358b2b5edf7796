"""A file that is no plan at all is told in one sentence, and harms nothing."""

import pytest

from tests.bot.files.example import told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "plan.yaml:1: the file: is no plan: a plan has the headings unit, people, routine and priorities"),
        ("- one\n", "plan.yaml:1: the file: is no plan: a plan has the headings unit, people, routine and priorities"),
        (
            "unit: &all {}\npeople: *all\n",
            "plan.yaml:2: the file: refers to *all; write out what is meant",
        ),
        ("unit:\n  ? [a]\n  : b\n", "plan.yaml:2: the file: has a heading in brackets; write it as one word"),
        ("unit: " + "[" * 3000, "plan.yaml:1: the file: goes too deep; take brackets or indentation away"),
        ("unit:\n\tname: x\n", "plan.yaml:2: the file: is not YAML: there is a tab; indent with spaces"),
        ("a: 1\nb: @x\n", 'plan.yaml:2: the file: is not YAML: a text that begins with @ needs quotes, like "@..."'),
        ("a: 1\nb: %\n", 'plan.yaml:2: the file: is not YAML: a text that begins with % needs quotes, like "%..."'),
        ("a: \0", "plan.yaml:1: the file: holds characters that are no text; save it as plain text in UTF-8"),
    ],
)
def test_a_file_that_is_no_plan_is_told_in_one_sentence(text: str, said: str) -> None:
    assert told(text) == [said]


def test_a_file_that_breaks_off_is_told_where_to_look() -> None:
    (said,) = told("unit: [\n")
    assert said.startswith("plan.yaml:2: the file: is not YAML: ")
    assert said.endswith("; check the indentation, the brackets and the quotes there")


def test_a_tag_makes_no_object() -> None:
    assert len(told("!!python/object/apply:os.system [exit]")) == 1
