"""The Web API: modals, Home tabs, and pictures that are uploaded for them."""

import pytest

from sandbox.errors import NotThere
from tests.sandbox.office import Json, Office, asked, modal, plain, section
from tests.sandbox.test_sizes import Sized


@pytest.fixture
def office() -> Office:
    return Office()


def _opening(office: Office, view: Json) -> str:
    return office.refusal("views.open", trigger_id=office.trigger(), view=view)


SIZES: dict[str, tuple[int, Sized]] = {
    "title": (24, lambda n: modal(section("x"), title=plain("x" * n))),
    "submit": (24, lambda n: modal(section("x"), submit=plain("x" * n))),
    "close": (24, lambda n: modal(section("x"), close=plain("x" * n))),
    "private_metadata": (3000, lambda n: modal(section("x"), private_metadata="x" * n)),
    "callback_id": (255, lambda n: modal(section("x"), callback_id="x" * n)),
    "external_id": (255, lambda n: modal(section("x"), external_id="x" * n)),
}
BOX = {"type": "plain_text_input", "action_id": "typed"}
BLOCKS: dict[str, tuple[int, Sized]] = {
    "blocks": (100, lambda n: modal(*[section("x")] * n)),
    "label": (2000, lambda n: modal(asked(label=plain("x" * n)))),
    "hint": (2000, lambda n: modal(asked(hint=plain("x" * n)))),
    "max_length": (3000, lambda n: modal(asked({**BOX, "max_length": n}))),
    "initial_value": (3000, lambda n: modal(asked({**BOX, "initial_value": "x" * n}))),
}


@pytest.mark.parametrize(("most", "sized"), SIZES.values(), ids=SIZES.keys())
def test_a_part_of_a_modal_is_taken_at_its_most_and_refused_beyond(office: Office, most: int, sized: Sized) -> None:
    office.open_modal(sized(most))
    assert _opening(office, sized(most + 1)) == "invalid_arguments"


