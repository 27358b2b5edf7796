"""Modals and Home tabs: opened in time, once, within their sizes."""

from typing import Any

import pytest

from tests.sandbox.bureau import Bureau, Json, box, modal, options, plain, section


def test_a_trigger_opens_one_modal(bureau: Bureau) -> None:
    trigger = bureau.trigger()

    assert bureau.ok("views.open", trigger_id=trigger, view=modal(box("figure")))["view"]["id"].startswith("V")
    assert bureau.error("views.open", trigger_id=trigger, view=modal(box("figure"))) == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds_of_real_time(bureau: Bureau) -> None:
    in_time, late = bureau.trigger(), bureau.trigger()
    bureau.pass_time(hours=1)

    bureau.seconds = 3.0
    assert bureau.ok("views.open", trigger_id=in_time, view=modal(box("figure")))
    bureau.seconds = 3.1
    assert bureau.error("views.open", trigger_id=late, view=modal(box("figure"))) == "expired_trigger_id"


def test_a_trigger_that_nobody_gave_out_opens_nothing(bureau: Bureau) -> None:
    assert bureau.error("views.open", trigger_id="trigger.9", view=modal(box("figure"))) == "invalid_trigger_id"
    assert bureau.error("views.open", view=modal(box("figure"))) == "invalid_arguments"


def test_a_view_that_is_refused_leaves_its_trigger(bureau: Bureau) -> None:
    trigger = bureau.trigger()

    bureau.error("views.open", trigger_id=trigger, view=modal())
    assert bureau.ok("views.open", trigger_id=trigger, view=modal(box("figure")))


BAD: dict[str, Json] = {
    "a title of 25": modal(box("a"), title=plain("x" * 25)),
    "no title": {"type": "modal", "submit": plain("Send"), "blocks": [box("a")]},
    "a submit of 25": modal(box("a"), submit=plain("x" * 25)),
    "a close of 25": modal(box("a"), close=plain("x" * 25)),
    "no submit with an input": {"type": "modal", "title": plain("x"), "blocks": [box("a")]},
    "private_metadata of 3001": modal(box("a"), private_metadata="x" * 3001),
    "callback_id of 256": modal(box("a"), callback_id="x" * 256),
    "external_id of 256": modal(box("a"), external_id="x" * 256),
    "101 blocks": modal(*[{"type": "divider"}] * 101),
    "a block that is not right": modal(section("")),
    "a field of no kind": modal(box("a"), colour="red"),
    "a Home": {"type": "home", "blocks": [section("x")]},
    "no blocks": {"type": "modal", "title": plain("x")},
}


@pytest.mark.parametrize("view", BAD.values(), ids=BAD.keys())
def test_a_modal_that_is_not_right_is_refused(bureau: Bureau, view: Json) -> None:
    body = bureau.call("views.open", trigger_id=bureau.trigger(), view=view)

    assert body["error"] == "invalid_arguments"
    assert len(body["response_metadata"]["messages"]) == 1


def test_a_view_can_be_too_large(bureau: Bureau) -> None:
    large = modal(*[section("x" * 3000)] * 90)

    assert bureau.error("views.open", trigger_id=bureau.trigger(), view=large) == "view_too_large"


def test_what_is_at_the_edge_is_taken(bureau: Bureau) -> None:
    texts = {"title": plain("x" * 24), "submit": plain("x" * 24), "close": plain("x" * 24)}
    names = {"private_metadata": "x" * 3000, "callback_id": "x" * 255, "external_id": "x" * 255}

    assert bureau.open(modal(box("a"), **texts, **names))["private_metadata"] == "x" * 3000


def test_three_modals_and_no_more_lie_on_each_other(bureau: Bureau) -> None:
    first = bureau.open(modal(box("a")))
    pushed = [bureau.ok("views.push", trigger_id=bureau.trigger(), view=modal(box("a")))["view"] for _ in range(2)]

    assert [one["root_view_id"] for one in pushed] == [first["id"]] * 2
    assert pushed[1]["previous_view_id"] == pushed[0]["id"]
    assert bureau.error("views.push", trigger_id=bureau.trigger(), view=modal(box("a"))) == "push_limit_reached"


def test_an_update_keeps_what_was_typed_where_names_stay(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure"), box("note")))
    bureau.person().fill(figure="92.4", note="winter")

    updated = bureau.ok("views.update", view_id=view["id"], view=modal(box("figure"), box("why")))["view"]

    values = updated["state"]["values"]
    assert values["figure"]["box"]["value"] == "92.4"
    assert values["why"]["box"]["value"] is None
    assert "note" not in values


def test_an_old_hash_loses_the_race(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure")))
    given = {"view_id": view["id"], "view": modal(box("figure")), "hash": view["hash"]}

    assert bureau.ok("views.update", **given)
    assert bureau.error("views.update", **given) == "hash_conflict"


def test_a_modal_that_is_closed_cannot_be_updated(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure")))
    bureau.person().close()

    assert bureau.error("views.update", view_id=view["id"], view=modal(box("figure"))) == "not_found"


def test_a_name_of_the_apps_own_finds_a_modal_and_stands_once(bureau: Bureau) -> None:
    bureau.open(modal(box("figure"), external_id="request-1"))
    same = modal(box("figure"), external_id="request-1")

    assert bureau.ok("views.update", external_id="request-1", view=same)
    assert bureau.error("views.open", trigger_id=bureau.trigger(bureau.director), view=same) == "duplicate_external_id"


def test_a_home_is_published_to_one_person_and_stays_one_view(bureau: Bureau) -> None:
    home = {"type": "home", "blocks": [section("You owe nothing")]}
    first = bureau.ok("views.publish", user_id=bureau.analyst, view=home)["view"]
    second = bureau.ok("views.publish", user_id=bureau.analyst, view=home, hash=first["hash"])["view"]

    assert first["id"] == second["id"]
    assert bureau.error("views.publish", user_id=bureau.analyst, view=home, hash=first["hash"]) == "hash_conflict"
    assert bureau.error("views.publish", user_id="U999999999", view=home) == "user_not_found"
    assert bureau.error("views.publish", user_id=bureau.analyst, view=modal(box("a"))) == "invalid_arguments"
    assert bureau.workspace.act(bureau.director, "home", {})["view"] is None


BEGINNINGS: list[tuple[Json, Json]] = [
    ({"type": "plain_text_input"}, {"value": None}),
    ({"type": "plain_text_input", "initial_value": "92"}, {"value": "92"}),
    ({"type": "datepicker", "initial_date": "2017-09-30"}, {"selected_date": "2017-09-30"}),
    ({"type": "users_select"}, {"selected_user": None}),
    ({"type": "checkboxes", "options": options("A", "B")}, {"selected_options": []}),
    (
        {"type": "static_select", "options": options("A", "B"), "initial_option": options("B")[0]},
        {"selected_option": options("B")[0]},
    ),
]


@pytest.mark.parametrize(("element", "state"), BEGINNINGS, ids=[str(one[1]) for one in BEGINNINGS])
def test_a_box_begins_with_what_the_app_put_there(bureau: Bureau, element: Json, state: dict[str, Any]) -> None:
    view = bureau.open(modal(box("figure", element)))

    assert view["state"]["values"]["figure"]["box"] == {"type": element["type"], **state}
