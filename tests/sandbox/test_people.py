"""A person at their Slack: reads, replies, edits, presses by label, fills in, sends. Nobody does what is not there."""

import pytest

from sandbox.errors import NotThere
from sandbox.people import ErrorTriangle, Person, buttons, rendered
from sandbox.state import Delivery
from tests.sandbox.office import Json, Office, actions, asked, button, modal, option, plain, section

MENU = {"type": "overflow", "action_id": "more", "options": [option("later", "Not Now"), option("never", "No")]}
FORM = modal(
    asked(block_id="note"),
    asked({"type": "static_select", "action_id": "a", "options": [option("red"), option("green")]}, "rating"),
    asked({"type": "users_select", "action_id": "a"}, "owner"),
    asked({"type": "datepicker", "action_id": "a"}, "due"),
    asked({"type": "checkboxes", "action_id": "a", "options": [option("yes")]}, "sure", optional=True),
    asked({"type": "radio_buttons", "action_id": "a", "options": [option("one")]}, "kind"),
)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def director(office: Office) -> Person:
    return office.person()


def _opens(office: Office, view: Json) -> None:
    """The app answers whatever is pressed with a modal."""
    hear = office.workspace.outlet
    assert hear is not None

    def open_modal(delivery: Delivery) -> None:
        if delivery.payload.get("type") == "block_actions":
            office.call("views.open", trigger_id=delivery.payload["trigger_id"], view=view)
        hear(delivery)

    office.workspace.outlet = open_modal


def test_a_person_writes_to_the_app_and_changes_it(office: Office, director: Person) -> None:
    said = director.say("Seven")
    director.edit(said, "Eight")
    assert [one["text"] for one in director.dm()] == ["Eight"]
    assert director.sees("Eight")
    assert not director.sees("Seven")
    director.delete(said)
    assert director.dm() == []


def test_a_reply_stands_in_the_thread_of_its_message(office: Office, director: Person) -> None:
    message = office.post(section("How many?"))
    reply = director.reply(director.find("How many?", office.channel), "Seven")
    assert [one["text"] for one in director.thread(message)] == ["Seven"]
    director.reply({**reply, "thread_ts": message["ts"]}, "Or eight")
    assert [rendered(one) for one in director.everything(office.channel)] == ["How many?", "Seven", "Or eight"]
    assert [rendered(one) for one in director.read(office.channel)] == ["How many?"]


def test_a_reply_needs_something_to_reply_to(office: Office, director: Person) -> None:
    with pytest.raises(NotThere):
        director.reply({"channel": office.channel, "ts": "1.000000"}, "Seven")


def test_nobody_reads_or_writes_where_they_are_not(office: Office, director: Person) -> None:
    secret = office.workspace.add_channel("secret", (office.head,), private=True)
    assert director.channel("#delivery") == office.channel
    for trial in (
        lambda: director.channel("secret"),
        lambda: director.read(secret),
        lambda: director.say("Hello", secret),
        lambda: director.find("Nothing"),
        lambda: director.do("dance"),
        lambda: director.do("direct", app="Weather"),
        lambda: Person(office.workspace.act, "U404").dm(),
    ):
        with pytest.raises(NotThere):
            trial()


def test_nobody_writes_in_an_archived_channel_or_after_leaving(office: Office, director: Person) -> None:
    office.workspace.archive(office.channel)
    with pytest.raises(NotThere):
        director.say("Hello", office.channel)
    office.workspace.deactivate(office.director)
    with pytest.raises(NotThere):
        director.dm()


def test_only_ones_own_messages_are_changed(office: Office, director: Person) -> None:
    message = office.post()
    for trial in (lambda: director.edit(message, "Mine"), lambda: director.delete(message)):
        with pytest.raises(NotThere):
            trial()


def test_a_button_is_pressed_by_what_stands_on_it(office: Office, director: Person) -> None:
    message = office.post(
        actions(button("Answer", value="1"), MENU, block_id="one"), actions(button("Answer", value="2"), block_id="two")
    )
    director.press(message, "Answer", block="two")
    director.press(message, "No")
    first, second = (one["actions"][0] for one in office.payloads("interactive"))
    assert (first["value"], second["selected_option"]["value"]) == ("2", "never")


