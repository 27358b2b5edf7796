"""The clock that is stepped, and an app that is several processes: it moves only when all of them are idle."""

import asyncio
from datetime import UTC, datetime, timedelta

from sandbox.clock import SteppedClock

START = datetime(2017, 9, 25, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def idle(clock: SteppedClock, who: str, hours: int) -> None:
    await clock.idle(START + hours * HOUR, clock.epoch, 0.0, who)


async def moved(clock: SteppedClock) -> bool:
    """Whether a step is made within a moment."""
    stepping = asyncio.create_task(clock.step(START + 9 * HOUR, lambda: True, lambda: None))
    done, _ = await asyncio.wait([stepping], timeout=0.05)
    stepping.cancel()
    return bool(done)


def test_it_moves_to_what_is_due_first_once_both_replicas_are_idle() -> None:
    async def story() -> None:
        clock = SteppedClock(START)
        clock.replicas = 2
        await idle(clock, "one", 5)
        assert not await moved(clock)
        await idle(clock, "other", 3)
        assert await moved(clock)
        assert clock.now() == START + 3 * HOUR

    asyncio.run(story())


def test_what_a_process_said_that_is_gone_counts_no_longer() -> None:
    async def story() -> None:
        clock = SteppedClock(START)
        clock.replicas = 2
        await idle(clock, "dead", 1)
        clock.gone("dead")
        await idle(clock, "one", 5)
        assert clock.seen == ["one"]
        assert not await moved(clock)
        await idle(clock, "fresh", 4)
        assert await moved(clock)
        assert clock.now() == START + 4 * HOUR

    asyncio.run(story())
