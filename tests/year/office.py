"""The world of a simulated year: one workspace, one to three replicas of the bot, and time that passes for all."""

import heapq
from datetime import datetime, timedelta
from typing import Any, Final

from slack_bolt import BoltRequest

from bot.app import Bot
from bot.clock import LONGEST_WAIT
from bot.ports import Json
from sandbox.faults import Kind
from sandbox.state import Delivery
from tests.support.slack import Died
from tests.support.world import read_body
from tests.year.misfortunes import UNSETTLED
from tests.year.processes import Happening, Processes
from tests.year.replica import Replica

TRIES_AGAIN: Final = timedelta(seconds=1)  # what the running bot waits after a piece of work failed
LOOKS_AROUND: Final = timedelta(seconds=LONGEST_WAIT)  # whenever anything happens later than that, it looks, too
TURNS: Final = 300  # rounds at one instant, after which time goes on by a second
PATIENCE: Final = 3.0  # seconds after which Slack takes a payload for unanswered


class Enough(BaseException):
    """Nobody wants to know what comes after this turn."""


class Office(Processes):
    """Time for all of them, and what Slack has for them."""

    # Time

    def _sleep(self, number: int, seconds: float, *, meets: bool = False) -> None:
        """One replica does not get its turn for so long; the others go on, and with `meets` people do, to whom another

        listens.
        """
        sleeper = self.replicas[number]
        if self._depth or not sleeper.awake:
            return
        self._depth, sleeper.awake = 1, False
        self._meets = meets and any(one.plugged_at <= self.clock.now() for one in self.alive)
        try:
            self.run_until(self.clock.now() + timedelta(seconds=seconds))
        finally:
            self._depth, sleeper.awake, self._meets = 0, True, False

    def run_until(self, instant: datetime) -> None:
        turns = 0
        while True:
            wake = self.settle()
            now = self.clock.now()
            if not self._depth:
                for look in self.at_rest:
                    look()
            self.turn += 1
            if self.turn == self.last_turn:
                raise Enough
            while (first := self._next()) is not None and first[0] <= now:
                self._let_happen(first)
                wake = now
            if now >= instant:
                return
            after = min([instant, *([wake] if wake else []), *([first[0]] if first else [])])
            turns = turns + 1 if after <= now else 0
            self.clock.move_to(max(after, now + (TRIES_AGAIN if turns > TURNS else timedelta(microseconds=1))))

    def _next(self) -> Happening | None:
        """What happens first; while a replica sleeps nothing, or what those do who are in the middle of nothing."""
        if not self._depth:
            return self.agenda[0] if self.agenda else None
        free = (one for one in self.agenda if self._meets and one[2] and one[2] not in self.at_it)
        return min(free, default=None)

    def _let_happen(self, one: Happening) -> None:
        if one is self.agenda[0]:
            heapq.heappop(self.agenda)
        else:
            self.agenda.remove(one)
            heapq.heapify(self.agenda)
        self.at_it.append(one[2])
        try:
            one[3]()
        finally:
            self.at_it.remove(one[2])

    def settle(self) -> datetime | None:
        """Each replica does all it can now; when there will be more."""
        wakes = [wake for replica in self.replicas if (wake := self._turn_of(replica)) is not None]
        if self.workspace.redeliver_due() or self._waiting:
            wakes.append(self.clock.now())
        self.pump()
        self._take_note()
        retry = self.workspace.next_retry()
        return min([*wakes, *([retry] if retry else [])], default=None)

    def _turn_of(self, replica: Replica) -> datetime | None:
        now = self.clock.now()
        if not replica.awake:
            return None
        if replica.bot is None:
            if replica.back_at is None or replica.back_at > now:
                return replica.back_at
            self._start(replica)
            return now
        if replica.rests_until is not None and replica.rests_until > now:
            return replica.rests_until
        replica.rests_until = None
        if replica.idle is not None and now < replica.looked_at + LOOKS_AROUND:
            wake, news = replica.idle
            if news == self.news and (wake is None or wake > now):
                return wake
        return self._work(replica, replica.bot)

    def _work(self, replica: Replica, bot: Bot) -> datetime | None:
        self._acting, replica.idle, replica.looked_at = replica.number, None, self.clock.now()
        try:
            wake = bot.step(replica.clock.now())
        except Died:
            self._died(replica)
            return replica.back_at
        except Exception as problem:
            self._blame(problem)
            replica.rests_until = self.clock.now() + TRIES_AGAIN
            return replica.rests_until
        if wake is not None:
            wake = max(wake - replica.clock.offset, self.clock.now() + TRIES_AGAIN / 4)
        replica.idle = (wake, self.news)
        return wake

    # What the workspace has for the bot

    def pump(self) -> None:
        while self._waiting or any(replica.after_acks for replica in self.alive):
            if self._waiting:
                self._hand_over(self._waiting.popleft())
            for replica in self.alive:
                self._finish(replica)

    def _finish(self, replica: Replica) -> None:
        while replica.after_acks:
            task = replica.after_acks.pop(0)
            try:
                task()
            except Died:
                self._died(replica)
            except Exception as problem:
                self._blame(problem)

    def act(self, user: str, name: str, args: Any) -> Json:
        done = self.workspace.act(user, name, args)
        self.pump()
        return done

    def _take_note(self) -> None:
        """Of faults of the workspace: for a while messages may be unsettled, and what was lost will be read."""
        struck = self.workspace.state.faults.struck
        for one in struck[self._struck :]:
            self.weather.counts[one.kind] += 1
            self.weather.troubled(UNSETTLED.get(one.kind, 0))
            if one.kind is Kind.LOSE:
                self._look_back_soon()
        self._struck = len(struck)

    def _look_back_soon(self) -> None:
        """The running bot looks around every half minute; here somebody must see to it after the hour."""
        for hours in (1, 2, 3):
            self.at(self.clock.now() + timedelta(hours=hours, minutes=1), self._look_around)

    def _look_around(self) -> None:
        self.news += 1

    def _hand_over(self, delivery: Delivery) -> None:
        now = self.clock.now()
        listening = [one for one in self.alive if one.plugged_at <= now]
        if not listening:
            self.workspace.unanswered(delivery.id, "connection_failed")
            self._look_back_soon()
            return
        replica = self.chance.of("sockets").choice(listening)
        assert replica.bot is not None
        headers: dict[str, Any] = {"x-slack-retry-num": str(delivery.attempt)} if delivery.attempt else {}
        began = self.clock.monotonic()
        self._acting = replica.number
        try:
            response = replica.bot.dispatch(BoltRequest(mode="socket_mode", body=delivery.payload, headers=headers))
        except Died:
            self._died(replica)
            self._died_over(delivery)
            return
        if self.clock.monotonic() - began > PATIENCE:
            self.workspace.unanswered(delivery.id)
            return
        if response.status == 200:
            self.acked.append(delivery.payload)
        self.workspace.acknowledge(delivery.id, response.status, read_body(response) or None)

    def _died_over(self, delivery: Delivery) -> None:
        if self.acks_first:
            self.acked.append(delivery.payload)
            self.workspace.acknowledge(delivery.id, 200, None)
        else:
            self.workspace.unanswered(delivery.id)
