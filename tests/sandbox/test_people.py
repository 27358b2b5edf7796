"""What people can do in their Slack, and what they cannot."""

from typing import Any

import pytest

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, rendered
from tests.sandbox.bureau import Bureau, Json, actions, box, button, modal, options, plain, section

REQUEST = [section("September, please"), actions(button("Answer", "answer", value="1"), button("Not Mine", "pass"))]


def asked(bureau: Bureau) -> Json:
    """A request with two buttons, as the analyst sees it."""
    bureau.post(channel=bureau.analyst, blocks=REQUEST)
    return bureau.person().dm()[-1]


def test_a_button_is_pressed_by_its_words(bureau: Bureau) -> None:
    message = asked(bureau)
    bureau.person().press(message, "Answer")

    told = bureau.pressed()
    action = told["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("answer", "buttons", "1")
    assert told["user"]["id"] == bureau.analyst
    assert told["message"]["blocks"] == message["blocks"]
    assert told["container"] == {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": message["channel"],
        "is_ephemeral": False,
    }
    assert told["response_url"].startswith("http")


def test_a_button_that_is_not_there_cannot_be_pressed(bureau: Bureau) -> None:
    message = asked(bureau)
    bureau.ok("chat.update", channel=message["channel"], ts=message["ts"], text="Answered")

    with pytest.raises(NotThere):
        bureau.person().press(message, "Answer")
    with pytest.raises(NotThere):
        bureau.person().press(message, "Delete Everything")
    with pytest.raises(NotThere):
        bureau.person(bureau.director).press(message, "Answer")


def test_an_option_of_a_menu_is_chosen_by_its_words(bureau: Bureau) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": options("Why Me", "Help")}
    bureau.post(blocks=[section("Please", accessory=menu)])

    bureau.person().press(bureau.person().read(bureau.channel)[0], "Help")

    assert bureau.pressed()["actions"][0]["selected_option"]["value"] == "help"


def test_a_choice_in_a_message_is_told_with_all_that_stands_there(bureau: Bureau) -> None:
    blocks = [
        {"type": "actions", "block_id": "when", "elements": [{"type": "datepicker", "action_id": "day"}]},
        {"type": "actions", "block_id": "who", "elements": [{"type": "users_select", "action_id": "owner"}]},
    ]
    bureau.post(blocks=blocks)

    bureau.person().choose(bureau.person().read(bureau.channel)[0], "owner", "director")

    told = bureau.pressed()
    assert told["actions"][0]["selected_user"] == bureau.director
    assert told["state"]["values"]["who"]["owner"]["selected_user"] == bureau.director
    assert told["state"]["values"]["when"]["day"]["selected_date"] is None


def test_a_command_answers_the_one_who_typed_it(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, {"text": "Two are late"})

    assert bureau.person().command("/stocktake status") == "Two are late"
    told = bureau.pressed()
    assert (told["command"], told["text"], told["channel_name"]) == ("/stocktake", "status", "directmessage")
    assert bureau.person(bureau.director).whispers() == []


def test_a_command_answers_everybody_when_asked_to(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, {"response_type": "in_channel", "text": "Two are late"})
    bureau.person().do("command", channel=bureau.channel, text="/stocktake status")

    assert [one["text"] for one in bureau.person(bureau.director).read(bureau.channel)] == ["Two are late"]


def test_a_command_may_be_answered_in_plain_words(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, "Two are late")

    assert bureau.person().command("/stocktake status") == "Two are late"


def test_an_answer_that_slack_cannot_show_is_an_error(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, {"blocks": [section("")]})

    with pytest.raises(ErrorTriangle, match="invalid_blocks"):
        bureau.person().command("/stocktake status")


def test_names_in_a_command_arrive_as_ids(bureau: Bureau) -> None:
    bureau.person().do("command", channel=bureau.channel, text="/stocktake role @director. @nobody #waits staff")

    assert bureau.pressed()["text"] == (f"role <@{bureau.director}|director>. @nobody <#{bureau.channel}|waits> staff")


def test_a_command_of_no_app_is_no_command(bureau: Bureau) -> None:
    with pytest.raises(NotThere):
        bureau.person().command("/kettle")


def test_a_button_of_a_whisper_can_be_pressed_by_the_one_who_sees_it(bureau: Bureau) -> None:
    bureau.answer = lambda delivery: (200, {"text": "Two", "blocks": [actions(button("Remind", "remind"))]})
    bureau.person().command("/stocktake status", bureau.channel)
    whisper = bureau.person().whispers()[0]

    bureau.person().press(whisper, "Remind")

    told = bureau.pressed()
    assert told["container"]["is_ephemeral"] is True
    assert "message" not in told
    with pytest.raises(NotThere):
        bureau.person(bureau.director).press(whisper, "Remind")


def test_a_form_is_filled_in_by_labels_or_names_and_sent(bureau: Bureau) -> None:
    bureau.open(
        modal(
            box("figure"),
            box("when", {"type": "datepicker"}),
            box("who", {"type": "users_select"}),
            box("why", {"type": "static_select", "options": options("Winter", "Strike")}),
            box("sure", {"type": "checkboxes", "options": options("Yes", "Very")}),
            private_metadata="request 1",
            callback_id="answer",
        )
    )
    person = bureau.person()

    person.fill(**{"The figure": "92.4", "when": "2017-09-30", "who": "director", "why": "Winter", "sure": ["Yes"]})
    assert person.submit() == {}

    view = bureau.pressed()["view"]
    values = {name: state["box"] for name, state in view["state"]["values"].items()}
    assert values["figure"]["value"] == "92.4"
    assert values["when"]["selected_date"] == "2017-09-30"
    assert values["who"]["selected_user"] == bureau.director
    assert values["why"]["selected_option"]["value"] == "winter"
    assert [one["value"] for one in values["sure"]["selected_options"]] == ["yes"]
    assert (view["private_metadata"], view["callback_id"]) == ("request 1", "answer")
    with pytest.raises(NotThere):
        person.modal()


def test_required_boxes_are_asked_for_by_slack_itself(bureau: Bureau) -> None:
    bureau.open(modal(box("figure"), box("note", optional=True)))
    told = len(bureau.heard)

    assert bureau.person().submit() == {"figure": "Please complete this required field."}
    assert len(bureau.heard) == told


def test_errors_stand_beside_their_boxes_until_it_is_right(bureau: Bureau) -> None:
    bureau.open(modal(box("figure")))
    person = bureau.person()
    answers: list[Json | None] = [{"response_action": "errors", "errors": {"figure": "Not a number"}}, None]
    bureau.answer = lambda delivery: (200, answers.pop(0))

    person.fill(figure="many")
    assert person.submit() == {"figure": "Not a number"}
    assert person.modal()["values"]["figure"]["box"]["value"] == "many"
    person.fill(figure="92.4")
    assert person.submit() == {}


def test_a_submission_may_be_answered_with_another_form(bureau: Bureau) -> None:
    bureau.open(modal(section("One"), box("figure", optional=True)))
    second = modal(section("Two"), submit=plain("On"))
    answers: list[Json] = [
        {"response_action": "push", "view": second},
        {"response_action": "update", "view": modal(section("Three"))},
        {"response_action": "clear"},
    ]
    bureau.answer = lambda delivery: (200, answers.pop(0))
    person = bureau.person()

    person.submit()
    assert rendered(person.modal()) == "Two"
    person.submit()
    assert rendered(person.modal()) == "Three"
    person.submit()
    assert person.do("view")["view"] is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "Not a number"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": modal(box("a"), title=plain("x" * 25))},
    ],
)
def test_an_answer_to_a_form_that_slack_cannot_use_is_an_error(bureau: Bureau, answer: Json) -> None:
    bureau.open(modal(box("figure", optional=True)))
    bureau.answer = lambda delivery: (200, answer)

    with pytest.raises(ErrorTriangle, match="invalid"):
        bureau.person().submit()
    assert bureau.person().modal()


