"""The composition root: the only place where everything meets. No thread is started here."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Engine

from bot import handlers
from bot.clocks import Clocks, SlackClock
from bot.courier.courier import Courier
from bot.handlers.desk import Desk
from bot.ports import AfterAck, Charts, Clock, Ids, Json, OtherClock, Slack, SlackRefused
from bot.routines import people, tick
from bot.settings import SettingsError
from bot.slack import channels, directory, errors
from bot.store import migrate, restored, settings_store
from bot.store.unit import Store

BATCH = 1000  # pieces of work a step does at most, so that a mistake of ours cannot spin for ever


@dataclass(frozen=True)
class Identity:
    """Who the bot is in its workspace."""

    team_id: str
    bot_id: str
    bot_user_id: str


class Bot:
    """Everything put together. `step` drives it without a thread; `dispatch` takes what Slack sends."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        clocks: Clocks,
        charts: Charts,
        ids: Ids,
        bolt: App,
        new_courier: Callable[[], Courier],
    ) -> None:
        self.store = store
        self.clock = clock
        self.clocks = clocks
        self.bolt = bolt
        self.courier = new_courier()
        self._new_courier = new_courier
        self._charts = charts
        self._ids = ids

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Answer one payload, in the caller's thread. What was acked is committed."""
        return self.bolt.dispatch(request)

    def tick(self, *, ending: Callable[[], bool] = lambda: False) -> bool:
        """Do what the timetable says is due, a bounded batch. True when there was something."""
        return tick.is_due(self.store, self.clock) and self._do_due(ending)

    def _do_due(self, ending: Callable[[], bool]) -> bool:
        return tick.tick(self.store, self.clock, self.clocks, self._ids, ending=ending)

    def renew_courier(self) -> None:
        """A fresh one for another thread: whoever works with the present one may never come back."""
        self.courier = self._new_courier()

    def carry(self, now: datetime) -> datetime | None:
        """One piece of the courier's work; when it has more, `now` if perhaps at once. The timetable is left alone."""
        courier = self.courier
        return now if courier.step(now) else courier.next_at(now)

    def step(self, now: datetime, *, ending: Callable[[], bool] = lambda: False) -> datetime | None:
        """Do everything that can be done at `now`; when there will be more to do, None for not before Slack calls."""
        courier = self.courier
        for _ in range(BATCH):
            if ending():
                break
            due = courier.look(now).due
            if courier.work(now):
                continue
            if due is None or due > now or not self._do_due(ending):
                return self._earliest(now, courier, due)
        return self._earliest(now, courier, courier.look(now).due)

    def _earliest(self, now: datetime, courier: Courier, due: datetime | None) -> datetime | None:
        """When something falls due next."""
        due = due and max(due, self.clocks.may_act_at(now))
        return min((one for one in (due, courier.next_at(now)) if one is not None), default=None)

    def close(self) -> None:
        self._charts.close()
        self.store.engine.dispose()


def build(
    clock: Clock,
    slack: Slack,
    charts: Charts,
    ids: Ids,
    engine: Engine,
    *,
    after_ack: AfterAck,
    signing_secret: str | None = None,
    others: Sequence[OtherClock] | None = None,
) -> Bot:
    """The bot over its ports. Brings the database up to date, asks Slack who we are and who is there.

    `others` are the clocks that ours is compared with, Slack's unless said otherwise.
    `signing_secret` is for HTTP; by Socket Mode nothing is signed. Raises SettingsError for a token that Slack does
    not take, SlackRefused and SlackUnknown while Slack is out of reach, NewerTables and Refused for a database that
    this version may not run on, or whose records were moved elsewhere.
    """
    migrate.upgrade(engine)
    store = Store(engine, ids)
    with store.read(clock.now()) as work:
        settings_store.check_not_moved(work)
    identity = _identity(slack)
    now = clock.now()
    members = list(directory.read_all(slack))
    with store.write(now) as work:
        key, from_backup = settings_store.metadata_key(work, ids()), restored.read(work)
        people.refresh(work, members)
        named = people.channels_of(work)
    seen = list(channels.read(slack, named, {one.id for one in members if one.guest}))
    with store.write(now) as work:
        people.refresh_channels(work, seen)
    bolt = _bolt(identity, signing_secret)
    handlers.register(bolt, Desk(store.write, store.read, clock, slack, after_ack), _read_member)
    clocks = Clocks(clock, [SlackClock(slack)] if others is None else others)

    def new_courier() -> Courier:
        courier = Courier(store, clock, slack, charts, ids, key=key.encode(), clocks=clocks, restored=from_backup)
        courier.start(clock.now())
        return courier

    bot = Bot(store, clock, clocks, charts, ids, bolt, new_courier)
    tick.plan(store, clock)
    return bot


def _identity(slack: Slack) -> Identity:
    try:
        told = slack.call("auth.test")
    except SlackRefused as refused:
        if not errors.passes(refused.error):
            raise SettingsError(
                f"Slack does not take SLACK_BOT_TOKEN ({refused.error}). {errors.mend(refused.error)}"
            ) from refused
        raise
    return Identity(told["team_id"], told["bot_id"], told["user_id"])


def _bolt(identity: Identity, signing_secret: str | None) -> App:
    """A constant answer to "who are we", read once: otherwise the first request would ask Slack before its ack."""

    def authorize(**context: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
            bot_token="not used by handlers",  # noqa: S106 - handlers speak through the port
        )

    return App(
        name="stocktake",
        logger=logging.getLogger("slack_bolt"),  # Bolt's own take the root's level, whatever is set for them
        authorize=authorize,
        signing_secret=signing_secret or "socket mode signs nothing",
        process_before_response=True,
        token_verification_enabled=False,
        request_verification_enabled=signing_secret is not None,
        ssl_check_enabled=False,
        url_verification_enabled=signing_secret is not None,
    )


def _read_member(member: Json) -> directory.DirectoryRow | None:
    return None if member.get("is_bot") else directory.from_member(member)
