"""What was pressed and typed comes back as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.messages import views
from bot.messages.ids import INPUT, Box, Form, More
from bot.messages.values import ActionForm, AnswerForm, ButtonValue, HelpForm, ModalAbout, PromiseForm
from bot.ports import Json
from domain.assessment import Likelihood
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages import facts_unit as unit
from tests.bot.messages.show_modals import modals


def submitted(view: Json, **boxes: dict[str, Any]) -> Json:
    """A view as Slack sends it back, with these elements filled."""
    return view | {"state": {"values": {Box[name].value: {INPUT: filled} for name, filled in boxes.items()}}}


@given(
    st.builds(
        ButtonValue,
        request=st.none() | st.integers(),
        cycle=st.none() | st.integers(),
        priority=st.none() | st.text(max_size=20),
    )
)
def test_a_button_knows_what_it_was_about(value: ButtonValue) -> None:
    assert ButtonValue.parse(value.dump()) == value


def test_a_value_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValidationError):
        ButtonValue.parse('{"request": 1, "admin": true}')


def test_a_modal_knows_what_it_is_about() -> None:
    assert ModalAbout.of(views.answer_view(story.REQUEST)) == ModalAbout(request=12, answer=0)
    assert ModalAbout.of(views.rate_view(unit.RATE)) == ModalAbout(cycle=3, priority="A1")


def test_an_answer_is_kept_as_typed() -> None:
    view = submitted(
        views.answer_view(story.REQUEST),
        NUMERATOR={"type": "plain_text_input", "value": " 1 745 829"},
        DENOMINATOR={"type": "plain_text_input", "value": None},
        FOR_SUMMARY={"type": "plain_text_input", "value": "winter, *early*"},
        LIKELIHOOD={"type": "static_select", "selected_option": {"value": "amber-red"}},
        SURE={"type": "checkboxes", "selected_options": [{"value": "sure"}]},
        HELP={"type": "checkboxes", "selected_options": []},
    )
    assert AnswerForm.from_view(view) == AnswerForm(
        numerator=" 1 745 829", for_summary="winter, *early*", likelihood=Likelihood.AMBER_RED, sure=True
    )


def test_dates_and_people_come_from_their_pickers() -> None:
    promise = submitted(views.promise_view(story.REQUEST), DAY={"selected_date": "2017-10-12"})
    assert PromiseForm.from_view(promise).day.isoformat() == "2017-10-12"
    action = submitted(
        views.action_view(ModalAbout(cycle=3, priority="A1"), "Emergency waits"),
        TEXT={"value": "Agree the drive"},
        MOVES_NUMBER={"value": "A third of the waits."},
        OWNER={"selected_user": "U0LEAD"},
        DUE_ON={"selected_date": "2017-10-27"},
        CLOSURE_TEST={"value": "Signed."},
    )
    assert ActionForm.from_view(action).owner == "U0LEAD"
    help_ = submitted(views.help_view(story.REQUEST), WHAT={"value": "A hand"}, BY_WHEN={"selected_date": None})
    assert HelpForm.from_view(help_) == HelpForm(what="A hand")


def test_an_answer_shown_again_keeps_its_boxes_and_what_was_typed() -> None:
    typed = AnswerForm(numerator="1745829", denominator="1946955", for_summary="winter", sure=True)
    first, again = views.answer_view(story.REQUEST), views.answer_view(story.REQUEST, typed=typed)
    ids = [block["block_id"] for block in first["blocks"] if block["type"] == "input"]
    assert ids == [block["block_id"] for block in again["blocks"] if block["type"] == "input"]
    assert again["blocks"][1]["element"]["initial_value"] == "1745829"


def test_every_modal_with_a_submit_button_has_a_form_of_its_own() -> None:
    assert {view["callback_id"] for _, view in modals()} == {form.value for form in Form}


def test_the_menu_of_a_request_says_which_act_was_chosen() -> None:
    from bot.messages import render

    row = next(block for block in render("request", cycle.asked(story.REQUEST)).blocks if block["type"] == "actions")
    acts = [ButtonValue.parse(option["value"]).act for option in row["elements"][-1]["options"]]
    assert acts == [More.GIVE, More.DISOWN, More.WHY]