@pytest.mark.parametrize(("most", "sized"), BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_of_a_modal_is_taken_at_its_most_and_refused_beyond(office: Office, most: int, sized: Sized) -> None:
    office.open_modal(sized(most))
    assert _opening(office, sized(most + 1)) == "invalid_arguments"


@pytest.mark.parametrize(
    ("view", "code"),
    [
        ({}, "invalid_arguments"),
        (modal(section("x"), type="home"), "invalid_arguments"),
        ({key: value for key, value in modal(section("x")).items() if key != "title"}, "invalid_arguments"),
        ({key: value for key, value in modal(asked()).items() if key != "submit"}, "invalid_arguments"),
        (modal(), "invalid_arguments"),
        (modal(asked({"type": "overflow", "action_id": "a"})), "invalid_arguments"),
        (modal(asked(), asked()), "invalid_arguments"),
        (modal(*[section("x" * 2900)] * 90), "view_too_large"),
    ],
)
def test_a_modal_that_cannot_be_is_refused(office: Office, view: Json, code: str) -> None:
    assert _opening(office, view) == code


def test_a_trigger_opens_one_modal_within_three_seconds(office: Office) -> None:
    trigger = office.trigger()
    assert office.refusal("views.open", trigger_id="mine", view=modal(section("x"))) == "invalid_trigger_id"
    office.age += 3
    assert office.call("views.open", trigger_id=trigger, view=modal(section("x")))["ok"]
    assert office.refusal("views.open", trigger_id=trigger, view=modal(section("x"))) == "exchanged_trigger_id"
    late = office.trigger()
    office.age += 3.1
    assert office.refusal("views.open", trigger_id=late, view=modal(section("x"))) == "expired_trigger_id"


def test_a_refused_modal_leaves_its_trigger_for_a_better_one(office: Office) -> None:
    trigger = office.trigger()
    office.refusal("views.open", trigger_id=trigger, view=modal())
    assert office.call("views.open", trigger_id=trigger, view=modal(section("x")))["ok"]


def test_three_modals_stand_on_each_other_and_no_fourth(office: Office) -> None:
    first = office.open_modal(modal(section("x")))
    second, third = (
        office.call("views.push", trigger_id=office.trigger(), view=modal(section("x")))["view"] for _ in range(2)
    )
    assert (second["previous_view_id"], third["previous_view_id"]) == (first["id"], second["id"])
    assert {one["root_view_id"] for one in (first, second, third)} == {first["id"]}
    view = modal(section("x"))
    assert office.refusal("views.push", trigger_id=office.trigger(), view=view) == "push_limit_reached"


def test_an_opened_modal_stands_on_no_other(office: Office) -> None:
    office.open_modal(modal(section("x")))
    second = office.open_modal(modal(section("x")))
    assert (second["previous_view_id"], second["root_view_id"]) == (None, second["id"])


def test_a_modal_is_changed_while_it_is_open(office: Office) -> None:
    view = office.open_modal(modal(section("x"), external_id="mine"))
    new = office.call(
        "views.update", view_id=view["id"], hash=view["hash"], view=modal(section("y"), external_id="mine")
    )
    assert new["view"]["hash"] != view["hash"]
    change = {"view": modal(section("z"))}
    assert office.refusal("views.update", view_id=view["id"], hash=view["hash"], **change) == "hash_conflict"
    assert office.call("views.update", external_id="mine", **change)["view"]["id"] == view["id"]
    assert office.refusal("views.update", external_id="mine", **change) == "not_found"
    office.act(office.director, "close_view")
    assert office.refusal("views.update", view_id=view["id"], **change) == "not_found"


def test_what_was_typed_stays_where_the_names_stay(office: Office) -> None:
    view = office.open_modal(modal(asked(), asked(block_id="other")))
    for block_id in ("reason", "other"):
        office.act(office.director, "fill", block_id=block_id, value={"value": "Typed"})
    new = office.call("views.update", view_id=view["id"], view=modal(asked(), asked(block_id="third")))["view"]
    assert [box["typed"]["value"] for box in new["state"]["values"].values()] == ["Typed", None]


def test_a_home_is_published_for_one_person(office: Office) -> None:
    home = {"type": "home", "blocks": [section("Hello")]}
    first = office.call("views.publish", user_id=office.director, view=home)["view"]
    assert office.act(office.director, "home")["view"]["blocks"][0]["text"]["text"] == "Hello"
    assert office.act(office.head, "home")["view"] is None
    assert office.call("views.publish", user_id=office.director, view=home, hash=first["hash"])["ok"]
    assert office.refusal("views.publish", user_id=office.director, view=home, hash=first["hash"]) == "hash_conflict"
    assert office.refusal("views.publish", user_id="U404", view=home) == "user_not_found"
    assert office.refusal("views.publish", user_id=office.head, view=modal(section("x"))) == "invalid_arguments"
    many = {"type": "home", "blocks": [section("x")] * 101}
    assert office.refusal("views.publish", user_id=office.head, view=many) == "invalid_arguments"


def test_a_picture_is_shown_once_slack_has_looked_at_it(office: Office) -> None:
    told = office.call("files.getUploadURLExternal", filename="chart.png", length=4, alt_txt="A line")
    number, files = told["file_id"], [{"id": told["file_id"], "title": "Waiting times"}]
    office.workspace.state.files[number].polls_left = 1
    assert office.refusal("files.completeUploadExternal", files=files) == "file_not_found"
    office.workspace.put_file(f"/upload/{number}", b"\x89PNG")
    assert office.call("files.completeUploadExternal", files=files)["files"] == files
    picture = {"type": "image", "alt_text": "A line", "slack_file": {"id": number}}
    within = section("x", accessory=picture)
    for block in (picture, within):
        assert office.refusal("chat.postMessage", channel=office.channel, blocks=[block]) == "invalid_blocks"
    info = office.call("files.info", file=number)["file"]
    assert (info["mimetype"], info["title"], info["size"]) == ("image/png", "Waiting times", 4)
    assert office.post(picture, within)["ts"]
    assert office.act(office.director, "file", id=number) == {"size": 4, "png": True, "alt_text": "A line"}


def test_bytes_are_taken_where_and_as_they_were_announced(office: Office) -> None:
    number = office.call("files.getUploadURLExternal", filename="a.png", length=4)["file_id"]
    for path, content in (("/upload/F404", b"four"), (f"/upload/{number}", b"three")):
        with pytest.raises(NotThere):
            office.workspace.put_file(path, content)
    assert office.refusal("files.info", file="F404") == "file_not_found"
    assert office.refusal("files.completeUploadExternal", files=[{"id": "F404"}]) == "file_not_found"
    assert office.refusal("files.getUploadURLExternal", filename="a.png", length="long") == "invalid_arguments"
    with pytest.raises(NotThere):
        office.act(office.director, "file", id=number)
