"""Absences: which days they cover together, what is none, and when somebody is spoken to again."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.absence import Absence, here_from, touching, until
from domain.errors import Refused
from domain.workdays import Hours, Workdays, next_open

TODAY = date(2017, 10, 4)
LONDON, TOKYO = ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")


def october(first: int, last: int, deputy: str | None = None) -> Absence:
    return Absence("U1", date(2017, 10, first), date(2017, 10, last), deputy)


@pytest.mark.parametrize(
    ("absence", "problem"),
    [
        (october(9, 6), "It ends on Fri 6 Oct 2017, before it begins on Mon 9 Oct 2017."),
        (october(2, 3), "It was over on Tue 3 Oct 2017."),
        (Absence("U1", date(2017, 10, 5), date(2018, 10, 6)), "From Thu 5 Oct 2017 to Sat 6 Oct 2018 is over a year."),
        (Absence("U1", date(2018, 10, 5), date(2018, 10, 6)), "Fri 5 Oct 2018 is over a year ahead."),
        (Absence("U1", date.max, date.max), "Fri 31 Dec 9999 is over a year ahead."),
        (october(5, 6, "U1"), "Nobody is their own deputy."),
    ],
)
def test_what_is_no_absence_to_come_is_refused_with_its_days(absence: Absence, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        absence.check(TODAY)
    assert refused.value.problem == problem


def test_one_that_has_begun_and_one_of_a_whole_year_can_be() -> None:
    october(2, 4).check(TODAY)
    Absence("U1", date(2017, 10, 5), date(2018, 10, 5), "U2").check(TODAY)


def test_absences_that_touch_are_one() -> None:
    three = (october(2, 4), october(5, 6), october(9, 10))
    ends = [until(three, date(2017, 10, day)) for day in (1, 2, 6, 7)]
    assert ends == [None, date(2017, 10, 6), date(2017, 10, 6), None]
    assert touching(three, TODAY) == three[:2]
    assert touching(three, date(2017, 10, 7)) == three[2:]
    assert touching(three, date(2017, 10, 11)) == ()


@pytest.mark.parametrize(
    ("absences", "zone", "opens"),
    [
        ((), LONDON, datetime(2017, 10, 4, 11, tzinfo=UTC)),
        ((october(4, 4),), LONDON, datetime(2017, 10, 5, 8, tzinfo=UTC)),
        ((october(4, 6), october(9, 10)), LONDON, datetime(2017, 10, 11, 8, tzinfo=UTC)),  # a weekend lies between
        ((october(5, 5),), TOKYO, datetime(2017, 10, 6, 0, tzinfo=UTC)),  # Tokyo is closed, and opens in the absence
    ],
)
def test_somebody_is_spoken_to_again_in_the_first_open_hour_of_a_day_on_which_they_are_here(
    absences: tuple[Absence, ...], zone: ZoneInfo, opens: datetime
) -> None:
    hours = Hours(time(9), time(17, 30))
    noon = datetime(2017, 10, 4, 11, tzinfo=UTC)
    assert here_from(noon, absences, LONDON, lambda at: next_open(at, zone, Workdays(), hours)) == opens
