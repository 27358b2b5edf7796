"""What leaders see of a stocktake as a whole: the cover, worst first; and corrections of what was posted."""

from collections.abc import Sequence
from dataclasses import replace

from bot.facts.summaries import CorrectionFacts, CoverFacts, CoverRow
from bot.messages import figures, summary
from bot.messages.blocks import fitting, packed, sections
from bot.messages.phrases import Phrases, spoken
from bot.mrkdwn import clip
from bot.ports import Rendered

ROOM = 6000  # characters of the rows; the others are named
TITLES = (200, 100, 60)  # characters of a title, at most: fewer where every row has room then


def cover(facts: CoverFacts) -> Rendered:
    """One row a priority; each one's five lines are in its own channel."""
    long_overdue = figures.long_overdue([row.summary for row in facts.rows])
    say = Phrases("cover", facts=facts, year=facts.meeting_on.year, count=len(facts.rows), long_overdue=long_overdue)
    rows = _rows(say, facts.rows)
    told = fitting(rows, ROOM)
    names = ", ".join(clip(row.summary.title, 60) for row in facts.rows[told:])
    rest = [say("rest", count=len(rows) - told, names=names)] if names else []
    waiting = [say("waiting")] if facts.waiting else []
    top = [say("long_overdue")] if long_overdue else []
    shown = [say("head"), *top, *rows[:told], *rest, *waiting]
    return Rendered(spoken(*shown), tuple(sections(*packed(shown))))


def _rows(say: Phrases, rows: Sequence[CoverRow]) -> list[str]:
    """All of them, with titles as long as lets all stand there."""
    found: list[str] = []
    for longest in TITLES:
        found = [_row(say, row, longest) for row in rows]
        if fitting(found, ROOM) == len(rows):
            break
    return found


def _row(say: Phrases, row: CoverRow, longest: int) -> str:
    """A priority's verdict, what is judged of it, and where the rest is to be read."""
    likelihood = row.summary.likelihood
    return say(
        "row",
        verdict=summary.verdict(replace(row.summary, title=clip(row.summary.title, longest))),
        shape=row.summary.status.shape,
        judged=figures.judged(likelihood, loud=True) if likelihood else "",
        channel_id=row.channel,
    )


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
