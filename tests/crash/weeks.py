"""The weeks after the ten days: a stocktake each, by turns with an action agreed and with a reason why not."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from tests.crash.story import SCRIPT, Entry, accept, agree, answer_again, claim, close, explain, rate

MEETINGS: Final = (18, 25, 32, 39)  # days counted from the first of October, all Wednesdays


def script(days: int) -> list[Entry]:
    """What people do in the first `days` days from the second of October on, 40 at most."""
    later = [entry for number, day in enumerate(MEETINGS) for entry in _week(number, day)]
    return sorted((entry for entry in (*SCRIPT, *later) if entry[0] <= days + 1), key=lambda entry: entry[:2])


def _week(number: int, day: int) -> Iterator[Entry]:
    meeting = date(2017, 10, 1) + timedelta(days=day - 1)
    figures = (f"{84.6 + number / 2:.1f} as usual", f"{1060 - 20 * number} <b>dry</b> & quiet")
    yield day - 2, "11:00", answer_again(f"{meeting:%a} {meeting.day} {meeting:%b}", *figures)
    yield day - 1, "09:30", rate
    if number % 2:
        yield day, "12:30", explain
    else:
        due = meeting + timedelta(days=9)
        yield day, "12:30", agree(f"{due.day} {due:%b}")
        yield day, "14:00", accept
        yield day + 6, "11:00", claim
        yield day + 7, "09:30", close
