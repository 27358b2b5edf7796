"""A figure that a posted summary used has changed: the summary stays, a correction goes to the same people."""

from bot.facts.records import RequestRow, SummaryRow
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
    """Compare one posted summary with what is known now. One correction for each new value."""
    facts = correction(work, posted)
    if facts is None:
        return
    value = facts.after.actual
    ledger.plan(
        work,
        key=f"correction:{posted.id}:{value}",
        kind="correction",
        subject=f"summary:{posted.id}",
        lane=plan.priority(work, posted.priority_key).channel,
        priority=1,
    )


def correction(work: Work, posted: SummaryRow) -> CorrectionFacts | None:
    """What the summary said, and what is so now; None where that is the same."""
    lines = summaries.snapshot(posted)
    period = _period(lines)
    if period is None:
        return None
    indicator = lines.indicator
    known = plan.series(work, indicator.key).get(period)
    if known is None or (lines.standing is not None and lines.standing.actual == known.value):
        return None
    now = readings.stand(work, indicator, known)
    return CorrectionFacts(lines.title, indicator, lines.meeting_on, period, lines.standing, now)


def _period(lines: SummaryFacts) -> Period | None:
    return lines.standing.period if lines.standing else lines.period
