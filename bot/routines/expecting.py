"""What an owner expects, said in a reply: after the figure, or alone once the figure is there.

Only what can mean nothing else is taken (domain.reply_forecast), and the reading says what was understood.
"""

from dataclasses import replace

from bot.facts.records import RequestRow
from bot.routines import Work, answering, calendars, forecasting, people, subjects
from bot.routines.addressing import Said
from bot.routines.answering import Typed, Weighed
from bot.store import plan, requests
from domain.checks import Submission
from domain.people import Person
from domain.reply import (
    Figure,
    Promise,
    UnclearFigure,
    Words,
    after_provisional,
    read_reply,
    said_provisional,
)
from domain.reply_forecast import NOTHING, Expected, is_a_number, may_be_chance, take
from domain.rights import Act

FIGURE_OR_CHANCE = (
    "Is {0:f} % the figure or a chance? The figure goes first, then a mark, like “82.4, likely 70 %”. "
    "A chance alone is “chance {0:f} %”."
)

TWO_NUMBERS = (
    "Which number is the figure? Send it alone. What you expect next goes after the word next, like "
    "“82.4, next 83”; a chance has its percent sign and is called one, like “82.4, chance 70 %”."
)


def heard(work: Work, actor: Person, text: str) -> Figure | Promise | UnclearFigure | Words:
    """What a reply says; a percentage that may be the figure or a chance is asked about, and so are two numbers."""
    found = read_reply(text, people.numerals(actor), calendars.today(work, actor.zone))
    if isinstance(found, Figure) and found.value is not None and may_be_chance(text):
        return UnclearFigure((found.value,), found.words, FIGURE_OR_CHANCE.format(found.value))
    if isinstance(found, Figure) and found.value is not None and is_a_number(found.words):
        return UnclearFigure((found.value,), found.words, TWO_NUMBERS)
    return found


def split(work: Work, actor: Person, row: RequestRow, figure: Figure) -> tuple[Expected, Figure]:
    """The forecasts among the words after a figure, and the figure with the words that are left."""
    provisional = said_provisional(figure.words)
    words = after_provisional(figure.words) if provisional else figure.words
    expected, rest = _take(work, actor, row, words)
    if expected == NOTHING:
        return expected, figure
    return expected, replace(figure, words="; ".join(filter(None, ("provisional" if provisional else "", rest))))


def after_the_figure(work: Work, actor: Person, said: Said, row: RequestRow) -> bool:
    """Whether all that was said is what the owner expects; then it is kept with the figure that is there.

    Raises NotAllowed and IllegalMove.
    """
    expected, rest = _take(work, actor, row, said.text)
    known = plan.series(work, row.indicator_key).get(row.period)
    if expected == NOTHING or rest or known is None:
        return False
    subjects.allow(actor, Act.ANSWER_REQUEST, subjects.of_request(work, row))
    last = requests.latest_answer(work, row.id)
    words = (last.for_summary, last.for_unit) if last else ("", "")
    typed = Typed(for_summary=words[0], for_unit=words[1], likelihood=expected.likelihood, provisional=not known.final)
    submission = Submission(row.period, known.value, known.numerator, known.denominator, words[0])
    expects = forecasting.Said(expected.chance, expected.next_value)
    weighed = Weighed(row, known.value, submission, typed, said=expects)
    in_thread = said.thread_ts is not None
    answering.record(work, actor, weighed, receipt=said.receipt, way="forecast", in_thread=in_thread)
    return True


def _take(work: Work, actor: Person, row: RequestRow, words: str) -> tuple[Expected, str]:
    return take(words, people.numerals(actor), plan.indicator(work, row.indicator_key).indicator)
