"""Questions of readers, wherever they ask them: under a summary, by its button, from a message's menu."""

from bot.routines import Work, hearing, helping, subjects
from bot.store import ledger, plan, receipts, summaries
from domain.errors import NotAllowed
from domain.people import Person
from domain.rights import Act, Subject

settle_which = hearing.settle_which


def title_for(work: Work, actor: Person, priority_key: str) -> str:
    """The title of a priority, for somebody who may ask about it. Raises NotAllowed."""
    subjects.allow(actor, Act.ASK_QUESTION, subjects.of_priority(work, priority_key))
    return plan.priority(work, priority_key).title


def ask(work: Work, actor: Person, what: str, cycle_id: int | None, priority_key: str | None, *, receipt: str) -> None:
    """A question about a priority's summary, or about nothing in particular."""
    posted = summaries.get(work, cycle_id, priority_key) if cycle_id and priority_key else None
    helping.ask_question(
        work, actor, what, priority_key=priority_key, summary_id=posted.id if posted else None, receipt=receipt
    )


def ask_in_thread(work: Work, actor: Person, text: str, *, channel: str, thread_ts: str, ts: str) -> None:
    """`@Stocktake ...`: once, however often Slack tells it."""
    receipt = f"said:{channel}:{ts}:"
    if not receipts.take(work, receipt):
        return
    cycle_id, key = _about(work, channel, thread_ts)
    ask(work, actor, text, cycle_id, key, receipt=receipt)


def about_message(work: Work, actor: Person, channel: str, ts: str) -> tuple[tuple[int | None, str | None], str]:
    """What a message is about, and its title; nothing in particular for one that is not ours. Raises NotAllowed."""
    about = _about(work, channel, ts)
    if about[1] is None:
        subjects.allow(actor, Act.ASK_QUESTION, Subject())
        return about, ""
    try:
        return about, title_for(work, actor, about[1])
    except NotAllowed:
        return (None, None), ""


def _about(work: Work, channel: str, ts: str) -> tuple[int | None, str | None]:
    """The cycle and the priority of the summary that was posted there."""
    posted = ledger.by_posted(work, channel, ts)
    noun, _, number = posted.subject.partition(":") if posted else ("", "", "")
    if noun != "summary":
        return None, None
    row = summaries.by_id(work, int(number))
    return row.cycle_id, row.priority_key
