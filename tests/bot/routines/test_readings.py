"""A reading that is shown anew says of its figure what was so when it came."""

from datetime import UTC, datetime, timedelta

from bot.messages import render
from bot.routines import answering, explaining, freezing, readings
from bot.routines.answering import Recorded, Typed
from bot.store import people, requests
from bot.store.unit import Store
from tests.support.plans import OWNER, STAFF, save_request

SAID = datetime(2017, 10, 9, 10, tzinfo=UTC)
FREEZE, AFTER = SAID + timedelta(hours=1), SAID + timedelta(hours=2)
TOO_LATE = "marked late and the summary stays as it is"


def answer(store: Store, now: datetime, patients: str) -> int:
    """The answer's id."""
    typed = Typed(numerator=patients, denominator="1946955", for_summary="more patients", sure=True)
    with store.write(now) as work:
        kept = answering.answer(work, people.need(work, OWNER), 1, typed, receipt=patients, way="modal")
    assert isinstance(kept, Recorded), kept
    return kept.facts.answer_id


def read(store: Store, answer_id: int) -> str:
    with store.read(AFTER) as work:
        return render("reading", readings.of_answer(work, answer_id)).text


def test_a_figure_given_before_the_freeze_is_not_called_late_after_it(store: Store) -> None:
    save_request(store)
    given = answer(store, SAID, "1745829")
    with store.write(FREEZE) as work:
        freezing.freeze_now(work, people.need(work, STAFF), 1)
    with store.write(AFTER) as work:  # it is shown anew then
        row, actor = requests.get(work, 1, lock=True), people.need(work, OWNER)
        explaining.add_words(work, actor, row, "fewer nurses", receipt="words")
    assert "on time" in read(store, given)
    assert TOO_LATE not in read(store, given)
    assert TOO_LATE in read(store, answer(store, AFTER, "1736290"))
