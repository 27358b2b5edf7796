"""What stands in the boxes of a view goes with whatever is pressed in it, and is told by nothing else."""

import pytest

from sandbox.errors import NotThere
from tests.sandbox.bureau import Bureau, Json, actions, box, button, modal, section

MENU = {"type": "static_select", "options": [{"text": {"type": "plain_text", "text": "A"}, "value": "a"}]}


def typed(text: str) -> Json:
    return {"box": {"type": "plain_text_input", "value": text}}


def test_what_was_typed_is_told_with_the_next_press(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure"), box("told", dispatch_action=True), actions(button("Go"))))
    before = len(bureau.heard)

    bureau.person().do("keep", view=view["id"], values={"figure": typed("92.4"), "told": typed("x")})
    assert len(bureau.heard) == before
    bureau.person().do("click_in_view", view=view["id"], action_id="go")

    assert bureau.pressed()["view"]["state"]["values"] == {"figure": typed("92.4"), "told": typed("x")}


def test_each_of_several_boxes_in_a_block_keeps_its_own(bureau: Bureau) -> None:
    row = actions({**MENU, "action_id": "one"}, {**MENU, "action_id": "two"})
    view = bureau.open(modal(row))
    chosen = {"type": "static_select", "selected_option": MENU["options"][0]}

    bureau.person().do("keep", view=view["id"], values={"buttons": {"two": chosen}})

    seen = bureau.person().do("view")["view"]["values"]["buttons"]
    assert (seen["one"]["selected_option"], seen["two"]) == (None, chosen)


def test_a_home_keeps_too(bureau: Bureau) -> None:
    home = {"type": "home", "blocks": [section("Which?", block_id="kind", accessory={**MENU, "action_id": "box"})]}
    view = bureau.ok("views.publish", user_id=bureau.analyst, view=home)["view"]
    chosen = {"box": {"type": "static_select", "selected_option": MENU["options"][0]}}

    bureau.person().do("keep", view=view["id"], values={"kind": chosen})

    assert bureau.workspace.state.homes[f"{bureau.app.app_id}/{bureau.analyst}"].typed == {"kind": chosen}


def test_what_has_no_box_is_let_go_and_what_does_not_fit_is_refused(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure", {"type": "plain_text_input", "max_length": 3})))

    bureau.person().do("keep", view=view["id"], values={"gone": typed("x"), "figure": {"other": {}}})
    assert bureau.person().do("view")["view"]["values"] == {
        "figure": {"box": {"type": "plain_text_input", "value": None}}
    }
    with pytest.raises(NotThere, match="the box takes 3 characters"):
        bureau.person().do("keep", view=view["id"], values={"figure": typed("12345")})


def test_nobody_fills_in_what_another_has_open(bureau: Bureau) -> None:
    view = bureau.open(modal(box("figure")))

    with pytest.raises(NotThere):
        bureau.person(bureau.director).do("keep", view=view["id"], values={"figure": typed("1")})