def test_nobody_can_press_what_is_not_there(office: Office, director: Person) -> None:
    message = office.post(actions(button("Answer")))
    with pytest.raises(NotThere, match="there is no button Decline"):
        director.press(message, "Decline")
    office.call("chat.update", channel=office.channel, ts=message["ts"], text="Answered")
    with pytest.raises(NotThere):
        director.press(message, "Answer")


def test_what_is_not_answered_shows_an_error(office: Office, director: Person) -> None:
    message = office.post(actions(button("Answer")))
    office.open_modal(modal(section("x")))
    office.status = None
    for trial in (lambda: director.press(message, "Answer"), lambda: director.command("/stocktake"), director.submit):
        with pytest.raises(ErrorTriangle):
            trial()


def test_a_command_shows_its_answer(office: Office, director: Person) -> None:
    office.body = {"blocks": [section("All is well")]}
    assert director.command("/stocktake status", office.channel) == "All is well"


def test_a_form_is_filled_in_and_sent(office: Office, director: Person) -> None:
    _opens(office, FORM)
    director.press(office.post(actions(button())), "Answer")
    assert director.modal("Answer")["title"]["text"] == "Answer"
    office.body = {"response_action": "errors", "errors": {"note": "Say more."}}
    director.fill(note="Beds", rating="green", owner=office.head, due="2017-10-01", sure=True, kind="one")
    assert director.submit() == {"note": "Say more."}
    office.body = None
    director.fill(note="More beds", sure=False)
    assert director.submit() == {}
    values = office.payloads("interactive")[-1]["view"]["state"]["values"]
    assert values["note"]["typed"]["value"] == "More beds"
    assert values["rating"]["a"]["selected_option"]["value"] == "green"
    assert values["owner"]["a"]["selected_user"] == office.head
    assert values["due"]["a"]["selected_date"] == "2017-10-01"
    assert values["sure"]["a"]["selected_options"] == []
    assert values["kind"]["a"]["selected_option"]["value"] == "one"


@pytest.mark.parametrize(
    "typed",
    [
        {"nowhere": "x"},
        {"note": "x" * 3001},
        {"rating": "purple"},
        {"owner": "U404"},
        {"due": "tomorrow"},
        {"kind": "three"},
    ],
)
def test_nothing_is_filled_in_that_the_form_does_not_take(office: Office, director: Person, typed: Json) -> None:
    office.open_modal(FORM)
    with pytest.raises(NotThere):
        director.fill(**typed)


def test_a_number_is_filled_in_as_a_number(office: Office, director: Person) -> None:
    office.open_modal(modal(asked({"type": "number_input", "action_id": "a", "is_decimal_allowed": False}, "beds")))
    director.fill(beds="7")
    for wrong in ("seven", "7.5"):
        with pytest.raises(NotThere):
            director.fill(beds=wrong)


def test_without_a_modal_nothing_is_filled_in_sent_or_closed(office: Office, director: Person) -> None:
    for trial in (director.modal, director.submit, lambda: director.fill(note="x")):
        with pytest.raises(NotThere):
            trial()
    director.close()
    office.open_modal({key: value for key, value in modal(section("x")).items() if key != "submit"})
    with pytest.raises(NotThere, match="nothing to send"):
        director.submit()
    director.close()
    assert director.do("view")["view"] is None


def test_a_message_is_rendered_as_it_reads(office: Office) -> None:
    picture = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A line"}
    message = office.post(
        {"type": "header", "text": plain("Waiting times")},
        section("Rising", accessory=button("Open")),
        {"type": "section", "fields": [plain("Due"), plain("Friday")]},
        {"type": "divider"},
        {"type": "context", "elements": [plain("Draft"), picture]},
        picture,
        actions(button("Answer"), MENU),
    )
    assert rendered(message).split("\n") == [
        "Waiting times",
        "Rising",
        "[Open]",
        "Due",
        "Friday",
        "Draft (image: A line)",
        "(image: A line)",
        "[Answer] [Not Now] [No]",
    ]
    assert buttons(message) == ["Open", "Answer", "Not Now", "No"]
    assert rendered({"text": "Plain"}) == "Plain"
    assert rendered(modal(asked())) == "Reason: <plain_text_input>"
