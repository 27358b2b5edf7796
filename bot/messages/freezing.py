"""T-3: figures that are missing, for staff to decide on; and the brief, which the principal reads before."""

from bot.facts.summaries import SummaryFacts
from bot.facts.unit import BriefFacts, GapsFacts
from bot.messages import figures, summary
from bot.messages.blocks import actions, button, packed, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip, plain
from bot.ports import Rendered
from domain.assessment import Likelihood
from domain.status import Status

ROWS = 12  # told one by one; the others by number
SPOKEN = 1500  # characters of the notification
DOUBTFUL = (Likelihood.AMBER_RED, Likelihood.RED)


def gaps(facts: GapsFacts) -> Rendered:
    """Hold, hold with the gaps listed, or move; then what was decided."""
    say = Phrases("gaps", facts=facts, zone=facts.zone, year=facts.meeting_on.year, count=len(facts.rows))
    lines = [say("row", row=row) for row in facts.rows[:ROWS]]
    if len(facts.rows) > ROWS:
        lines.append(say("rest", rest=len(facts.rows) - ROWS))
    body = sections(*packed([say("head"), *lines, say("decided" if facts.decision else "ask")]))
    text = clip(plain(" ".join([say("head"), *lines, say("decided" if facts.decision else "ask")])), SPOKEN)
    if facts.decision:
        return Rendered(text, tuple(body))
    value = ButtonValue(cycle=facts.cycle_id)
    choices = actions(
        f"gaps:{facts.cycle_id}",
        button(Button.GAPS_UNLISTED, "Hold It", value),
        button(Button.GAPS_LISTED, "Hold It, Gaps Listed", value, primary=True),
        button(Button.MOVE, "Move It", value),
    )
    return Rendered(text, (*body, choices))


def brief(facts: BriefFacts) -> Rendered:
    """Decisions first, exceptions next, the rest in one line."""
    decisions = [row for row in facts.rows if row.needed]
    exceptions = [row for row in facts.rows if _is_exception(row)]
    rest = [row for row in facts.rows if row not in exceptions]
    silent = [row for row in facts.rows if row.status in (Status.NO_DATA, Status.STALE)]
    say = Phrases(
        "brief",
        facts=facts,
        zone=facts.zone,
        year=facts.meeting_at.year,
        decisions=len(decisions),
        exceptions=len(exceptions),
        rest=[row.title for row in rest],
        gaps=[f"{row.title} ({row.period.short})" if row.period else row.title for row in silent],
    )
    asked = [say("decision", row=row) for row in decisions[:ROWS]]
    told = [_exception(say, row) for row in exceptions[:ROWS]]
    parts = [say("head"), say("decisions"), *asked, say("exceptions"), *told, say("others"), say("gaps")]
    shown = [part for part in parts if part]
    return Rendered(clip(plain(" ".join(shown)), SPOKEN), tuple(sections(*packed(shown), say("foot"))))


def _is_exception(row: SummaryFacts) -> bool:
    return row.status.needs_action or row.likelihood in DOUBTFUL


def _exception(say: Phrases, row: SummaryFacts) -> str:
    judged = figures.judged(row.likelihood) if row.likelihood else ""
    return say("exception", verdict=summary.verdict(row), judged=judged, shape=row.status.shape)
