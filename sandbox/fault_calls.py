"""What faults do to a call, before it is accepted and after, and what they bring about in the workspace."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final

from sandbox import fault_delivery, faults, happenings
from sandbox.errors import LateAnswer, NoAnswer, NotThere, RateLimited, ServerError
from sandbox.faults import NOW, Fault, Kind
from sandbox.state import Json, PutOff, State

CONCERNED: Final = ("channel", "user", "users", "file")  # arguments that name what a call is about
Go = Callable[[], Json]


def ask_for(state: State, *given: Fault, seed: int | None = None) -> None:
    """Have these strike in their turn, and those of now at once. Raises NotThere for an id that is not there."""
    for fault in given:
        if fault.of == NOW:
            _at_once(state, fault)
    state.faults.add(*(one for one in given if one.of != NOW), seed=seed)


def call(state: State, method: str, args: Mapping[str, Any], go: Go) -> Json:
    """A call as far as the faults let it come; `go` carries it out. Raises RateLimited, Spoilt, and as `go` does."""
    happenings.undo_due(state)
    ids = _ids_of_call(state, args)
    for one in state.faults.each(faults.HAPPENINGS, (method,), ids, state.clock()):
        happenings.befall(state, one)
    fault = state.faults.first(faults.OUTCOMES, (method,), ids, state.clock())
    if fault is not None and not _is_accepted(fault):
        return _turned_away(state, fault, go)
    answer = go()
    if answer.get("ok", True):
        for one in state.faults.each(faults.SEQUELS, (method,), ids, state.clock()):
            _follow(state, one, args, answer)
    if fault is None:
        return answer
    raise _lost(fault, answer)


def _at_once(state: State, fault: Fault) -> None:
    if fault.kind is Kind.CHATTER:
        happenings.chatter(state, fault.about, fault.count)
    elif fault.kind in faults.HAPPENINGS:
        happenings.befall(state, fault)
    else:
        for app in state.apps:
            fault_delivery.hang_up(state, app, fault)


def _is_accepted(fault: Fault) -> bool:
    return fault.accepted or fault.kind in (Kind.SLOW, Kind.DRIP)


def _turned_away(state: State, fault: Fault, go: Go) -> Json:
    match fault.kind:
        case Kind.RATE_LIMIT:
            raise RateLimited(int(fault.seconds) or 1)
        case Kind.REFUSE:
            return {"ok": False, "error": fault.code}
        case Kind.SERVER_ERROR:
            raise ServerError(fault.status)
        case _:
            if fault.seconds:
                state.put_off.append(PutOff(state.clock() + timedelta(seconds=fault.seconds), partial(_unheard, go)))
            raise NoAnswer


def _unheard(go: Go) -> None:
    """Nobody waits for the answer any more, whatever it is."""
    with suppress(RateLimited, NotThere):
        go()


def _lost(fault: Fault, answer: Json) -> Exception:
    match fault.kind:
        case Kind.SERVER_ERROR:
            return ServerError(fault.status)
        case Kind.DROP:
            return NoAnswer()
        case _:
            return LateAnswer(answer, fault.seconds, drips=fault.kind is Kind.DRIP)


def _follow(state: State, fault: Fault, args: Mapping[str, Any], answer: Json) -> None:
    if fault.kind is Kind.NEVER_READY:
        happenings.never_ready(state, [one["id"] for one in answer.get("files", [])])
        return
    channel = str(answer.get("channel") or args.get("channel") or fault.about)
    happenings.chatter(state, channel, fault.count, str(args.get("thread_ts") or ""))


def _ids_of_call(state: State, args: Mapping[str, Any]) -> set[str]:
    """What it names, and in a direct conversation whose it is."""
    named = {str(args[one]) for one in CONCERNED if args.get(one)}
    direct = (state.conversations.get(one) for one in set(named))
    return named.union(*(one.members for one in direct if one is not None and one.im))
