"""The five lines of a priority, as leaders read them (DOMAIN 6 and 10)."""

from typing import Any

from bot.facts.summaries import SummaryFacts
from bot.messages import figures, paces
from bot.messages.blocks import actions, button, context, section
from bot.messages.ids import Button
from bot.messages.phrases import Mrkdwn, Phrases
from bot.messages.values import ButtonValue
from bot.mrkdwn import plain
from bot.ports import Rendered
from domain.assessment import Likelihood

LINES = ("verdict", "likelihood", "why", "needed", "actions")


def summary(facts: SummaryFacts) -> Rendered:
    """The notification says all five lines: whoever listens gets what whoever looks gets."""
    five = lines(facts)
    about = ButtonValue(cycle=facts.cycle_id, priority=facts.priority_key)
    ask = actions(f"summary:{facts.cycle_id}:{facts.priority_key}", button(Button.QUESTION, "Ask a Question", about))
    blocks = (section("\n".join(five)), context(f"_{_phrases(facts)('foot')}_"), ask)
    return Rendered(plain("\n".join(five)), blocks)


def verdict(facts: SummaryFacts) -> Mrkdwn:
    """The first line, finished."""
    return Mrkdwn(_phrases(facts)("verdict"))


def lines(facts: SummaryFacts) -> list[str]:
    """Verdict, likelihood, why, what is needed, actions."""
    say = _phrases(facts)
    return [say(part) for part in LINES]


def _phrases(facts: SummaryFacts) -> Phrases:
    indicator, standing, last, target = facts.indicator, facts.standing, facts.last_known, facts.target
    return Phrases(
        "summary",
        facts=facts,
        title=facts.title,
        year=facts.meeting_on.year,
        status=facts.status.value,
        value=indicator.print(standing.actual) if standing else "",
        expected=figures.bare(indicator, standing.expected) if standing and standing.expected is not None else "",
        last=indicator.print(last.actual) if last else "",
        goal=figures.goal(indicator, target) if target else "",
        why=facts.why.strip().removesuffix("."),
        **figures.measured(indicator, standing),
        **_judged(facts),
        **_pace(facts),
    )


def _judged(facts: SummaryFacts) -> dict[str, Any]:
    now, before, owner = facts.likelihood, facts.before, facts.owner_likelihood
    return {
        "rating": figures.judged(now, loud=True) if now else "",
        "change": _change(now, before),
        "owner": owner.value if owner and owner is not now else "",
        "agreed": owner is not None and owner is now,
    }


def _change(now: Likelihood | None, before: Likelihood | None) -> str:
    """ "was amber-green", "unchanged", or nothing where there is nothing to compare."""
    if now is None or before is None:
        return ""
    return "unchanged" if now is before else f"was {before.value}"


def _pace(facts: SummaryFacts) -> dict[str, Any]:
    said = paces.variables(facts.indicator, facts.pace)
    return {"needed": "" if said["held"] else said["needed"]}
