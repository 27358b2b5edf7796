"""Every block as a person sees it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import blocks_support
from tests.browser.blocks_support import Json, draw, section, words

base, sheet, page = blocks_support.FIXTURES

PICTURE: Json = {"type": "image", "image_url": "https://files.example/chart.png", "alt_text": "A line below its path"}


def box(found: Locator) -> dict[str, float]:
    """Where something is on the page."""
    place = found.bounding_box()
    assert place is not None
    return {"x": place["x"], "y": place["y"], "width": place["width"], "height": place["height"]}


def test_a_header_is_a_heading(page: Page) -> None:
    shown = draw(page, {"type": "header", "text": words("Attendance & *roads* :tada:")})
    expect(shown.get_by_role("heading")).to_have_text("Attendance & *roads* 🎉")


def test_a_divider_is_a_line(page: Page) -> None:
    expect(draw(page, {"type": "divider"}).get_by_role("separator")).to_be_visible()


FIELDS: Json = {"type": "section", "fields": [{"type": "mrkdwn", "text": f"*Field {n}*"} for n in range(4)]}


def test_fields_stand_in_two_columns(page: Page) -> None:
    fields = [box(one) for one in draw(page, FIELDS).get_by_text("Field").all()]
    assert fields[0]["y"] == fields[1]["y"] < fields[2]["y"] == fields[3]["y"]
    assert fields[0]["x"] == fields[2]["x"] < fields[1]["x"] == fields[3]["x"]


def test_fields_stand_in_one_column_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    fields = [box(one) for one in draw(page, FIELDS).get_by_text("Field").all()]
    assert len({one["x"] for one in fields}) == 1
    assert [one["y"] for one in fields] == sorted({one["y"] for one in fields})


def test_an_accessory_stands_to_the_right_of_the_text(page: Page) -> None:
    shown = draw(page, {**section("Words"), "accessory": {"type": "button", "action_id": "a", "text": words("Open")}})
    text, button = box(shown.get_by_text("Words")), box(shown.get_by_role("button"))
    assert button["x"] >= text["x"] + text["width"]
    assert abs(button["y"] - text["y"]) < 10


def test_a_picture_beside_a_text_has_its_words(page: Page) -> None:
    expect(draw(page, {**section("Words"), "accessory": PICTURE}).get_by_alt_text("A line below")).to_be_visible()


def test_context_is_small_and_muted_with_its_pictures_in_the_line(page: Page) -> None:
    texts = [{"type": "mrkdwn", "text": "asked by *somebody*"}, words("in October")]
    shown = draw(page, section("As big as others"), {"type": "context", "elements": [PICTURE, *texts]})
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    small, normal = shown.get_by_text("in October"), shown.get_by_text("As big")
    assert small.evaluate(size) < normal.evaluate(size)
    colour = "one => getComputedStyle(one).color"
    assert small.evaluate(colour) != normal.evaluate(colour)
    picture = box(shown.get_by_alt_text("A line below"))
    assert picture["height"] <= 20
    assert picture["x"] < box(shown.get_by_text("asked by"))["x"] < box(small)["x"]


def test_a_picture_has_title_and_words_and_is_enlarged_by_a_click(page: Page) -> None:
    shown = draw(page, {**PICTURE, "title": words("Attendance by month")})
    expect(shown.get_by_text("Attendance by month")).to_be_visible()
    page.set_viewport_size({"width": 600, "height": 900})
    shown.get_by_role("button", name="A line below its path").click()
    large = page.get_by_role("dialog", name="A line below its path")
    expect(large.get_by_role("img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)


def test_a_picture_that_cannot_be_had_is_told_in_words(page: Page) -> None:
    page.route("**/block_gallery.svg", lambda route: route.fulfill(status=200, body="", content_type="image/svg+xml"))
    shown = draw(page, PICTURE)
    expect(shown.get_by_text("[image] A line below its path")).to_be_visible()
    page.unroute("**/block_gallery.svg")


@pytest.mark.parametrize("kind", ["video", "call", "constructor", "__proto__"])
def test_a_kind_that_is_not_known_says_so(page: Page, kind: str) -> None:
    expect(draw(page, {"type": kind, "title": words("A film")})).to_have_text(f"[{kind}] is not shown here")


def cells(*texts: str) -> list[Json]:
    return [{"type": "raw_text", "text": text} for text in texts]


TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}, {"align": "center"}],
    "rows": [
        cells("Promise", "Value", "Owner"),
        [
            *cells("A long promise that goes on and on, over more than one line", "74.2 %"),
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U2"}]}],
            },
        ],
        [*cells("Roads"), {"type": "raw_number", "value": 1204, "text": "1,204 km"}, *cells("x" * 80)],
    ],
}


def test_a_table_has_its_first_row_as_names_of_the_columns(page: Page) -> None:
    shown = draw(page, TABLE)
    assert shown.get_by_role("columnheader").all_text_contents() == ["Promise", "Value", "Owner"]
    assert shown.get_by_role("cell").all_text_contents()[1:5] == ["74.2 %", "@Second Deputy", "Roads", "1,204 km"]


def test_a_tables_columns_are_aligned_and_wrapped_as_told(page: Page) -> None:
    drawn = draw(page, TABLE).get_by_role("cell").all()[:3]
    assert [one.evaluate("one => getComputedStyle(one).textAlign") for one in drawn] == ["left", "right", "center"]
    assert [one.evaluate("one => getComputedStyle(one).whiteSpace") for one in drawn] == ["normal", "nowrap", "nowrap"]


def test_a_wide_table_scrolls_by_itself_and_not_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    region = draw(page, TABLE).get_by_role("region", name="Table")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    region.focus()
    region.evaluate("one => { window.scrolled = new Promise(done => { one.onscroll = () => done(one.scrollLeft); }); }")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.scrolled") > 0


def said(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def stretch(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def listed(style: str, indent: int, *texts: str, **more: Any) -> Json:
    lines = [stretch(said(text)) for text in texts]
    return {"type": "rich_text_list", "style": style, "indent": indent, "elements": lines, **more}


def rich(page: Page, *elements: Json) -> Locator:
    return draw(page, {"type": "rich_text", "elements": list(elements)})


def test_rich_text_has_its_styles(page: Page) -> None:
    shown = rich(
        page, stretch(said("a", bold=True), said("b", italic=True, strike=True), said("c", code=True), said("<d>"))
    )
    drawn = shown.locator("p").inner_html()
    assert drawn == '<b>a</b><s><i>b</i></s><code class="b-code">c</code>&lt;d&gt;'


def test_rich_text_has_people_channels_emoji_dates_and_links(page: Page) -> None:
    date = {"type": "date", "timestamp": 1_795_460_000, "format": "{date_short}", "fallback": "a day"}
    link = {"type": "link", "url": "https://example.org/", "text": "plan"}
    people = [{"type": "user", "user_id": "U1"}, {"type": "channel", "channel_id": "C2"}]
    shown = rich(page, stretch(*people, {"type": "emoji", "name": "tada"}, date, link))
    expect(shown).to_have_text("@First Leader#schools🎉Nov 23, 2026plan")
    expect(shown.get_by_role("link", name="plan")).to_have_attribute("href", "https://example.org/")


def test_rich_text_lists_stand_in_each_other(page: Page) -> None:
    shown = rich(
        page,
        listed("bullet", 0, "one", "two"),
        listed("ordered", 1, "inside"),
        listed("bullet", 2, "deep"),
        listed("ordered", 1, "more"),
        listed("bullet", 0, "three"),
    )
    inner = '<ol class="b-list"><li>inside<ul class="b-list"><li>deep</li></ul></li><li>more</li></ol>'
    whole = f'<ul class="b-list"><li>one</li><li>two{inner}</li><li>three</li></ul>'
    assert shown.locator(".b-rich").inner_html() == whole


def test_a_list_after_other_text_goes_on_counting_where_it_is_told_to(page: Page) -> None:
    shown = rich(page, listed("ordered", 0, "one"), stretch(said("between")), listed("ordered", 0, "two", offset=1))
    assert [one.get_attribute("start") for one in shown.locator("ol").all()] == [None, "2"]


def test_rich_text_has_quotes_and_preformatted_text(page: Page) -> None:
    shown = rich(
        page,
        {"type": "rich_text_quote", "elements": [said("who said it")]},
        {"type": "rich_text_preformatted", "elements": [said("a  b\n  c")]},
    )
    expect(shown.get_by_role("blockquote")).to_have_text("who said it")
    assert shown.locator("pre").text_content() == "a  b\n  c"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("## Plan", "<h4>Plan</h4>"),
        ("a **b** *c* ~~d~~ `e`", '<p class="b-line">a <b>b</b> <i>c</i> <s>d</s> <code class="b-code">e</code></p>'),
        ("- a\n  - b\n- c", '<ul class="b-list"><li>a<ul class="b-list"><li>b</li></ul></li><li>c</li></ul>'),
        ("3. c\n4. d", '<ol class="b-list" start="3"><li>c</li><li>d</li></ol>'),
        ("> a\n> b", '<blockquote class="b-quote"><p class="b-line">a<br>b</p></blockquote>'),
        ("```python\nif *x*\n```", '<pre class="b-pre">if *x*</pre>'),
        ("[x](javascript:y)", '<p class="b-line"><span class="b-nolink">x</span></p>'),
        ("<b>no</b>", '<p class="b-line">&lt;b&gt;no&lt;/b&gt;</p>'),
    ],
)
def test_markdown_is_drawn(page: Page, typed: str, drawn: str) -> None:
    assert draw(page, {"type": "markdown", "text": typed}).locator(".b-markdown").inner_html() == drawn


def test_markdown_has_tables_tasks_and_links(page: Page) -> None:
    text = "| Name | Value |\n|:--|--:|\n| One | 1 |\n\n- [x] done\n\n[plan](https://example.org/p_(1))"
    shown = draw(page, {"type": "markdown", "text": text})
    assert shown.get_by_role("cell").all_text_contents() == ["One", "1"]
    expect(shown.get_by_role("checkbox")).to_be_checked()
    expect(shown.get_by_role("link", name="plan")).to_have_attribute("href", "https://example.org/p_(1)")


def test_markdown_as_deep_as_it_likes_is_drawn(page: Page) -> None:
    expect(draw(page, {"type": "markdown", "text": ">" * 11_000 + " deep"})).to_contain_text("deep")
