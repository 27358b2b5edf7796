"""What befalls a workspace while an app is at work: its token is revoked, a person leaves, a channel is archived."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sandbox import deliveries, posting, users
from sandbox.errors import NotThere
from sandbox.faults import Fault, Kind
from sandbox.state import App, Conversation, Json, PutOff, State, User

Undo = Callable[[], object]
NEVER = 1_000_000_000  # more often than anybody asks whether a file is ready


def befall(state: State, fault: Fault) -> None:
    """It happens, and is undone after the fault's seconds if it has any. Raises NotThere for what is not there."""
    match fault.kind:
        case Kind.REVOKE:
            undo = revoke(state)
        case Kind.DEACTIVATE:
            undo = deactivate(state, fault.about)
        case Kind.ARCHIVE:
            undo = archive(state, fault.about)
        case Kind.REMOVE:
            undo = remove(state, fault.about)
        case _:
            raise AssertionError(f"{fault.kind} befalls nobody")
    if fault.seconds:
        state.put_off.append(PutOff(state.clock() + timedelta(seconds=fault.seconds), undo))


def revoke(state: State) -> Undo:
    """Every bot token. The apps are told, as Slack does."""
    for app in state.apps.values():
        app.revoked = True
        told = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}, "event_ts": state.new_ts()}
        deliveries.event(state, app, told)
    return partial(_grant, list(state.apps.values()))


def deactivate(state: State, user: str) -> Undo:
    _deleted(state, user, True)
    return partial(_deleted, state, user, False)


def archive(state: State, channel: str) -> Undo:
    conversation = _channel(state, channel)
    conversation.archived = True
    return partial(setattr, conversation, "archived", False)


def remove(state: State, channel: str) -> Undo:
    """The bots are taken out of it. Slack tells them nothing that they could still read there."""
    conversation = _channel(state, channel)
    bots = conversation.members & {app.bot_user for app in state.apps.values()}
    conversation.members -= bots
    return partial(conversation.members.update, bots)


def chatter(state: State, channel: str, count: int, thread: str = "") -> None:
    """So many messages of others: of a person in a channel, of the bot itself where it is alone with somebody."""
    conversation = _channel(state, channel)
    people = sorted(one for one in conversation.members if not state.users[one].bot)
    bot = next((app for app in state.apps.values() if app.bot_user in conversation.members), None)
    by: Json = {"user": people[0]} if people else {}
    if conversation.im and bot is not None:
        by = {"user": bot.bot_user, "bot_id": bot.bot_id}
    for number in range(count):
        said: Json = {"type": "message", **by, "text": f"Talk of other things ({number + 1})", "ts": state.new_ts()}
        posting.add(conversation, said | ({"thread_ts": thread} if thread else {}))


def never_ready(state: State, files: list[str]) -> None:
    """Slack never gets done with looking at these."""
    for name in files:
        state.files[name].polls_left = NEVER


def tell_of(state: State, person: User) -> None:
    """The apps hear that somebody's name, zone or standing is another one."""
    told = {"type": "user_change", "user": users.member(person, locale=True)}
    for app in state.apps.values():
        deliveries.event(state, app, {**told, "event_ts": state.new_ts()})


def undo_due(state: State) -> int:
    """Do what was put off until now, in its order; how much that was."""
    now = state.clock()
    due = sorted((one for one in state.put_off if one.when <= now), key=lambda one: one.when)
    for one in due:
        state.put_off.remove(one)
        one.do()
    return len(due)


def _grant(apps: list[App]) -> None:
    for app in apps:
        app.revoked = False


def _deleted(state: State, user: str, deleted: bool) -> None:
    person = state.users.get(user)
    if person is None:
        raise NotThere(f"nobody is {user}")
    person.deleted = deleted
    tell_of(state, person)


def _channel(state: State, channel: str) -> Conversation:
    conversation = state.conversations.get(channel)
    if conversation is None:
        raise NotThere(f"there is no channel {channel}")
    return conversation
