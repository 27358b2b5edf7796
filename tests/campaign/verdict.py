"""What is lost or doubled, read from the workspace itself; and whether the records are as if nobody had died."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, select

from bot.routines.for_owners import OVERTAKEN
from bot.store import ledger, tables
from sandbox.people import rendered

CLOCK: Final = re.compile(r"\b\d\d:\d\d\b")  # a restart may move it by minutes
INSTANT: Final = re.compile(r"datetime\.datetime\([^()]*(\([^()]*\))?[^()]*\)")
ID: Final = re.compile(r"\b[CDU]\d{9}\b")
LABEL: Final = re.compile(r"\b[AP]-\d+\b")  # a database may leave out a number after a crash


@dataclass(frozen=True)
class Outcome:
    """Everything that can be seen when all is at rest. `names` are the opaque ids of what was posted."""

    names: Counter[str]
    said: Counter[tuple[str, str]]
    records: dict[str, Counter[str]]
    unsettled: list[str]
    overtaken: int
    unsent: list[str]


def outcome(engine: Engine, messages: list[dict[str, Any]], called: Mapping[str, str]) -> Outcome:
    """`called` is what people call each person and conversation: ids are given out in another order each time."""

    def plain(text: str) -> str:
        return ID.sub(lambda found: called.get(found[0], found[0]), INSTANT.sub("", CLOCK.sub("", LABEL.sub("", text))))

    return Outcome(
        Counter(str(one["metadata"]["event_payload"]["id"]) for one in messages),
        Counter((called[one["channel"]], plain(rendered(one))) for one in messages),
        {name: Counter(map(plain, rows)) for name, rows in _records(engine).items()},
        _unsettled(engine),
        _overtaken(engine),
        _unsent(engine),
    )


def verdict(found: Outcome, expected: Outcome) -> Iterator[str]:
    """Each thing that is not as it would be had nothing gone wrong."""
    for name, count in found.names.items():
        if count > 1:
            yield f"posted {count} times: {name}"
    lost = list((expected.said - found.said).elements())
    readings = [one for one in lost if one[1].startswith(("*Recorded: ", "*Corrected: "))]
    for where, text in (Counter(lost) - Counter(readings[: found.overtaken])).elements():
        yield f"lost in {where}: {text[:600]}"
    for where, text in (found.said - expected.said).elements():
        yield f"new in {where}: {text[:600]}"
    for name, rows in expected.records.items():
        for row in (rows - found.records[name]).elements():
            yield f"{name} lost: {row}"
        for row in (found.records[name] - rows).elements():
            yield f"{name} new: {row}"
    for one in found.unsettled:
        yield f"unsettled: {one}"


def not_sent(found: Outcome) -> Iterator[str]:
    """What was not sent and why: for whoever looks for the cause of a verdict."""
    yield from (f"not sent: {one}" for one in found.unsent)


def _records(engine: Engine) -> dict[str, list[str]]:
    """What people gave and what came of it, without numbers, which a database may leave out after a crash."""
    request, answer, figure = tables.request.c, tables.answer.c, tables.observation.c
    asked = (request.person_id, request.indicator_key, request.period, request.state, request.promised_for)
    wanted = {
        "request": select(*asked),
        "answer": select(*asked[:3], answer.way, answer.for_summary).join_from(
            tables.answer, tables.request, answer.request_id == request.id
        ),
        "figure": select(figure.indicator_key, figure.period, figure.value, figure.submitted_by),
        "action": select(tables.action.c.text, tables.action.c.state, tables.action.c.due_on),
        "cycle": select(tables.cycle.c.meeting_on, tables.cycle.c.state),
        "rating": select(
            tables.assessment.c.priority_key, tables.assessment.c.likelihood, tables.assessment.c.capacity
        ),
    }
    with engine.connect() as connection:
        return {name: [repr(tuple(row)) for row in connection.execute(query)] for name, query in wanted.items()}


def _unsent(engine: Engine) -> list[str]:
    message = tables.message.c
    query = select(message.key, message.state, message.reason).where(message.state != ledger.SENT)
    with engine.connect() as connection:
        return [f"{key} is {state}: {reason}" for key, state, reason in connection.execute(query)]


def _overtaken(engine: Engine) -> int:
    """Readings that could not go out before their figure was put right: the later one's says it."""
    message = tables.message.c
    with engine.connect() as connection:
        return len(connection.execute(select(message.id).where(message.reason == OVERTAKEN)).all())


def _unsettled(engine: Engine) -> list[str]:
    """Messages in doubt, or in the hands of nobody; lanes that are held."""
    message, lane = tables.message.c, tables.lane.c
    bad = (ledger.CLAIMED, ledger.DOUBTFUL, ledger.UNCONFIRMED, ledger.REFUSED)
    with engine.connect() as connection:
        states = connection.execute(select(message.key, message.state).where(message.state.in_(bad))).all()
        held = connection.execute(select(lane.key).where(lane.lease.is_not(None))).scalars().all()
    return [f"{key} is {state}" for key, state in states] + [f"the lane {key} is held" for key in held]
