"""T-3: figures that are missing, for staff to decide on; and the brief, which the principal reads before."""

from bot.facts.summaries import SummaryFacts
from bot.facts.unit import BriefFacts, GapsFacts
from bot.messages import figures, outlook, subgroups, summary
from bot.messages.blocks import actions, button, fitting, packed, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.mrkdwn import clip
from bot.ports import Rendered
from domain.assessment import Likelihood
from domain.status import Status

ROWS = 12  # gaps told one by one; the others by number
ROOM = 2600  # characters of the decisions in a brief, and of its exceptions; the others are named
DOUBTFUL = (Likelihood.AMBER_RED, Likelihood.RED)


def gaps(facts: GapsFacts) -> Rendered:
    """Hold, hold with the gaps listed, or move; then what was decided."""
    say = Phrases("gaps", facts=facts, zone=facts.zone, year=facts.meeting_on.year, count=len(facts.rows))
    rows = [say("row", row=row) for row in facts.rows[:ROWS]]
    rest = [say("rest", rest=len(facts.rows) - ROWS)] if len(facts.rows) > ROWS else []
    parts = [say("head"), *rows, *rest, say("decided" if facts.decision else "ask")]
    text, body = spoken(*parts), sections(*packed(parts))
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
        long_overdue=figures.long_overdue(facts.rows),
        rest=[f"{row.title} ({row.status.value})" for row in rest],
        gaps=[f"{row.title} ({row.period.short})" if row.period else row.title for row in silent],
        hidden=[one for row in rest if (one := _hidden(row, facts))],
    )
    asked = _told(say, decisions, [say("decision", row=row) for row in decisions])
    told = _told(say, exceptions, [_exception(say, row, facts) for row in exceptions])
    parts = [
        say("head"),
        say("decisions"),
        *asked,
        say("long_overdue"),
        say("exceptions"),
        *told,
        say("others"),
        say("hidden"),
        say("gaps"),
    ]
    shown = [part for part in parts if part]
    return Rendered(spoken(*shown), tuple(sections(*packed(shown), say("foot"))))


def _hidden(row: SummaryFacts, facts: BriefFacts) -> str:
    """ "Emergency waits, 2 of 9 hospitals miss it"; nothing where the average hides nobody."""
    parts = facts.subgroups.get(row.priority_key)
    if parts is None or not parts.hidden:
        return ""
    return f"{row.title}, {parts.hidden} of {parts.spread.count} {parts.called} miss it"


def _is_exception(row: SummaryFacts) -> bool:
    return row.status.needs_action or row.likelihood in DOUBTFUL


def _told(say: Phrases, rows: list[SummaryFacts], lines: list[str]) -> list[str]:
    """As many lines as there is room for, and the others' names."""
    shown = fitting(lines, ROOM)
    names = [clip(row.title, 60) for row in rows[shown:]]
    return [*lines[:shown], *([say("more", names=names)] if names else [])]


def _exception(say: Phrases, row: SummaryFacts, facts: BriefFacts) -> str:
    judged = figures.judged(row.likelihood) if row.likelihood else ""
    owner = row.owner_likelihood.value if row.owner_likelihood and row.owner_likelihood is not row.likelihood else ""
    return say(
        "exception",
        verdict=summary.verdict(row),
        judged=judged,
        owner=owner,
        shape=row.status.shape,
        **outlook.variables(row.indicator, facts.outlooks.get(row.priority_key)),
        **subgroups.variables(row.indicator, facts.subgroups.get(row.priority_key)),
    )
