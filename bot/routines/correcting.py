"""A figure that a posted summary used has changed: the summary stays, a correction goes to the same people."""

from bot.facts.records import MessageRow, RequestRow, SummaryRow
from bot.facts.summaries import CorrectionFacts, SummaryFacts
from bot.routines import Work, readings
from bot.store import ledger, plan, summaries
from domain.period import Period


def after_answer(work: Work, row: RequestRow) -> None:
    """Post a correction for every summary out that told something else of this figure."""
    key = plan.indicator(work, row.indicator_key).priority_key
    for posted in summaries.of_priority(work, key):
        check(work, posted)


def check(work: Work, posted: SummaryRow) -> None:
    """Compare what its readers were told last with what is known now. One correction for each new value."""
    facts = correction(work, posted)
    told = [one for one in ledger.of_subject(work, f"summary:{posted.id}") if one.kind == "correction"]
    if facts is None or (not told and _same(facts)):
        return
    value = str(facts.after.actual)
    if told and told[-1].details["value"] == value:
        return
    ledger.plan(
        work,
        key=f"correction:{posted.id}:{len(told)}:{value}",
        kind="correction",
        subject=f"summary:{posted.id}",
        lane=plan.priority(work, posted.priority_key).channel,
        priority=1,
        details={"value": value},
    )


def due(work: Work, message: MessageRow) -> CorrectionFacts | None:
    """What a planned correction says; None when another has overtaken it, or nobody was told otherwise."""
    posted = summaries.by_id(work, int(message.subject.partition(":")[2]))
    facts = correction(work, posted)
    if facts is None or str(facts.after.actual) != message.details["value"]:
        return None
    told = [one for one in ledger.of_subject(work, message.subject) if one.kind == message.kind and one.ts]
    return None if _same(facts) and not told else facts


def _same(facts: CorrectionFacts) -> bool:
    return facts.before is not None and facts.before.actual == facts.after.actual


def correction(work: Work, posted: SummaryRow) -> CorrectionFacts | None:
    """What the summary said, and what is so now; None while there is no figure."""
    lines = summaries.snapshot(posted)
    period = _period(lines)
    if period is None:
        return None
    indicator = lines.indicator
    known = plan.series(work, indicator.key).get(period)
    if known is None:
        return None
    now = readings.stand(work, indicator, known)
    return CorrectionFacts(lines.title, indicator, lines.meeting_on, period, lines.standing, now)


def _period(lines: SummaryFacts) -> Period | None:
    return lines.standing.period if lines.standing else lines.period
