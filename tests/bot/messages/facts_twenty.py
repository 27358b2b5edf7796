"""A unit of 20 priorities, 40 actions and titles that are long, at each message that tells of several."""

from dataclasses import replace

from bot.facts.summaries import CoverRow
from bot.facts.unit import AgendaRow, SilenceFacts
from domain.assessment import Likelihood
from domain.request import RequestState
from tests.bot.messages import facts as story
from tests.bot.messages import facts_cycle as cycle
from tests.bot.messages import facts_unit as unit

WIDE = tuple(
    replace(story.SUMMARY, priority_key=f"P{number}", title="Planned operations & emergency waits " * 5)
    for number in range(20)
)
ASKED = tuple(
    replace(one, request_id=number, title="Planned operations & emergency waits " * 5)
    for number, one in enumerate([story.REQUEST, cycle.COUNTED] * 10)
)
MILESTONES = tuple(
    replace(cycle.LOUNGES, milestone_id=number, text="Discharge lounges & beds " * 8) for number in range(5)
)
ACTIONS = tuple(
    replace(story.AGREED, label=f"A-{number}", text="Agree the winter drive & pay " * 8) for number in range(40)
)
TWENTY: dict[str, list[object]] = {
    "request": [
        cycle.asked(*ASKED),
        cycle.asked(*ASKED, milestones=MILESTONES),
        cycle.asked(*ASKED[:3]),
        cycle.asked(*(replace(one, state=RequestState.ANSWERED, answered=story.LAST) for one in ASKED)),
    ],
    "which": [replace(cycle.WHICH, requests=ASKED)],
    "rate": [
        cycle.rating(*(replace(unit.RATE, priority_key=one.priority_key, title=one.title) for one in WIDE)),
        cycle.rating(
            *(
                replace(
                    unit.RATE,
                    priority_key=one.priority_key,
                    title=one.title,
                    rating=Likelihood.RED,
                    reason="&" * 400,
                    rated_by=story.STAFF,
                )
                for one in WIDE
            )
        ),
    ],
    "share": [cycle.share(*(replace(unit.RATE, priority_key=one.priority_key, title=one.title) for one in WIDE))],
    "opening": [replace(cycle.OPENING, titles=tuple(one.title for one in WIDE))],
    "lines": [replace(cycle.LINES, rows=WIDE)],
    "gaps": [replace(cycle.GAPS, rows=tuple(replace(unit.LATE.rows[0], title=one.title) for one in WIDE))],
    "brief": [replace(cycle.BRIEF, rows=WIDE)],
    "meeting": [
        replace(
            cycle.MEETING_FACTS,
            at=at,
            rows=tuple(AgendaRow(one, tuple(f"A-{n}" for n in range(40))) for one in WIDE),
            closed=at is None,
        )
        for at in ("P0", "P10", "P19", None)
    ],
    "cover": [replace(cycle.COVER, rows=tuple(CoverRow(one, "C0WAITS") for one in WIDE))],
    "late": [replace(unit.LATE, rows=tuple(replace(unit.LATE.rows[0], title=one.title) for one in WIDE * 2))],
    "digest": [
        replace(
            story.DIGEST,
            items=tuple(
                replace(story.ACTION_ITEM, action_id=number, label=one.label, text=one.text)
                for number, one in enumerate(ACTIONS)
            ),
        )
    ],
    "problems": [
        replace(unit.PROPOSED, rows=tuple(replace(unit.PROBLEM, problem_id=n, label=f"P-{n}") for n in range(20)))
    ],
    "silence": [SilenceFacts(story.DATES.meeting, ACTIONS)],
    "follow_ups": [replace(story.FOLLOW_UPS, new=ACTIONS, earlier=ACTIONS)],
    "questions": [replace(story.QUESTIONS, actions=ACTIONS)],
}
