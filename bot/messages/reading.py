"""How one answer reads, at once: recorded, against the path, signal or noise, the pace, what comes next (DOMAIN 10)."""

from bot.facts.requests import ReadingFacts
from bot.messages import agreed, chart, figures, noise, outlook, paces, subgroups
from bot.messages.blocks import actions, button, packed, picture, sections
from bot.messages.ids import Button
from bot.messages.phrases import Phrases, spoken
from bot.messages.values import ButtonValue
from bot.ports import Json, Rendered

PARTS = ("recorded", "status", "noise", "pace", "subgroups", "agreed", "said", "outlook", "record", "next", "word")


def reading(facts: ReadingFacts) -> Rendered:
    """The reading with its chart, if there is one, and its buttons."""
    said = lines(facts)
    say = _phrases(facts)
    finding = chart.finding_title(facts.standing, facts.indicator, facts.title)
    age = f"Figures up to {facts.observation.period.short}."
    picture_of = chart.completed(facts.chart, facts.indicator, finding, age)
    alt_text = chart.alt_text(picture_of, facts.indicator)
    pictures = [picture(alt_text)] if picture_of else []
    blocks = [*sections(*packed([*said, say("wrong")])), *pictures, _buttons(facts)]
    return Rendered(spoken(*said[:2], say("mend")), tuple(blocks), picture_of, alt_text)


def lines(facts: ReadingFacts) -> list[str]:
    """The reading, a line a text; those that have nothing to say are left out."""
    say = _phrases(facts)
    return [text for part in PARTS if (text := say(part))]


def _buttons(facts: ReadingFacts) -> Json:
    value = ButtonValue(request=facts.request_id)
    shown = ButtonValue(request=facts.request_id, answer=facts.answer_id)
    same = [button(Button.NOTHING_CHANGED, "Nothing Has Changed", shown)] if not facts.wants_word else []
    wanted = [] if facts.has_words else [*same, button(Button.ADD_REASON, "Add a Reason", value)]
    help_, correct = button(Button.HELP, "I Need Help", value), button(Button.CORRECT, "Correct It", value)
    return actions(f"reading:{facts.request_id}", *wanted, help_, correct)


def _phrases(facts: ReadingFacts) -> Phrases:
    indicator, standing = facts.indicator, facts.standing
    return Phrases(
        "reading",
        facts=facts,
        standing=standing,
        year=facts.dates.meeting.year,
        dates=facts.dates,
        value=indicator.print(facts.observation.value),
        before=figures.before(indicator, facts.observation, facts.corrected),
        path=figures.from_path(indicator, standing) if standing.expected is not None else "",
        people=figures.people(indicator, standing),
        target=figures.condition(indicator, standing.target) if standing.target else "",
        target_kind=figures.kind(standing.target) if standing.target else "",
        missed_by=figures.missed_by(indicator, standing),
        **noise.variables(facts.indicator, facts.signal, facts.target),
        **paces.variables(facts.indicator, facts.pace),
        **subgroups.variables(indicator, facts.subgroups, facts.together),
        **agreed.variables(indicator, None, facts.earlier, facts.broken),
        **outlook.variables(facts.indicator, facts.outlook, reader_is_owner=True),
        **outlook.said(facts.indicator, facts.said),
        **outlook.record(facts.record),
        whose="Your",
    )
