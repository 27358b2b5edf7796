"""The unit's judgement: the likelihood of delivery, with a reason."""

from bot.facts.unit import RateFacts
from bot.routines import Work, portraits, showing, subjects
from bot.store import assessments
from domain.assessment import Likelihood
from domain.errors import Refused
from domain.people import Person
from domain.rights import Act


def rate(work: Work, actor: Person, cycle_id: int, priority_key: str, likelihood: Likelihood, reason: str) -> None:
    """Record a rating; the same again is no second one. Raises Refused without a reason, NotAllowed for others."""
    subject = subjects.of_priority(work, priority_key)
    subjects.allow(actor, Act.RATE_LIKELIHOOD, subject)
    if not reason.strip():
        raise Refused("reason", "A rating needs its reason.", "One sentence is enough.")
    last = assessments.latest(work, priority_key, "unit", cycle_id=cycle_id)
    if last is not None and (last.likelihood, last.reason) == (likelihood, reason):
        return
    about = f"rating:{cycle_id}:{priority_key}"
    work.act(actor, Act.RATE_LIKELIHOOD, subject, about, likelihood=likelihood.value)
    assessments.add(
        work,
        priority_key=priority_key,
        cycle_id=cycle_id,
        capacity="unit",
        likelihood=likelihood,
        reason=reason,
        judged_by=actor.id,
    )
    showing.draft(work, cycle_id, priority_key)


def look(work: Work, actor: Person, cycle_id: int, priority_key: str) -> RateFacts:
    """What somebody who may rate it sees. Raises NotAllowed."""
    subjects.allow(actor, Act.RATE_LIKELIHOOD, subjects.of_priority(work, priority_key))
    return portraits.rate_facts(work, cycle_id, priority_key)
