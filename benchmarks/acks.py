"""How long Slack waits for an ack, the durable write included, beside bare Bolt with one commit.

    python -m benchmarks.acks [--rate 200] [--seconds 60]

Payloads are handed to the bot one after the other, and then by twenty threads, so many a second. What is told, in
milliseconds, is first how much work of this process an ack is: other work on a machine does not show there, and it says
how many a second one process can answer. Then the time that passes; and at the rate the time from when a payload was
due to its ack, waiting included. The command adds an action, the click holds a draft or lets it go, the submission
answers a request, and bare Bolt inserts a row; they go through the priorities of a large unit, and no request is
answered more than three times. What was not kept is counted.
"""

import argparse
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from math import ceil
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, Final

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Engine, insert

from benchmarks.busy_unit import PRIORITIES, busy_unit
from benchmarks.databases import both, machine
from bot.facts.records import RequestRow
from bot.messages.ids import Form
from bot.ports import Json
from bot.store.engine import WRITES, make_engine
from bot.store.tables import receipt
from tests.support import asking
from tests.support.asking import by, latest
from tests.support.plans import NOW
from tests.support.world import World

THREADS: Final = 20
ALONE: Final = 100  # one after the other
WARM: Final = 20
ANSWERS: Final = 3  # to one request: the first and two corrections
STEP: Final = 400  # patients
STAFF, OWNER = "unit-staff", "owner-0"

Dispatch = Callable[[BoltRequest], BoltResponse]
Payload = Callable[[int], Json]


@dataclass(frozen=True)
class Took:
    """Milliseconds: the work of each and their median, one after the other; at the rate, the median and 99 in 100."""

    work: float
    alone: float
    p50: float
    p99: float
    not_kept: int


def bare(engine: Engine) -> App:
    """What Bolt costs by itself, set as ours is, with one transaction of one row."""
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U1", bot_token="none")  # noqa: S106 - nobody asks for it
    app = App(
        authorize=lambda **_: identity,
        signing_secret="none",  # noqa: S106 - nothing is signed
        process_before_response=True,
        token_verification_enabled=False,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
    )
    turn = threading.Lock()

    def typed(body: Json, ack: Callable[..., Any]) -> None:
        with turn, engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            connection.execute(insert(receipt).values(key=body["text"], received_at=NOW))
        ack(text="kept")

    app.command("/stocktake")(typed)
    return app


class Payloads:
    """What people send, each time something else, about one priority after the other."""

    def __init__(self, world: World, rows: list[RequestRow]) -> None:
        self._rows = rows
        person = world.person(OWNER)
        person.press(person.find(asking.REQUEST), "Answer")
        self._press = by(world, STAFF, latest(world, "block_actions"))
        person.fill(numerator=asking.TOP, denominator=asking.BOTTOM, for_summary="more patients than planned")
        person.submit()
        self._sent = latest(world, "view_submission")
        self._staff, self._owner = world.cast[STAFF], world.cast[OWNER]

    def row(self, number: int) -> Json:
        return {**self.command(0), "text": f"{number}"}

    def command(self, number: int) -> Json:
        said = f"Agree drive {number} <@{self._owner}> by 27 Oct done when 20 plans are signed so that beds are free"
        text = f"action add P{number % PRIORITIES + 1} {said}"
        return {"command": "/stocktake", "text": text, "user_id": self._staff, "trigger_id": "1.1"}

    def click(self, number: int) -> Json:
        """Each draft is held, and in the next round let go."""
        turn, place = divmod(number, PRIORITIES)
        value, name = json.dumps({"cycle": 1, "priority": f"P{place + 1}"}), ("hold", "release")[turn % 2]
        return {**self._press, "actions": [{"type": "button", "action_id": name, "value": value}]}

    def submission(self, number: int) -> Json:
        """Its figure is one that nobody gave for another month: 0.02 % above the last."""
        row, sent = self._rows[number % len(self._rows)], deepcopy(self._sent)
        sent["user"]["id"] = row.person_id
        sent["view"] |= {"id": f"V{number}", "private_metadata": json.dumps({"request": row.id})}
        boxes = sent["view"]["state"]["values"]
        boxes["numerator"]["typed"]["value"] = str(int(asking.TOP) + number // PRIORITIES * STEP + number % PRIORITIES)
        boxes["for_summary"]["typed"]["value"] = f"more patients than planned, {number}"
        return sent


def ask(dispatch: Dispatch, payload: Json) -> bool:
    """Whether it was kept: nothing else was said, and of a figure how it reads."""
    answer = dispatch(BoltRequest(mode="socket_mode", body=payload))
    body = answer.body or ""
    read = payload.get("type") != "view_submission" or f'"callback_id": "{Form.READING.value}"' in body
    return answer.status == 200 and "Nothing was saved" not in body and read


def measured(dispatch: Dispatch, payload: Payload, rate: float, seconds: float) -> Took:
    """One after the other, then by so many threads at the rate."""
    numbers = count()
    for _ in range(WARM):
        ask(dispatch, payload(next(numbers)))
    alone, worked = [], process_time()
    for given in [payload(next(numbers)) for _ in range(ALONE)]:
        began = perf_counter()
        ask(dispatch, given)
        alone.append(perf_counter() - began)
    work = (process_time() - worked) / ALONE
    due = [(payload(next(numbers)), place / rate) for place in range(int(rate * seconds))]
    waits, begun, rest = iter(due), perf_counter(), threading.Event()
    with ThreadPoolExecutor(THREADS) as pool:

        def one(at: tuple[Json, float]) -> tuple[float, bool]:
            rest.wait(max(0.0, at[1] - (perf_counter() - begun)))
            kept = ask(dispatch, at[0])
            return perf_counter() - begun - at[1], kept

        done = list(pool.map(one, waits))
    took = [seconds for seconds, _ in done]
    p99 = quantiles(took, n=100)[-1]
    return Took(work * 1e3, median(alone) * 1e3, median(took) * 1e3, p99 * 1e3, sum(not kept for _, kept in done))


@contextmanager
def subjects(url: str, sent: int) -> Iterator[dict[str, tuple[Dispatch, Payload]]]:
    """Who is asked, and with what, so many times each."""
    plain = make_engine(url)
    with busy_unit(url, ceil(sent / ANSWERS)) as (world, rows):
        payloads = Payloads(world, rows)
        yield {
            "bare Bolt, one commit": (bare(plain).dispatch, payloads.row),
            "slash command": (world.bot.dispatch, payloads.command),
            "click": (world.bot.dispatch, payloads.click),
            "submission": (world.bot.dispatch, payloads.submission),
        }
    plain.dispose()


def cells(took: Took, base: Took) -> str:
    work, alone = f"{took.work:.1f} | {took.work / base.work:.1f}", f"{took.alone:.1f} | {took.alone / base.alone:.1f}"
    return f"{work} | {alone} | {took.p50:.1f} | {took.p99:.1f} | {took.not_kept}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    print(f"{machine()}; {given.rate:g} a second for {given.seconds:g} s; milliseconds")
    print("| | work | times bare | alone, median | times bare | at the rate, median | 99 % within | not kept |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    with both() as kinds:
        for kind, databases in kinds.items():
            with subjects(databases.fresh(), WARM + ALONE + ceil(given.rate * given.seconds)) as asked:
                base: Took | None = None
                for name, (dispatch, payload) in asked.items():
                    took = measured(dispatch, payload, given.rate, given.seconds)
                    base = base or took
                    print(f"| {kind}: {name} | {cells(took, base)} |", flush=True)


if __name__ == "__main__":
    main()