def test_a_form_that_is_closed_is_told_only_when_asked_for(bureau: Bureau) -> None:
    bureau.open(modal(box("figure")))
    bureau.person().close()
    assert bureau.pressed().get("type") != "view_closed"

    bureau.open(modal(box("figure"), notify_on_close=True, clear_on_close=True))
    bureau.person().close()
    assert (bureau.pressed()["type"], bureau.pressed()["is_cleared"]) == ("view_closed", True)


def test_a_box_takes_no_more_than_it_says(bureau: Bureau) -> None:
    bureau.open(modal(box("note", {"type": "plain_text_input", "max_length": 5})))

    bureau.person().fill(note="12345")
    with pytest.raises(NotThere):
        bureau.person().fill(note="123456")
    with pytest.raises(NotThere):
        bureau.person().fill(elsewhere="x")


def test_a_menu_takes_only_what_it_offers(bureau: Bureau) -> None:
    bureau.open(modal(box("why", {"type": "static_select", "options": options("Winter")})))

    with pytest.raises(NotThere):
        bureau.person().fill(why="Summer")
    with pytest.raises(NotThere):
        bureau.person().do("fill", block_id="why", value={"selected_option": options("Summer")[0]})


def test_a_box_that_asks_for_it_tells_the_app_at_once(bureau: Bureau) -> None:
    bureau.open(modal(box("why", {"type": "static_select", "options": options("Winter")}, dispatch_action=True)))
    bureau.person().fill(why="Winter")

    told = bureau.pressed()
    assert (told["type"], told["actions"][0]["selected_option"]["value"]) == ("block_actions", "winter")
    assert told["view"]["state"]["values"]["why"]["box"]["selected_option"]["value"] == "winter"


def test_a_button_in_a_form_is_pressed_over_what_was_typed(bureau: Bureau) -> None:
    bureau.open(modal(box("figure"), actions(button("Check", "check"))))
    person = bureau.person()
    person.fill(figure="92.4")

    person.press(person.modal(), "Check")

    told = bureau.pressed()
    assert told["container"]["type"] == "view"
    assert told["view"]["state"]["values"]["figure"]["box"]["value"] == "92.4"
    assert bureau.ok("views.push", trigger_id=told["trigger_id"], view=modal(section("Fine")))
    with pytest.raises(NotThere):
        bureau.person(bureau.director).do("click_in_view", view=told["view"]["id"], action_id="check")


