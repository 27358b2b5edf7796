"""What stands in the thread of a summary: follow-ups on actions, then the three questions of a stocktake."""

from collections.abc import Sequence

from bot.facts.problems import ProblemFacts
from bot.facts.summaries import FollowUp, FollowUpsFacts, QuestionsFacts
from bot.messages import agreed, figures, noise, outlook, paces, subgroups
from bot.messages.blocks import packed, sections
from bot.messages.phrases import Phrases, spoken
from bot.ports import Rendered
from domain.judgement import Judged

PROBLEMS = 3  # told one by one
ROWS = 12  # actions told one by one; the others by their labels


def follow_ups(facts: FollowUpsFacts) -> Rendered:
    """First what became of what was agreed before, then what is new."""
    say = Phrases("thread", title=facts.title)  # dates with their year: an old one is told apart
    lines = [say("actions")]
    for name, rows in (("earlier", facts.earlier), ("new", facts.new)):
        lines += [say(name), *_rows(say, rows)] if rows else []
    lines += (
        [say("milestones"), *(say("milestone", one=one) for one in facts.milestones[:ROWS])] if facts.milestones else []
    )
    counts = say(
        "counts",
        earlier=len(facts.earlier),
        closed=sum(one.closed_on is not None for one in facts.earlier),
        overdue=sum(one.overdue > 0 for one in facts.earlier),
        new=len(facts.new),
    )
    return Rendered(spoken(counts, *lines[1:]), tuple(sections(*packed(lines))))


def questions(facts: QuestionsFacts) -> Rendered:
    """What do we know about progress, how likely is it, what can we do to stay or get back on track?"""
    lines = facts.summary
    indicator, standing, last = lines.indicator, lines.standing, lines.standing or lines.last_known
    say = Phrases(
        "thread",
        title=lines.title,
        facts=lines,
        year=lines.meeting_on.year,
        value=indicator.print(standing.actual) if standing else "",
        path=figures.from_path(indicator, standing) if standing and standing.expected is not None else "",
        baseline=indicator.print(indicator.baseline) if last and last.below_baseline else "",
        baseline_period=indicator.baseline_period,
        rating=figures.judged(lines.likelihood) if lines.likelihood else "",
        needs=lines.likelihood.needs if lines.likelihood else "",
        owner=figures.judged(lines.owner_likelihood) if lines.owner_likelihood else "",
        count=len(facts.actions),
        **noise.variables(indicator, facts.signal, lines.target),
        apart=Judged(lines.status, lines.likelihood, lines.owner_likelihood).apart,
        explains=facts.explains,
        **paces.variables(indicator, lines.pace),
        **outlook.variables(indicator, facts.outlook),
        **subgroups.variables(indicator, facts.subgroups, facts.together),
        **agreed.variables(indicator, standing, facts.earlier, facts.broken),
    )
    todo = packed(filter(None, [say("todo"), *_rows(say, facts.actions), *_problems(facts.problems)]))
    texts = (say("progress"), say("likely"))
    return Rendered(spoken(say("questions"), *texts, *todo), tuple(sections(*texts, *todo)))


def _problems(rows: Sequence[ProblemFacts]) -> list[str]:
    """Each open one in a line; the others by their number."""
    more = [Phrases("problems")("more", rest=len(rows) - PROBLEMS)] if len(rows) > PROBLEMS else []
    return [*(Phrases("problems", one=one)("in_thread") for one in rows[:PROBLEMS]), *more]


def _rows(say: Phrases, rows: Sequence[FollowUp]) -> list[str]:
    rest = rows[ROWS:]
    more = [say("rest", rest=rest, labels=", ".join(one.label for one in rest))] if rest else []
    return [*(say("row", one=one) for one in rows[:ROWS]), *more]
