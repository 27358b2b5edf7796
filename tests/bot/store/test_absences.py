"""Who is away: kept with their deputy, ended or taken back, and known to every transaction at once."""

from datetime import date

from bot.store import absences
from bot.store.unit import Store
from domain.absence import Absence
from tests.support.plans import LEADER, NOW, OWNER, STAFF, allow, save_people

SOON = Absence(OWNER, date(2017, 10, 2), date(2017, 10, 6), LEADER)
LATER = Absence(OWNER, date(2017, 10, 9), date(2017, 10, 9))


def kept(store: Store) -> tuple[Absence, ...]:
    with store.read(NOW) as work:
        assert absences.of(work, STAFF) == ()
        return absences.of(work, OWNER)


def test_absences_are_kept_in_the_order_of_their_days_until_they_are_ended_or_taken_back(store: Store) -> None:
    save_people(store)
    assert kept(store) == ()
    with store.write(NOW) as work:
        allow(work)
        absences.add(work, LATER, OWNER)
        absences.add(work, SOON, STAFF)
        assert absences.of(work, OWNER) == (SOON, LATER)
    assert kept(store) == (SOON, LATER)
    with store.write(NOW) as work:
        allow(work)
        absences.end(work, SOON, date(2017, 10, 3))
        absences.end(work, LATER, date(2017, 10, 8))
    assert kept(store) == (Absence(OWNER, SOON.first, date(2017, 10, 3), LEADER),)
