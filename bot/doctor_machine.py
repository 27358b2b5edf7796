"""The doctor's look at this machine: times of the whole world, and charts."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.charts.process import TRIAL, ChartProcess
from bot.doctor_database import ready
from bot.doctor_finding import Finding, Patient, ok, problem, warning
from bot.ports import ChartFailed
from bot.store import plan
from bot.store.unit import Store


def zones(patient: Patient) -> Iterator[Finding]:
    """Those that the plan names, else any."""
    for name in sorted(_zones_of_plan(patient)):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield problem(f"This machine knows no time zone {name}.", "Install the system's tzdata.")
            return
    yield ok(f"This machine knows {len(available_timezones())} time zones.")


def chart(_: Patient) -> Iterator[Finding]:
    """One is drawn, in a process of its own, and thrown away."""
    charts = ChartProcess()
    try:
        drawn = charts.draw(TRIAL)
    except ChartFailed as failed:
        yield warning(f"Charts cannot be drawn ({failed}).", "Texts go out without them; install Stocktake anew.")
    else:
        yield ok(f"Charts can be drawn ({len(drawn) // 1000} kB).")
    finally:
        charts.close()


def _zones_of_plan(patient: Patient) -> set[str]:
    engine = ready(patient)
    if engine is None:
        return {"Europe/London"}
    with Store(engine).read(patient.now()) as work:
        unit = plan.unit(work)
        return {unit.zone} if unit else {"Europe/London"}
