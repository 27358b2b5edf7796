"""The doctor's look at what the imported plan names: people who are there, channels the bot is in and no wider."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.doctor_database import ready
from bot.doctor_finding import Finding, Patient, ok, problem, warning
from bot.doctor_slack import slack_of
from bot.facts.records import PriorityRow, RoutineRow
from bot.ports import Slack, SlackRefused, SlackUnknown
from bot.slack import channels, directory
from bot.slack.directory import DirectoryRow
from bot.store import plan
from bot.store.unit import Store, Work

INVITE: Final = "Invite the bot there with /invite @Stocktake, or name another channel in the plan and import it."
NARROW: Final = "Use a private channel without guests, or let the plan say that the priority is visible to all."


@dataclass(frozen=True)
class Named:
    """User ids, and channel ids with whether what is said there is not for everybody."""

    people: frozenset[str]
    channels: dict[str, bool]


def plan_in_slack(patient: Patient) -> Iterator[Finding]:
    """Nothing where the database or the token is no good: other checks tell that."""
    slack, engine = slack_of(patient), ready(patient)
    if slack is not None and engine is not None:
        yield from compared(Store(engine), slack, patient.now())


def compared(store: Store, slack: Slack, now: datetime) -> Iterator[Finding]:
    """The plan in these records with the workspace as it is."""
    with store.read(now) as work:
        named = _named(work)
    if named is None:
        yield warning("No delivery plan is imported yet.", "`stocktake import FILE` takes one over.")
        return
    try:
        everybody = {one.id: one for one in directory.read_all(slack)}
        yield from _people(named, everybody)
        yield from _channels(named, slack, {one.id for one in everybody.values() if one.guest})
    except (SlackRefused, SlackUnknown) as failed:
        yield warning(f"The plan could not be compared with Slack ({failed}).", "Run the doctor again in a minute.")


def _named(work: Work) -> Named | None:
    """Of what still runs. None before an import."""
    unit = plan.unit(work)
    if unit is None:
        return None
    priorities = [one for one in plan.priorities(work) if one.closed_on is None]
    routines = plan.routines(work)
    people = {one.owner_id for row in priorities for one in plan.indicators_of(work, row.key)}
    people |= {one for row in priorities for one in (row.leader_id, row.principal_id, row.delivery_lead_id) if one}
    people |= {one for row in routines for one in (row.chair_id, row.principal_id)}
    return Named(frozenset(people), _places(unit.channel, priorities, routines))


def _places(unit: str, priorities: list[PriorityRow], routines: list[RoutineRow]) -> dict[str, bool]:
    """Covers speak of the priorities of their routine, and are as confidential as those."""
    restricted = {one.key for one in priorities if one.visibility != "all"}
    said = [(unit, True), *((one.channel, one.key in restricted) for one in priorities)]
    said += [(one.channel, not restricted.isdisjoint(one.priority_keys)) for one in routines if one.channel]
    return {channel: any(secret for there, secret in said if there == channel) for channel, _ in said}


def _people(named: Named, everybody: dict[str, DirectoryRow]) -> Iterator[Finding]:
    gone = sorted(one for one in named.people if one not in everybody or everybody[one].deactivated)
    for one in gone:
        name = everybody[one].name if one in everybody else one
        yield problem(f"{name} is in the plan and not active in Slack.", "Name somebody else there and import it.")
    if not gone:
        yield ok(f"All {len(named.people)} people of the plan are there.")


def _channels(named: Named, slack: Slack, guests: set[str]) -> Iterator[Finding]:
    found = [_channel(slack, channel, restricted, guests) for channel, restricted in named.channels.items()]
    wrong = [one for one in found if one is not None]
    yield from wrong or [ok(f"The bot is in all {len(found)} channels of the plan, and none is too wide.")]


def _channel(slack: Slack, channel: str, restricted: bool, guests: set[str]) -> Finding | None:
    """What is wrong with it, the worst first."""
    try:
        told = slack.call("conversations.info", channel=channel)["channel"]
    except SlackRefused as refused:
        if refused.error != "channel_not_found":
            raise
        return problem(f"The channel {channel} is not there, or is private and without the bot.", INVITE)
    name = f"#{told.get('name', channel)}"
    if told.get("is_archived"):
        return problem(f"{name} is archived.", "Open it again, or name another channel in the plan and import it.")
    if not told.get("is_member"):
        return problem(f"The bot is not in {name}.", INVITE)
    if told.get("is_ext_shared"):
        return problem(f"{name} is shared with another organisation.", NARROW)
    if restricted and not told.get("is_private"):
        return problem(f"{name} is public, and what is said there is not for everybody.", NARROW)
    if restricted and any(one.guests for one in channels.read(slack, [channel], guests)):
        return warning(f"{name} has guests in it, and what is said there is not for everybody.", NARROW)
    return None
