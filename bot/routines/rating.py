"""The unit's judgement: the likelihood of delivery, with a reason."""

from dataclasses import dataclass, replace

from bot.facts.unit import RateFacts
from bot.routines import Work, calendars, forecasting, portraits, showing, subjects, summarising
from bot.store import assessments, cycles
from domain.assessment import NOT_JUDGED, Likelihood, Rubric
from domain.errors import Refused
from domain.people import Person
from domain.rights import Act


@dataclass(frozen=True)
class Rating:
    """A rating as it was given: the word, why, and if they like a percentage as typed.

    `explains` says why it lies two steps or more from the figures or from the owner's word.
    """

    likelihood: Likelihood
    reason: str
    chance: str = ""
    explains: str = ""
    rubric: Rubric = NOT_JUDGED


def rate(work: Work, actor: Person, cycle_id: int, priority_key: str, given: Rating) -> str:
    """Record a rating; the same again is no second one. What is to be explained first, or nothing.

    Where two voices lie two steps or more apart nothing is kept until that has a reason (DOMAIN 4). Raises Refused
    without a reason or for what is no chance, NotAllowed for others.
    """
    subject = subjects.of_priority(work, priority_key)
    subjects.allow(actor, Act.RATE_LIKELIHOOD, subject)
    if not given.reason.strip():
        raise Refused("reason", "A rating needs its reason.", "One sentence is enough.")
    chance = forecasting.read_chance(actor, given.chance)
    cycle = cycles.lock(work, cycle_id)
    question = apart(work, cycle_id, priority_key, given.likelihood)
    if question and not given.explains.strip():
        return question
    explains = given.explains.strip() if question else ""
    last = assessments.latest(work, priority_key, assessments.UNIT, cycle_id=cycle_id)
    now = (given.likelihood, given.reason, explains, given.rubric, chance)
    said = _chance(work, cycle_id, priority_key)
    if last is not None and now == (last.likelihood, last.reason, last.explains, last.rubric, said):
        return ""
    about = f"rating:{cycle_id}:{priority_key}"
    work.act(actor, Act.RATE_LIKELIHOOD, subject, about, likelihood=given.likelihood.value)
    assessments.add(
        work,
        priority_key=priority_key,
        cycle_id=cycle_id,
        capacity=assessments.UNIT,
        likelihood=given.likelihood,
        reason=given.reason,
        judged_by=actor.id,
        explains=explains,
        rubric=given.rubric,
    )
    if chance is not None:
        unled = not calendars.frozen(cycle)
        indicator = summarising.headline(work, priority_key).indicator
        forecasting.keep_unit(work, actor, cycle_id, indicator, chance, unled=unled)
    showing.draft(work, cycle_id, priority_key)
    return ""


def apart(work: Work, cycle_id: int, priority_key: str, likelihood: Likelihood) -> str:
    """The question where two of the three voices lie two steps or more apart; empty where none do."""
    return replace(portraits.rate_facts(work, cycle_id, priority_key), rating=likelihood).judged.question


def _chance(work: Work, cycle_id: int, priority_key: str) -> float | None:
    return portraits.rate_facts(work, cycle_id, priority_key).chance


def look(work: Work, actor: Person, cycle_id: int, priority_key: str) -> RateFacts:
    """What somebody who may rate it sees. Raises NotAllowed."""
    subjects.allow(actor, Act.RATE_LIKELIHOOD, subjects.of_priority(work, priority_key))
    return portraits.rate_facts(work, cycle_id, priority_key)