def test_a_home_shows_what_was_published_and_its_buttons_work(bureau: Bureau) -> None:
    home = {"type": "home", "blocks": [section("You owe one"), actions(button("Answer", "answer"))]}

    def publish(delivery: Any) -> tuple[int, object]:
        if delivery.payload.get("event", {}).get("type") == "app_home_opened":
            bureau.ok("views.publish", user_id=bureau.analyst, view=home)
        return 200, None

    bureau.answer = publish
    shown = bureau.person().home()
    assert rendered(shown) == "You owe one\n[Answer]"
    bureau.person().press(shown, "Answer")
    assert bureau.pressed()["view"]["type"] == "home"
    bureau.person().home()
    assert bureau.events("app_home_opened")[-1]["view"]["id"] == shown["id"]


def test_a_shortcut_carries_its_message(bureau: Bureau) -> None:
    bureau.person().say("Who pays?", bureau.channel)
    bureau.person().shortcut("make_action", bureau.person().read(bureau.channel)[0])

    told = bureau.pressed()
    assert (told["type"], told["callback_id"], told["message"]["text"]) == (
        "message_action",
        "make_action",
        "Who pays?",
    )
    bureau.person().shortcut("ask")
    assert bureau.pressed()["type"] == "shortcut"


def test_nobody_reads_or_writes_where_they_are_not(bureau: Bureau) -> None:
    outsider = bureau.workspace.add_person("outsider", "auditor")
    bureau.post("Hello", channel=bureau.analyst)

    with pytest.raises(NotThere):
        bureau.person(outsider).read(bureau.channel)
    with pytest.raises(NotThere):
        bureau.person(outsider).say("Hello", bureau.channel)
    with pytest.raises(NotThere):
        bureau.person(bureau.director).read(bureau.dm(bureau.analyst))
    assert [one["name"] for one in bureau.person(outsider).do("channels")["channels"]] == []


def test_only_ones_own_messages_can_be_changed(bureau: Bureau) -> None:
    bureau.person().say("Mine", bureau.channel)
    message = bureau.person(bureau.director).read(bureau.channel)[0]

    with pytest.raises(NotThere):
        bureau.person(bureau.director).edit(message, "Yours")
    with pytest.raises(NotThere):
        bureau.person(bureau.director).delete(message)


def test_somebody_who_left_does_nothing_more(bureau: Bureau) -> None:
    bureau.workspace.deactivate(bureau.analyst)

    with pytest.raises(NotThere):
        bureau.person().say("Hello")


@pytest.mark.parametrize(("name", "args"), [("dance", {}), ("history", {}), ("send", {"channel": "C000000001"})])
def test_an_act_that_is_not_one_is_refused(bureau: Bureau, name: str, args: Json) -> None:
    with pytest.raises(NotThere):
        bureau.person().do(name, **args)


def test_an_archived_channel_takes_no_words(bureau: Bureau) -> None:
    bureau.workspace.archive(bureau.channel)

    with pytest.raises(NotThere):
        bureau.person().say("Hello", bureau.channel)


def test_a_mention_stays_one_and_everything_else_is_escaped(bureau: Bureau) -> None:
    bureau.person().say(f"<@{bureau.director}> says a < b & <!channel>", bureau.channel)

    assert bureau.person().read(bureau.channel)[0]["text"] == (
        f"<@{bureau.director}> says a &lt; b &amp; &lt;!channel&gt;"
    )


def test_a_message_reads_as_a_person_would_read_it(bureau: Bureau) -> None:
    cell = [{"type": "raw_text", "text": "A1"}, {"type": "raw_text", "text": "92.4"}]
    bureau.post(
        blocks=[
            {"type": "header", "text": plain("September")},
            section("*On track*", accessory=button("Open")),
            {"type": "section", "fields": [plain("Last: 91"), plain("Expected: 92")]},
            {"type": "context", "elements": [plain("posted by the unit")]},
            {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "falling since May"},
            {"type": "divider"},
            {"type": "table", "rows": [cell]},
        ]
    )

    assert rendered(bureau.person().read(bureau.channel)[0]).splitlines() == [
        "September",
        "*On track*",
        "[Open]",
        "Last: 91",
        "Expected: 92",
        "posted by the unit",
        "(image: falling since May)",
        "A1 | 92.4",
    ]


def test_two_people_write_to_each_other_out_of_the_apps_sight(bureau: Bureau) -> None:
    analyst, director = bureau.person(), bureau.person(bureau.director)
    talk = analyst.do("direct", user=bureau.director)["channel"]
    assert director.do("direct", user=bureau.analyst)["channel"] == talk

    analyst.say("May I ring you?", talk)

    assert [one["text"] for one in director.read(talk)] == ["May I ring you?"]
    assert bureau.heard == []
    assert bureau.call("conversations.history", channel=talk)["error"] == "channel_not_found"
    with pytest.raises(NotThere):
        analyst.do("direct", user="U404")
    with pytest.raises(NotThere):
        analyst.do("direct")
