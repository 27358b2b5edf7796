"""A small delivery unit in the records: people, one priority with its indicator, one routine, one cycle."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.facts.records import CycleRow, IndicatorRow, PriorityRow, RequestRow, RoutineRow, UnitRow
from bot.store import cycles, people, plan, requests
from bot.store.unit import Store, Work
from domain.people import Role
from domain.period import Frequency, Lag, Period
from domain.priority import Indicator, Measure, Polarity
from domain.recurrence import OnDates
from domain.request import RequestState
from domain.rights import BOT, Act, Subject
from domain.stocktake import LeadTimes

NOW = datetime(2017, 9, 27, 8, 0, tzinfo=UTC)
SEPTEMBER = Period(Frequency.MONTH, date(2017, 9, 1))
OWNER = "U0OWNER"
STAFF = "U0STAFF"
PRINCIPAL = "U0PRINCIPAL"
LEADER = "U0LEADER"


@dataclass(frozen=True)
class Member:
    """Somebody in the workspace's directory."""

    id: str
    name: str
    zone: str = "Europe/London"
    locale: str = "en-GB"
    guest: bool = False
    deactivated: bool = False
    handle: str = ""


MEMBERS = (
    Member(OWNER, "data owner"),
    Member(STAFF, "delivery unit staff"),
    Member(PRINCIPAL, "principal"),
    Member(LEADER, "hospitals director"),
)
ROLES = {STAFF: Role.STAFF, PRINCIPAL: Role.PRINCIPAL, LEADER: Role.LEADER}

UNIT = UnitRow(
    name="Delivery unit",
    channel="C0UNIT",
    zone="Europe/London",
    country="GB",
    subdivision="ENG",
    holidays=frozenset({date(2017, 12, 27)}),
    opens=time(8, 30),
)
PRIORITY = PriorityRow(
    key="A1",
    title="Emergency waits",
    outcome="People who need emergency care are seen in time.",
    channel="C0WAITS",
    visibility="leaders",
    principal_id=PRINCIPAL,
    leader_id=LEADER,
)
INDICATOR = Indicator(
    key="A1",
    name="Seen within four hours",
    unit="%",
    decimals=2,
    polarity=Polarity.HIGHER,
    measure=Measure.RATIO,
    frequency=Frequency.MONTH,
    lag=Lag(7),
    baseline_period=Period(Frequency.MONTH, date(2017, 3, 1)),
    baseline=Decimal("90.01"),
    tolerance=Decimal("1.54"),
    people_unit="patients",
    low=Decimal(0),
    high=Decimal(100),
    numerator="Patients seen within four hours",
    denominator="All attendances",
)
ROUTINE = RoutineRow(
    key="stocktake",
    name="Stocktake",
    principal_id=PRINCIPAL,
    chair_id=PRINCIPAL,
    lead=LeadTimes(),
    cadence=OnDates((date(2017, 10, 18), date(2017, 12, 13))),
    wall_time=time(10, 0),
    zone=ZoneInfo("Europe/London"),
    priority_keys=("A1",),
)


def allow(work: Work) -> None:
    """Let this transaction change what only an act may change."""
    work.act(BOT, Act.RUN_TIMETABLE, Subject(), "unit:1")


def save_people(store: Store) -> None:
    with store.write(NOW) as work:
        people.upsert_directory(work, MEMBERS)
        for person_id, role in ROLES.items():
            people.set_role(work, person_id, role)


def save_plan(store: Store) -> CycleRow:
    """Everything above, and the cycle of the first meeting."""
    save_people(store)
    with store.write(NOW) as work:
        allow(work)
        plan.save_unit(work, UNIT)
        plan.save_priority(work, PRIORITY)
        plan.save_indicator(work, IndicatorRow(INDICATOR, "A1", OWNER))
        plan.save_routine(work, ROUTINE)
        return cycles.ensure(work, "stocktake", date(2017, 10, 18))


def save_request(store: Store, state: RequestState = RequestState.SENT) -> RequestRow:
    """The plan, and September asked of the data owner."""
    cycle = save_plan(store)
    with store.write(NOW) as work:
        allow(work)
        return requests.ensure(
            work,
            cycle_id=cycle.id,
            indicator_key="A1",
            period=SEPTEMBER,
            person_id=OWNER,
            due_at=datetime(2017, 10, 10, 16, 0, tzinfo=UTC),
            state=state,
        )
