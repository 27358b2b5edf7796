"""What faults do to something on its way to the app, and to the app's answer to it."""

from sandbox import faults
from sandbox.faults import Fault, Kind
from sandbox.state import Delivery, State


def carrying(state: State, delivery: Delivery) -> Fault | None:
    """What becomes of a delivery that is about to go; None: nothing."""
    names, ids, now = _names(delivery), _ids(delivery), state.clock()
    for parting in state.faults.each(faults.PARTINGS, names, ids, now):
        hang_up(state, delivery.app, parting)
    kinds = faults.OF_EVENTS if delivery.kind == "events_api" else faults.OF_PRESSES
    fault = state.faults.first(kinds, names, ids, now)
    if fault is not None and fault.kind is Kind.KILL_SOCKET:
        hang_up(state, delivery.app, fault)
    return fault


def loses_ack(state: State, delivery: Delivery) -> bool:
    """Whether the app's answer to a delivery does not arrive."""
    return state.faults.first(faults.ANSWERS, _names(delivery), _ids(delivery), state.clock()) is not None


def hang_up(state: State, app: str, fault: Fault) -> None:
    """The app's sockets, if it is connected by any."""
    if state.hang_up is not None:
        state.hang_up(app, "" if fault.kind is Kind.KILL_SOCKET else fault.code or faults.GOODBYES[1])


def _ids(delivery: Delivery) -> set[str]:
    inner = delivery.payload.get("event", {})
    return {str(one) for one in (delivery.user, delivery.channel, inner.get("channel"), inner.get("user")) if one}


def _names(delivery: Delivery) -> tuple[str, str]:
    payload = delivery.payload
    name = payload["event"]["type"] if delivery.kind == "events_api" else payload.get("command") or payload["type"]
    return str(name), delivery.kind
