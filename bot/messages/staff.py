"""What the delivery unit's staff are shown as it happens: who is late, who needs help, words that are no answer."""

from bot.facts.unit import HelpFacts, LateFacts, StrayFacts
from bot.messages.blocks import packed, sections
from bot.messages.phrases import Phrases
from bot.mrkdwn import clip, plain
from bot.ports import Rendered

ROWS = 25


def late(facts: LateFacts) -> Rendered:
    """For staff only, who phone. Promised figures come last."""
    rows = sorted(facts.rows, key=lambda row: (row.promised_for is not None, row.due_at))
    say = Phrases("staff", zone=facts.zone, year=facts.meeting_on.year, facts=facts, count=len(rows))
    lines = [say("late_row", row=row) for row in rows[:ROWS]]
    rest = len(rows) - ROWS
    if rest > 0:
        lines.append(say("late_rest", rest=rest))
    text = plain(" ".join([say("late"), *lines]))
    return Rendered(clip(text, 1500), tuple(sections(say("late"), *packed(lines))))


def help_wanted(facts: HelpFacts) -> Rendered:
    say = Phrases("staff", facts=facts)
    text = "\n".join((say("help_wanted"), say("what")))
    return Rendered(plain(text), tuple(sections(text)))


def stray(facts: StrayFacts) -> Rendered:
    say = Phrases("staff", facts=facts)
    text = say("stray")
    return Rendered(plain(f"{text}\n{say('words')}"), tuple(sections("\n".join((text, say("words"), say("mend"))))))
