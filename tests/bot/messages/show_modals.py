"""Every modal and Home of the story; a modal also with its facts changed by whoever tests it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.facts.problems import RaiseFacts
from bot.facts.requests import NextMilestone
from bot.messages import home, views
from bot.messages.values import ActionTyped, AnswerForm, ModalAbout
from bot.ports import Json
from domain.action import ActionState
from domain.assessment import Likelihood
from domain.checks import Finding, Severity
from domain.subgroups import Subgroups
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages import facts_unit as unit

Facts = TypeVar("Facts")
SLIP = Finding(
    "fraction",
    "value",
    Severity.CONFIRM,
    "0.90 % looks like a fraction. Did you mean 89.7 %? About 90.00 % is expected.",
)


class Of(Protocol):
    def __call__(self, facts: Facts) -> Facts: ...


def _as_it_is(facts: Facts) -> Facts:
    return facts


def modals(of: Of = _as_it_is) -> Iterator[tuple[str, Json]]:
    """Every modal by name; `of` may change the facts before."""
    title = of(story.SUMMARY).title
    request = of(story.REQUEST)
    yield "answer", views.answer_view(request)
    yield "answer doubted", views.answer_view(request, concerns=(SLIP,))
    given = replace(request, answered=story.ANSWER, answered_by="U0STAFF", answer_id=31)
    told = replace(given, for_summary="more patients than planned", for_unit="two sites are estimates")
    yield "answer meanwhile", views.answer_view(told, typed=AnswerForm(value="89.66"), concerns=(SLIP,), meanwhile=True)
    yield "answer corrected", views.answer_view(replace(request, answered=story.ANSWER, for_summary="winter"))
    hospitals = Subgroups("hospitals", ("Northtown", "Eastvale", "Weston"))
    yield "answer subgroups", views.answer_view(replace(request, subgroups=hospitals))
    lounges = NextMilestone(7, cycle.LOUNGES.text, cycle.LOUNGES.due_on, 0.7)
    yield "answer milestone", views.answer_view(replace(request, milestone=lounges))
    yield "answer count", views.answer_view(replace(of(cycle.COUNTED), frozen=True))
    yield "reading", views.reading_view(of(story.READING))
    yield "promise", views.promise_view(request)
    yield "give", views.give_view(request)
    yield "disown", views.disown_view(request)
    yield "help", views.help_view(request)
    yield "why", views.why_view(request, of(story.INTRODUCTION))
    yield "why later", views.why_view(request)
    yield "closed", views.closed_view("Too late", "This request is closed already, so there is nothing to answer.")
    yield "rate", views.rate_view(of(unit.RATE))
    apart = of(replace(unit.RATE, rating=Likelihood.RED, owner_likelihood=Likelihood.GREEN))
    yield "rate apart", views.rate_view(apart, question=apart.judged.question)
    yield "raise", views.raise_view(RaiseFacts(3, "A1", title, of(unit.PROBLEM)))
    yield "raise by hand", views.raise_view(RaiseFacts(3, "A1", title))
    yield "not now", views.not_now_view(of(unit.PROBLEM))
    yield "no action", views.no_action_view(3, "A1", title)
    yield "action", views.action_view(ModalAbout(cycle=3, priority="A1"), title)
    yield "claim", views.claim_view(of(story.OFFER))
    yield "date", views.date_view(of(story.OFFER))
    yield "disown action", views.disown_action_view(of(story.OFFER))
    yield "send back", views.send_back_view(of(unit.CLOSURE))
    about = ModalAbout(cycle=3, priority="A1")
    yield "one line", views.one_line_view(about, title)
    yield "action missing", views.action_view(about, title, ActionTyped(text="Agree it"), missing=True)
    yield "blocked", views.blocked_view(of(story.OFFER))
    yield "drop", views.drop_view(of(story.OFFER))
    yield "query", views.query_view(of(cycle.CHECK))
    yield "lines", views.lines_view(of(story.SUMMARY))
    yield "move", views.move_view(3, "2017-10-18")
    yield "cancel", views.cancel_view(3)
    yield "question", views.question_view(about, title)
    yield "ask", views.ask_view(of(unit.HELP))
    yield "reply", views.reply_view(of(unit.HELP))
    yield "milestone late", views.late_view(of(cycle.LOUNGES))
    yield "milestone drop", views.drop_milestone_view(of(cycle.LOUNGES))


def homes() -> Iterator[tuple[str, Json]]:
    """The Home of staff, of an owner who owes nothing, and before there is a plan."""
    yield "home of staff", home.home(cycle.HOME)
    done = replace(story.OVERDUE, state=ActionState.DONE_CLAIMED)
    yield (
        "home of an owner",
        home.home(
            replace(
                cycle.HOME,
                requests=(cycle.queried(story.REQUEST),),
                desk=None,
                actions=(done,),
                record=story.RECORD,
                away_until=story.OFFER.due_on,
            )
        ),
    )
    quiet = replace(cycle.HOME, requests=(), actions=(), priorities=(), desk=None)
    yield "home with nothing", home.home(quiet)
    clear = replace(cycle.DESK, late=(), unrated=(), helps=(), claimed=())
    yield "home of staff at rest", home.home(replace(quiet, desk=clear))
    yield "home before the plan", home.home(None)
