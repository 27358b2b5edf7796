"""A plan's names of people and channels, looked up in the workspace: all found, or all that is missing told."""

from bot.files.plan import PersonPlan, Plan
from bot.files.reading import Mistake, PlanErrors
from bot.ports import Json, Slack
from bot.routines.importing import Resolved
from bot.slack import directory
from bot.slack.directory import DirectoryRow


def resolve(slack: Slack, plan: Plan, name: str) -> Resolved:
    """Everybody and every channel by id. Raises PlanErrors with each that is not there, SlackRefused, SlackUnknown."""
    rows = list(directory.read_all(slack))
    people = {one.key: _person(rows, one) for one in plan.people}
    known = {f"#{one['name']}": one for one in _channels(slack)}
    mistakes = [_nobody(name, one) for one in plan.people if people[one.key] is None]
    mistakes += [_gone(name, one) for one in plan.people if (row := people[one.key]) and row.deactivated]
    mistakes += [found for one in plan.channels() if (found := _channel_mistake(name, plan, one, known.get(one)))]
    if mistakes:
        raise PlanErrors(mistakes)
    return Resolved(
        {key: row.id for key, row in people.items() if row},
        {one: known[one]["id"] for one in plan.channels()},
    )


def _person(rows: list[DirectoryRow], one: PersonPlan) -> DirectoryRow | None:
    wanted = one.slack.removeprefix("@").lower()
    return next((row for row in rows if wanted in (row.id.lower(), row.handle.lower(), row.email.lower())), None)


def _channels(slack: Slack) -> list[Json]:
    found: list[Json] = []
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        kinds = "public_channel,private_channel"
        page = slack.call("conversations.list", types=kinds, exclude_archived=True, limit=200, **more)
        found += page["channels"]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return found


def _nobody(name: str, one: PersonPlan) -> Mistake:
    said = f"({one.slack}) is not in this workspace; invite them, or correct the name"
    return Mistake(name, one.line, f"people.{one.key}", said)


def _gone(name: str, one: PersonPlan) -> Mistake:
    said = f"({one.slack}) is deactivated in this workspace; name somebody who is active"
    return Mistake(name, one.line, f"people.{one.key}", said)


def _channel_mistake(name: str, plan: Plan, channel: str, found: Json | None) -> Mistake | None:
    """A channel must be there, with the bot in it, and no wider than what is said in it may go."""
    where = next((one.line for one in plan.priorities if one.channel == channel), 1)
    if found is None:
        said = "is not there, or is private and without the bot; make it, and invite the bot with /invite @Stocktake"
    elif not found.get("is_member"):
        said = "is without the bot; invite it there with /invite @Stocktake"
    elif _too_wide(plan, channel, found):
        said = "is wider than the priority's visibility; use a private channel, or make the priority visible to all"
    else:
        return None
    return Mistake(name, where, channel, said)


def _too_wide(plan: Plan, channel: str, found: Json) -> bool:
    return (plan.must_be_private(channel) and not found.get("is_private")) or bool(found.get("is_ext_shared"))
