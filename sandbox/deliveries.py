"""What the workspace tells the app, and what becomes of it: acked, retried, or failed in somebody's face.

Events that are not acked are told again at once, after one minute and after five. Commands and interactions never
are: the person who pressed sees an error instead.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox import fault_delivery
from sandbox.faults import Fault, Kind
from sandbox.state import TEAM, App, Conversation, Delivery, Json, ResponseUrl, State, Trigger, User, minutes

RETRIES = (minutes(0), minutes(1), minutes(5))
TRIANGLE = "Slack shows an error: the app did not answer."
AWAY = "Slack shows an error: the app is not connected."


def event(state: State, app: App, body: Json) -> Delivery:
    """An Events API callback."""
    number = state.new_id("Ev")
    payload = {
        "token": "verification",
        "team_id": TEAM,
        "api_app_id": app.id,
        "event": body,
        "type": "event_callback",
        "event_id": number,
        "event_time": int(state.clock().timestamp()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": app.bot_user, "is_bot": True}],
        "is_ext_shared_channel": False,
    }
    return send(state, app, "events_api", payload, user=str(body.get("user", "")))


def send(
    state: State,
    app: App,
    kind: str,
    payload: Json,
    *,
    user: str,
    view_id: str | None = None,
    channel: str | None = None,
) -> Delivery:
    delivery = Delivery(state.new_id("D-"), kind, payload, app.id, user, view_id=view_id, channel=channel)
    state.deliveries[delivery.id] = delivery
    _hand_out(state, delivery)
    return delivery


def trigger(state: State, user: str) -> str:
    name = state.new_id("trigger.")
    state.triggers[name] = Trigger(user, state.monotonic())
    return name


def response_url(state: State, app: App, user: str, channel: str, message: Json | None = None) -> str:
    """`message` is the one that was pressed, if it was one."""
    name, shown = state.new_id("R"), message or {}
    state.responses[name] = ResponseUrl(app.id, channel, user, state.clock(), shown.get("ts"), shown.get("thread_ts"))
    return f"{state.base_url}/response/{name}"


def unanswered(state: State, delivery: Delivery, reason: str = "http_timeout") -> None:
    """No 200 came in time. `reason` is what the next attempt says of this one."""
    if delivery.state != "pending" or delivery.retry_at is not None:  # the second of two that were told is no news
        return
    delivery.error = AWAY if reason == "connection_failed" else TRIANGLE
    if delivery.kind != "events_api" or delivery.attempt >= len(RETRIES):
        delivery.state = "failed"
        return
    _again(state, delivery, RETRIES[delivery.attempt])
    delivery.attempt += 1
    delivery.reason = reason


def next_retry(state: State) -> datetime | None:
    """When the next event is told again."""
    return min((one.retry_at for one in _retries(state) if one.retry_at), default=None)


def redeliver_due(state: State) -> int:
    """Tell again what is due; how many that were."""
    now = state.clock()
    due = [one for one in _retries(state) if one.retry_at and one.retry_at <= now]
    for delivery in due:
        delivery.retry_at = None
        del state.retries[delivery.id]
        _hand_out(state, delivery)
    return len(due)


def _again(state: State, delivery: Delivery, after: timedelta) -> None:
    """Tell it once more after so long."""
    delivery.retry_at = state.clock() + after
    state.retries[delivery.id] = delivery


def _retries(state: State) -> list[Delivery]:
    """What is told again, in the order in which it was told first."""
    if not state.retries:
        return []
    for one in [one for one in state.retries.values() if one.state != "pending"]:
        del state.retries[one.id]
    order = {name: number for number, name in enumerate(state.deliveries)}
    return sorted(state.retries.values(), key=lambda one: order[one.id])


def forget_settled(state: State) -> None:
    """Settled deliveries but the last hundred."""
    settled = [one.id for one in state.deliveries.values() if one.state != "pending"]
    for name in settled[:-100]:
        del state.deliveries[name]


def actor(user: User) -> Json:
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM}


def common(app: App, user: User) -> Json:
    """What every interaction carries."""
    return {
        "team": {"id": TEAM, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": actor(user),
        "api_app_id": app.id,
        "token": "verification",
    }


def of_message(state: State, conversation: Conversation, message: Json, **more: Any) -> None:
    """Tell the app of a message in its direct conversation with somebody."""
    if not conversation.im:
        return
    for app in state.apps.values():
        if app.bot_user in conversation.members:
            told = {key: value for key, value in message.items() if key != "metadata"}
            body = {**told, **more, "channel": conversation.id, "channel_type": "im"}
            event(state, app, {"event_ts": message["ts"], **body})


def _hand_out(state: State, delivery: Delivery) -> None:
    fault = fault_delivery.carrying(state, delivery) if state.faults.waiting else None
    if state.outlet is None:
        unanswered(state, delivery, "connection_failed")
    elif fault is None:
        state.outlet(delivery)
    else:
        _spoil(state, delivery, fault, state.outlet)


def _spoil(state: State, delivery: Delivery, fault: Fault, outlet: Callable[[Delivery], None]) -> None:
    match fault.kind:
        case Kind.DOUBLE:
            outlet(delivery)
            outlet(delivery)
        case Kind.LATE:
            _again(state, delivery, timedelta(seconds=fault.seconds))
        case Kind.LOSE if delivery.kind == "events_api":
            delivery.state = "failed"
        case Kind.LOSE:
            unanswered(state, delivery)
        case _:
            unanswered(state, delivery, "connection_failed")
