"""Every message, Home and modal of the story as text, for reading and for the golden files.

`python -m tests.bot.messages.show` prints them; with `--write` it rewrites the golden files.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bot.facts.outlooks import SaidFacts
from bot.facts.records import MilestoneRow
from bot.facts.requests import NoticeFacts, Nudge
from bot.facts.summaries import CoverRow
from bot.facts.unit import TroubleFacts
from bot.messages import KINDS, render
from bot.ports import Rendered
from domain.action import ActionKind, ActionState
from domain.assessment import Challenge, Likelihood, Quality, Rubric, Stage
from domain.forecast import Score
from domain.judgement import Judged
from domain.milestone import MilestoneState
from domain.period import Period
from domain.priority import Observation
from domain.problem import State
from domain.reading import NOISE
from domain.request import RequestState
from domain.status import Status, standing
from domain.stocktake import CycleState
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages import facts_unit as unit
from tests.bot.messages.facts_notices import NOTICES, SAID, TROUBLES
from tests.bot.messages.facts_twenty import TWENTY, WIDE
from tests.bot.messages.show_commands import answers
from tests.bot.messages.show_modals import homes, modals
from tests.bot.messages.show_text import read, read_home, read_view

BEFORE = standing(story.INDICATOR, story.PATH, (story.TARGET,), story.LAST)
GOLDEN = Path(__file__).parent / "golden"


def messages() -> Iterator[tuple[str, Rendered]]:
    """Each kind as the story has it, and as it reads in its other states."""
    yield from ((kind, render(kind, cycle.STORY[kind])) for kind in KINDS)
    yield from _requests()
    yield from _readings()
    yield from _unit()
    yield from _cycle()
    yield from _actions()
    yield from ((f"{kind} of twenty", render(kind, several[0])) for kind, several in TWENTY.items())
    forty = replace(cycle.COVER, rows=tuple(CoverRow(one, "C0WAITS") for one in WIDE * 2))
    yield "cover of forty", render("cover", forty)
    for code in NOTICES:
        yield f"notice {code}", render("notice", NoticeFacts(code, SAID))
    for code, values in TROUBLES.items():
        yield f"trouble {code}", render("trouble", TroubleFacts(code, values))
    yield "trouble disowned open", render("trouble", TroubleFacts("disowned", TROUBLES["disowned"], 12))
    given = TROUBLES["disowned"] | {"state": "delegated"}
    yield "trouble disowned given", render("trouble", TroubleFacts("disowned", given))
    yield from ((f"command {one.name}", one.rendered) for one in answers())


def _requests() -> Iterator[tuple[str, Rendered]]:
    known = replace(story.REQUEST, answered=story.ANSWER, answered_by=story.OWNER)
    yield (
        "request first",
        render("request", cycle.asked(replace(story.REQUEST, introduction=story.INTRODUCTION, led_to=()))),
    )
    promised = replace(story.REQUEST, state=RequestState.PROMISED, promised_for=date(2017, 10, 12))
    yield "request promised", render("request", cycle.asked(promised))
    yield "request answered", render("request", cycle.asked(replace(known, state=RequestState.ANSWERED)))
    yield "request frozen", render("request", cycle.asked(replace(known, state=RequestState.ANSWERED, frozen=True)))
    given = replace(story.REQUEST, state=RequestState.DELEGATED, given_to=story.LEAD)
    yield "request given", render("request", cycle.asked(given))
    yield "request disowned", render("request", cycle.asked(replace(story.REQUEST, state=RequestState.DISOWNED)))
    yield "request lapsed", render("request", cycle.asked(replace(story.REQUEST, state=RequestState.LAPSED)))
    waived = replace(story.REQUEST, state=RequestState.WAIVED, reason="the series was discontinued")
    yield "request waived", render("request", cycle.asked(waived))
    bare = replace(story.REQUEST, indicator=story.COUNT, last=None, expected=None, due_target=None, led_to=())
    yield "request bare", render("request", cycle.asked(bare))


def _readings() -> Iterator[tuple[str, Rendered]]:
    corrected = replace(story.READING, corrected=story.LAST, wants_word=False, chart=None)
    yield "reading corrected", render("reading", corrected)
    yield "reading frozen", render("reading", replace(story.READING, frozen=True, late=True, signal=None, pace=None))
    unrated = replace(
        story.READING,
        standing=replace(
            story.STANDING, status=Status.UNRATED, expected=None, gap=None, met=None, target=None, people=None
        ),
        pace=None,
        signal=None,
    )
    yield "reading unrated", render("reading", unrated)
    said = replace(story.READING, wants_word=False, chart=None)
    for name, outlook in (("blended", story.BLENDED), ("provisional", story.PROVISIONAL), ("early", story.EARLY)):
        yield f"reading outlook {name}", render("reading", replace(said, outlook=outlook, record=story.RECORD))
    expects = SaidFacts(Likelihood.AMBER_GREEN, 0.7, story.TARGET, Decimal("90.1"), story.SEPTEMBER.next())
    yield "reading said", render("reading", replace(said, said=expects))
    record = replace(story.RECORD, dates=Score(3, 0.12, (0.0, 0.3)))
    yield "reading record of milestones", render("reading", replace(said, record=record))
    agreed = replace(said, earlier=(story.EARLIER,), broken=story.BROKEN)
    yield "reading earlier target", render("reading", agreed)
    few = replace(story.USUAL_FOR_SUMMER, trial=True, missing=2)
    yield "reading on few figures", render("reading", replace(said, signal=few))
    for name in ("consistent_pass", "consistent_fail", "inconsistent"):
        steady = replace(story.USUAL_FOR_SUMMER, kind=NOISE, assurance=name)
        yield f"reading {name}", render("reading", replace(said, signal=steady))
    quarter = Observation(Period.parse("Q2 2017/18"), Decimal("90.11"), final=False)
    yield "reading together", render("reading", replace(said, together=quarter))
    yield "reading subgroups", render("reading", replace(said, subgroups=story.SUBGROUPS))
    yield "reading outlook waits", render("reading", replace(said, outlook_waits=True))
    apart = Judged(Status.FAR_BEHIND, owner=Likelihood.GREEN).question
    yield "reading apart", render("reading", replace(said, wants_word=True, apart=apart))


def _unit() -> Iterator[tuple[str, Rendered]]:
    rated = replace(unit.RATE, rating=Likelihood.AMBER_RED, rated_by=story.STAFF, reason="Winter is not planned for.")
    yield "rate given", render("rate", cycle.rating(rated))
    yield "share given", render("share", cycle.share(rated))
    apart = replace(rated, rating=Likelihood.RED, owner_likelihood=Likelihood.GREEN)
    rests = Rubric(Challenge.HIGH, Quality.MIXED, Quality.GOOD, Stage.IMPLEMENTATION)
    explained = replace(
        apart, rubric=rests, explains="The owner counts on beds that are not funded.", priority_key="B1"
    )
    yield "rate apart", render("rate", cycle.rating(apart, explained))
    yield "share apart", render("share", cycle.share(apart, explained))
    aside = replace(unit.PROBLEM, state=State.SET_ASIDE, exit_note="One slip was ours", decided_by=story.STAFF)
    yield "problems half", render("problems", replace(unit.PROPOSED, rows=(unit.RAISED, unit.PROPOSED.rows[1])))
    yield "problems decided", render("problems", replace(unit.PROPOSED, rows=(unit.RAISED, aside)))
    gate = "This priority is rated amber-red and has no open action that is still in time."
    yield "draft no action", render("draft", replace(unit.DRAFT, no_action_because="The new count starts in November."))
    yield "draft shut", render("draft", replace(unit.DRAFT, gate=gate))
    at = datetime(2017, 10, 19, 9, tzinfo=UTC)
    yield "draft posted", render("draft", replace(unit.DRAFT, posted_by=story.STAFF, posted_at=at))
    yield "draft past its hour", render("draft", replace(unit.DRAFT, past=True))
    yield "draft restricted", render("draft", replace(unit.DRAFT, restricted=True))
    yield "draft itself", render("draft", replace(unit.DRAFT, posted_by="stocktake", posted_at=at))
    missing = replace(
        story.SUMMARY,
        status=Status.NO_DATA,
        standing=None,
        last_known=BEFORE,
        final=False,
        likelihood=None,
        why="",
        needed="",
        needed_by=None,
        pace=None,
    )
    yield "summary provisional", render("summary", replace(story.SUMMARY, final=False))
    yield "summary no data", render("summary", missing)


def _cycle() -> Iterator[tuple[str, Rendered]]:
    answered = replace(cycle.COUNTED, state=RequestState.ANSWERED, answered=cycle.COUNTED.last, answered_by=story.OWNER)
    lounges = (cycle.LOUNGES,)
    yield "request several", render("request", cycle.asked(story.REQUEST, cycle.COUNTED, milestones=lounges))
    yield "request half answered", render("request", cycle.asked(story.REQUEST, answered))
    done = replace(cycle.LOUNGES, state=MilestoneState.DONE)
    yield "request settled", render("request", cycle.asked(answered, milestones=(done,)))
    yield "request milestone", render("request", cycle.asked(milestones=lounges))
    late = replace(cycle.LOUNGES, state=MilestoneState.LATE, due_on=date(2017, 11, 30))
    yield "request milestone late", render("request", cycle.asked(milestones=(late,)))
    hello = replace(cycle.asked(milestones=lounges), introduction=story.INTRODUCTION)
    yield "request first milestone", render("request", hello)
    yield "request queried", render("request", cycle.asked(cycle.queried(story.REQUEST)))
    several = cycle.asked(cycle.queried(story.REQUEST), cycle.COUNTED)
    yield "request queried of several", render("request", several)
    both = cycle.asked(cycle.queried(story.REQUEST), answered)
    yield "request queried and answered", render("request", both)
    yield "which settled", render("which", replace(cycle.WHICH, settled=story.REQUEST))
    yield "query answered", render("query", replace(cycle.QUERY, answered=True))
    moved = replace(cycle.OPENING, moved=1, reason="The principal is abroad.", state=CycleState.REQUESTING)
    yield "opening moved", render("opening", moved)
    yield "opening cancelled", render("opening", replace(cycle.OPENING, state=CycleState.CANCELLED, reason="Election."))
    yield "check accepted", render("check", replace(cycle.CHECK, state=RequestState.ACCEPTED))
    yield "check replaced", render("check", replace(cycle.CHECK, replaced=True))
    queried = replace(cycle.CHECK, state=RequestState.QUERIED, query="Does it include the new site?")
    yield "check queried", render("check", queried)
    for decision in ("listed", "unlisted", "moved", "over"):
        yield f"gaps {decision}", render("gaps", replace(cycle.GAPS, decision=decision))
    quiet = replace(cycle.BRIEF, rows=(cycle.ON_PATH,), gaps_listed=False)
    yield "brief quiet", render("brief", quiet)
    fifteen = replace(cycle.ON_PATH, actions=replace(cycle.ON_PATH.actions, oldest="A-3", oldest_days=15))
    yield "brief long overdue", render("brief", replace(quiet, rows=(fifteen,)))
    rows = (replace(cycle.COVER.rows[0], summary=fifteen),)
    yield "cover long overdue", render("cover", replace(cycle.COVER, rows=rows))
    outlooks = {"A1": story.BLENDED, "E1": story.EARLY}
    yield "brief outlooks", render("brief", replace(cycle.BRIEF, outlooks=outlooks))
    red = replace(story.SUMMARY, likelihood=Likelihood.RED)
    yield "questions outlook", render("questions", replace(story.QUESTIONS, summary=red, outlook=story.BLENDED))
    early = replace(story.QUESTIONS, outlook=story.EARLY, problems=(unit.RAISED,), earlier=(story.EARLIER,))
    yield "questions early", render("questions", early)
    yield "questions subgroups", render("questions", replace(story.QUESTIONS, subgroups=story.SUBGROUPS))
    hiding = replace(story.SUBGROUPS, hidden=2, missing=0)
    behind = replace(cycle.BRIEF, subgroups={"A1": story.SUBGROUPS, cycle.ON_PATH.priority_key: hiding})
    yield "brief subgroups", render("brief", behind)
    yield "meeting at the last", render("meeting", replace(cycle.MEETING_FACTS, at="C1"))
    none = tuple(replace(row, added=()) for row in cycle.MEETING_FACTS.rows)
    yield (
        "meeting closed without actions",
        render("meeting", replace(cycle.MEETING_FACTS, at=None, closed=True, rows=none)),
    )
    follow = replace(story.AGREED, disowned=True)
    fire_doors = MilestoneRow(
        id=1,
        priority_key="A1",
        text=cycle.LOUNGES.text,
        owner_id=story.LEAD,
        due_on=date(2017, 11, 30),
        original_due_on=date(2017, 10, 13),
        state=MilestoneState.LATE,
        note="Two lounges wait for their fire doors",
        told_by=story.LEAD,
        told_at=None,
    )
    yield "follow ups and milestones", render("follow_ups", replace(story.FOLLOW_UPS, milestones=(fire_doors,)))
    yield "follow ups of nobody", render("follow_ups", replace(story.FOLLOW_UPS, new=(follow,)))
    yield "meeting closed", render("meeting", replace(cycle.MEETING_FACTS, at=None, closed=True))
    yield "draft held", render("draft", replace(unit.DRAFT, held_by=story.STAFF))
    yield "cover whole", render("cover", replace(cycle.COVER, waiting=()))
    again = replace(cycle.CORRECTION, before=cycle.CORRECTION.after)
    yield "correction back", render("correction", again)
    yield "correction of nothing", render("correction", replace(cycle.CORRECTION, before=None))
    for outcome in ("ask", "action", "answered"):
        settled = replace(unit.HELP, outcome=outcome, settled_by=story.STAFF, reply="The three largest")
        yield f"help {outcome}", render("help", settled)
    question = replace(unit.HELP, period=None, from_whom="", by_when=None, what="Which trusts fell most?")
    yield "help question", render("help", question)
    yield "reading worded", render("reading", replace(story.READING, wants_word=False, has_words=True))
    yield "reading unchanged", render("reading", replace(story.READING, wants_word=False))
    used = replace(story.FIGURE_ITEM, settled="answered")
    yield "digest used", render("digest", replace(story.DIGEST, items=(used, story.ACTION_ITEM)))
    lapsed = replace(story.FIGURE_ITEM, request_id=13, settled="lapsed")
    overdue = replace(story.FIGURE_ITEM, nudge=Nudge.FIGURE_LATE, due_on=date(2017, 10, 9))
    asked = replace(story.FIGURE_ITEM, request_id=14, nudge=Nudge.FIGURE_QUERIED, text="Does it include the new site?")
    yield "digest of figures", render("digest", replace(story.DIGEST, items=(lapsed, overdue, asked)))
    for why in ("comment", "nothing open", "closed"):
        yield f"stray {why}", render("stray", replace(unit.STRAY, title=None, period=None, why=why))
    yield "digest all used", render("digest", replace(story.DIGEST, items=(used,)))


def _actions() -> Iterator[tuple[str, Rendered]]:
    for state in (ActionState.OPEN, ActionState.DONE_CLAIMED, ActionState.CLOSED, ActionState.DROPPED):
        yield f"offer {state.value}", render("offer", replace(story.OFFER, state=state))
    waiting = replace(story.OFFER, state=ActionState.OPEN, proposed_on=date(2017, 11, 10))
    yield "offer proposed date", render("offer", waiting)
    yield "offer of another", render("offer", replace(story.OFFER, owner_id=story.LEAD))
    yield "offer blocked", render("offer", replace(story.OFFER, state=ActionState.BLOCKED, waits_for=story.LEAD))
    yield "offer disowned", render("offer", replace(story.OFFER, disowned=True, reason="Not mine."))
    asked = replace(story.OFFER, kind=ActionKind.ASK, asked_by=story.STAFF)
    yield "offer of an ask", render("offer", asked)
    yield "closure closed", render("closure", replace(unit.CLOSURE, state=ActionState.CLOSED))
    yield "closure sent back", render("closure", replace(unit.CLOSURE, state=ActionState.OPEN))
    yield "proposal settled", render("proposal", replace(unit.PROPOSAL, proposed_on=None))


def everything() -> Iterator[tuple[str, str]]:
    """(name of a golden file, what it holds)."""
    yield from ((f"{name}.txt", read(message)) for name, message in messages())
    yield from ((f"{name}.txt", read_home(view)) for name, view in homes())
    yield from ((f"modal {name}.txt", read_view(view)) for name, view in modals())


def main(arguments: list[str]) -> None:
    for name, content in everything():
        if "--write" in arguments:
            (GOLDEN / name.replace(" ", "_")).write_text(content, encoding="utf-8")
        else:
            sys.stdout.write(f"\n===== {name}\n{content.rpartition('-' * 40)[0]}")


if __name__ == "__main__":
    main(sys.argv[1:])
