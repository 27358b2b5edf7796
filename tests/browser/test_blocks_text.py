"""Slack's text as a person reads it, and nothing of it as markup."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import blocks_support
from tests.browser.blocks_support import draw, section

base, sheet, page = blocks_support.FIXTURES


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("a *bold* word", "a <b>bold</b> word"),
        ("_slanted_", "<i>slanted</i>"),
        ("~gone~", "<s>gone</s>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("(*bold*)", "(<b>bold</b>)"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not bold*", "* not bold*"),
        ("*not\nbold*", "*not<br>bold*"),
        ("`a *b* c`", '<code class="b-code">a *b* c</code>'),
        ("*a `*` b*", '<b>a <code class="b-code">*</code> b</b>'),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2"),
        ("&amp;lt; stays", "&amp;lt; stays"),
        ("• one\n• two", "• one<br>• two"),
        (":no_such_thing: 10:30:15", ":no_such_thing: 10:30:15"),
    ],
)
def test_a_line_of_text_is_drawn_as_slack_draws_it(page: Page, typed: str, drawn: str) -> None:
    shown = draw(page, section(typed)).locator(".b-text")
    assert shown.inner_html() == drawn


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("&gt; one\n&gt; two\nafter", '<blockquote class="b-quote">one<br>two</blockquote>after'),
        ("before\n&gt;&gt;&gt; all\nof it", 'before<blockquote class="b-quote">all<br>of it</blockquote>'),
        ("see\n```\nif *x*:\n  &lt;y&gt;\n```\nso", 'see<pre class="b-pre">if *x*:\n  &lt;y&gt;</pre>so'),
    ],
)
def test_quotes_and_code_stand_apart(page: Page, typed: str, drawn: str) -> None:
    assert draw(page, section(typed)).locator(".b-text").inner_html() == drawn


def test_mentions_are_names_and_ones_own_stands_out(page: Page) -> None:
    shown = draw(page, section("<@U1> and <@U2>, <@U9|old.hand>, in <#C1>; <!here> <!channel>"))
    expect(shown).to_have_text("@First Leader and @Second Deputy, @old.hand, in #delivery; @here @channel")
    assert shown.locator(".b-me").all_text_contents() == ["@First Leader", "@here", "@channel"]


def test_links_open_elsewhere_and_tell_nobody_where_they_were_clicked(page: Page) -> None:
    shown = draw(page, section("<https://example.org/a?b=1&amp;c=2|the *plan*> or https://example.org/bare."))
    links = shown.get_by_role("link")
    assert [one.get_attribute("href") for one in links.all()] == [
        "https://example.org/a?b=1&c=2",
        "https://example.org/bare",
    ]
    assert [(one.get_attribute("target"), one.get_attribute("rel")) for one in links.all()] == [
        ("_blank", "noreferrer"),
        ("_blank", "noreferrer"),
    ]
    assert links.first.inner_html() == "the <b>plan</b>"


def test_an_address_as_the_words_of_a_link_is_one_link(page: Page) -> None:
    shown = draw(page, section("<https://example.org/a|https://example.org/a>"))
    expect(shown.get_by_role("link")).to_have_count(1)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_and_of_mail_are_links(page: Page, address: str) -> None:
    shown = draw(page, section(f"<{address}|press me> <mailto:office@example.org|write>"))
    expect(shown.get_by_text("press me")).to_be_visible()
    assert [one.get_attribute("href") for one in shown.locator("a").all()] == ["mailto:office@example.org"]


def test_emoji_are_drawn_and_named(page: Page) -> None:
    shown = draw(page, section("done :tada: :+1::skin-tone-3:"))
    expect(shown).to_have_text("done 🎉 👍🏼")
    expect(shown.get_by_role("img", name="tada")).to_be_visible()


NASTY = '<img src=x onerror="window.caught = 1"><script>window.caught = 1</script>'


@pytest.mark.parametrize("typed", [NASTY, NASTY.replace("<", "&lt;").replace(">", "&gt;"), f"```{NASTY}```"])
def test_text_never_becomes_markup(page: Page, typed: str) -> None:
    shown = draw(page, section(typed))
    expect(shown.locator("img, script")).to_have_count(0)
    assert page.evaluate("window.caught") is None


@pytest.mark.parametrize(
    ("locale", "template", "shown"),
    [
        ("en-US", "{date_num}", "2026-11-23"),
        ("en-US", "{date}", "November 23rd, 2026"),
        ("en-US", "{date_short}", "Nov 23, 2026"),
        ("en-US", "{date_long}", "Monday, November 23rd, 2026"),
        ("en-US", "by {date_pretty}", "By today"),
        ("en-US", "{date_short_pretty}, {time}", "Today, 6:53 PM"),
        ("en-US", "{date_long_pretty}", "Today"),
        ("en-US", "{time}", "6:53 PM"),
        ("en-US", "{time_secs}", "6:53:20 PM"),
        ("en-GB", "{date_long} at {time}", "Monday, 23 November 2026 at 18:53"),
        ("fr-FR", "{date_long}", "Lundi 23 novembre 2026"),
        ("no such language", "{date_short}", "Nov 23, 2026"),
    ],
)
def test_dates_are_written_as_the_reader_writes_them(page: Page, locale: str, template: str, shown: str) -> None:
    drawn = draw(page, section(f"<!date^1795460000^{template}|some day>"), locale=locale)
    expect(drawn.locator("time")).to_have_text(shown)


@pytest.mark.parametrize(
    ("zone", "template", "shown"),
    [
        ("Asia/Kolkata", "{date_short} {time}", "Nov 24, 2026 12:23 AM"),
        ("Asia/Kolkata", "{date_pretty}", "Today"),
        ("America/New_York", "{time}", "1:53 PM"),
        ("Nowhere/AtAll", "{time}", "6:53 PM"),
    ],
)
def test_dates_are_in_the_zone_of_the_reader(page: Page, zone: str, template: str, shown: str) -> None:
    drawn = draw(page, section(f"<!date^1795460000^{template}|some day>"), tz=zone)
    expect(drawn.locator("time")).to_have_text(shown)


@pytest.mark.parametrize(("days", "shown"), [(-1, "Yesterday"), (1, "Tomorrow"), (2, "Nov 25, 2026")])
def test_days_near_the_workspaces_day_have_names(page: Page, days: int, shown: str) -> None:
    drawn = draw(page, section(f"<!date^{1795460000 + days * 86400}^{{date_short_pretty}}|some day>"))
    expect(drawn.locator("time")).to_have_text(shown)


@pytest.mark.parametrize("token", ["soon^{date}", "1795460000^{no_such_token}", "1e300^{date}"])
def test_a_date_that_cannot_be_told_shows_its_fallback(page: Page, token: str) -> None:
    expect(draw(page, section(f"<!date^{token}|some day>"))).to_have_text("some day")
