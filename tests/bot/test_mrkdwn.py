"""Escaping and cutting hold for every text there is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import mrkdwn

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
FRANCE = "\U0001f1eb\U0001f1f7"
ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&*_~`\n \u200d\u0301")), max_size=120)
GRAPHEMES = st.lists(st.sampled_from(["a", " ", FAMILY, FRANCE, "e\u0301", "\U0001f44d\U0001f3fd"]), max_size=30)


@given(ANY)
def test_an_escaped_text_holds_no_control_sequence_and_reads_the_same(text: str) -> None:
    escaped = mrkdwn.escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(ANY)
def test_what_slack_escaped_is_read_as_it_was_typed(text: str) -> None:
    assert mrkdwn.typed(mrkdwn.escape(text)) == text


def test_links_and_groups_are_read_as_they_were_written() -> None:
    told = "see <http://a.example|a.example> and <https://b.example?x=1&amp;y=2>, <!here>, <@U1>, <!subteam^S1|@unit>"
    assert mrkdwn.typed(told) == "see a.example and https://b.example?x=1&y=2, @here, <@U1>, @unit"


@given(ANY)
def test_a_literal_text_holds_no_markup(text: str) -> None:
    written = mrkdwn.literal(text)
    assert not set("<>*`~") & set(written)
    assert not any(line.lstrip().startswith("&gt;") for line in written.split("\n"))


def test_an_address_stays_as_it_is() -> None:
    assert mrkdwn.literal("https://a.example/some_page_2?q=1") == "https://a.example/some_page_2?q=1"


def test_italics_are_taken_from_typed_text() -> None:
    assert "_" not in mrkdwn.literal("_urgent_ and _")


@given(ANY, st.integers(15, 60))
def test_shown_text_is_never_longer_than_asked(text: str, n: int) -> None:
    written = mrkdwn.shown(text, n)
    assert len(written) <= n
    tail = written.rpartition("&")[2]
    assert "&" not in written or tail.startswith(("amp;", "lt;", "gt;"))


@given(ANY, st.integers(3, 60))
def test_a_clipped_text_is_never_longer_than_asked(text: str, n: int) -> None:
    clipped = mrkdwn.clip(text, n)
    assert len(clipped) <= n
    assert clipped == text or clipped.endswith("...")


@given(GRAPHEMES, st.integers(3, 40))
def test_a_cut_never_parts_what_a_reader_sees_as_one(parts: list[str], n: int) -> None:
    starts = {"".join(parts[:count]).rstrip() for count in range(len(parts) + 1)}
    assert mrkdwn.clip("".join(parts), n).removesuffix("...") in starts | {"".join(parts)}


@given(ANY, st.integers(1, 40))
def test_pieces_fit_and_make_up_the_text_again(text: str, n: int) -> None:
    pieces = mrkdwn.split(text, n)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= n for piece in pieces) or pieces == [""]


def test_a_text_is_split_after_a_line_or_else_a_word() -> None:
    assert mrkdwn.split("one two\nthree four", 12) == ["one two\n", "three four"]
    assert mrkdwn.split("one two three", 9) == ["one two ", "three"]


def test_names_are_ids_and_nothing_else() -> None:
    assert mrkdwn.mention("U1") == "<@U1>"
    assert mrkdwn.channel_link("C1") == "<#C1>"
    assert mrkdwn.mention("U1> <!channel") == "<@U1&gt; &lt;!channel>"


def test_a_local_time_carries_its_fallback() -> None:
    when = datetime(2017, 10, 10, 16, tzinfo=UTC)
    assert mrkdwn.date(when, "{date_short} {time}", "Tue 10 Oct | 17:00") == (
        "<!date^1507651200^{date_short} {time}|Tue 10 Oct / 17:00>"
    )


def test_a_time_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        mrkdwn.date(datetime(2017, 10, 10, 16), "{time}", "")  # noqa: DTZ001 - that is the point


@given(ANY)
def test_plain_text_has_lost_our_bold_and_code(text: str) -> None:
    assert mrkdwn.plain(f"*{mrkdwn.literal(text)}*") == mrkdwn.plain(mrkdwn.literal(text))
