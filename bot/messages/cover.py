"""What leaders see of a stocktake as a whole: the cover, worst first; and corrections of what was posted."""

from bot.facts.summaries import CorrectionFacts, CoverFacts
from bot.messages import figures, summary
from bot.messages.blocks import packed, sections
from bot.messages.phrases import Phrases, spoken
from bot.ports import Rendered

ROWS = 25


def cover(facts: CoverFacts) -> Rendered:
    """One row a priority; each one's five lines are in its own channel."""
    say = Phrases("cover", facts=facts, year=facts.meeting_on.year, count=len(facts.rows))
    rows = [
        say(
            "row",
            verdict=summary.verdict(row.summary),
            shape=row.summary.status.shape,
            judged=figures.judged(row.summary.likelihood, loud=True) if row.summary.likelihood else "",
            channel_id=row.channel,
        )
        for row in facts.rows[:ROWS]
    ]
    rest = [say("rest", rest=len(facts.rows) - ROWS)] if len(facts.rows) > ROWS else []
    waiting = [say("waiting")] if facts.waiting else []
    shown = [say("head"), *rows, *rest, *waiting]
    return Rendered(spoken(*shown), tuple(sections(*packed(shown))))


def correction(facts: CorrectionFacts) -> Rendered:
    """What was posted, and what is so now; the summary stays as it was."""
    indicator, before, after = facts.indicator, facts.before, facts.after
    say = Phrases(
        "cover",
        facts=facts,
        title=facts.title,
        year=facts.meeting_on.year,
        was=indicator.print(before.actual) if before else "",
        was_status=before.status.value if before else "",
        now=indicator.print(after.actual),
        now_status=after.status.value,
        path=figures.from_path(indicator, after) if after.expected is not None else "",
    )
    return Rendered(spoken(say("correction")), tuple(sections(say("correction"))))
