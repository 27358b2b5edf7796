"""The child process that draws: fed over its stdin, gone when that closes, started again when it died.

A child, because drawing costs memory and time that the bot's threads should not share; over pipes, because a killed
parent then takes its child along.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from queue import Empty, SimpleQueue
from typing import IO, Final

from bot.ports import ChartFailed, ChartSpec

TRIAL: Final = ChartSpec("A chart", "", "%", labels=("a", "b"), values=(1.0, 2.0), expected=(None, None))
AGAIN: Final = 60.0  # seconds between two trials of a child that cannot draw
DEADLINE: Final = 20.0  # seconds for one chart; the first one also imports matplotlib
LENGTH: Final = 4  # bytes that say how long what follows is


class ChartProcess:
    """`bot.ports.Charts`. Safe to use from several threads; one chart is drawn at a time."""

    name = "charts"

    def __init__(self, *, deadline: float = DEADLINE, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._deadline = deadline
        self._monotonic = monotonic
        self._failure: str | None = None  # of the last child, until another one has drawn
        self._tried_at = -AGAIN
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the child that is alive."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def draw(self, spec: ChartSpec) -> bytes:
        """A PNG. Raises ChartFailed; the next chart gets a fresh child if this one died or froze."""
        with self._turn:
            child = self._alive()
            try:
                drawn = self._ask(child, json.dumps(asdict(spec)).encode())
            except (OSError, EOFError) as died:
                raise self._lost(f"the child that draws has died ({type(died).__name__})") from died
            except Empty:
                raise self._lost(f"no chart after {self._deadline:g} s") from None
        self._failure = None
        if not drawn.startswith(b"\x89PNG"):
            raise ChartFailed(drawn.decode(errors="replace")[:200])
        return drawn

    def unwell(self) -> str | None:
        """A child that is idle and dead is seen with the next chart or the next look, whichever comes first."""
        child = self._child
        died = child is not None and child.poll() is not None
        return self._failure or ("the child that draws has died" if died else None)

    def watch(self) -> None:
        """Try a fresh child for one that died or froze, so that the next chart finds one that draws."""
        if self.unwell() is None or self._monotonic() - self._tried_at < AGAIN:
            return
        self._tried_at = self._monotonic()
        with suppress(ChartFailed):
            self.draw(TRIAL)

    def close(self) -> None:
        """The child ends as its stdin closes; one that does not is killed."""
        with self._turn:
            if self._child is None:
                return
            assert self._child.stdin is not None
            self._child.stdin.close()
            try:
                self._child.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            self._let_go()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._let_go()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "bot.charts.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], request: bytes) -> bytes:
        assert child.stdin is not None
        assert child.stdout is not None
        send(child.stdin, request)
        answers: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=_receive_into, args=(child.stdout, answers), daemon=True, name="chart").start()
        answer = answers.get(timeout=self._deadline)
        if not answer:
            raise EOFError
        return answer

    def _lost(self, failure: str) -> ChartFailed:
        self._kill()
        self._failure = failure
        return ChartFailed(failure)

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._let_go()

    def _let_go(self) -> None:
        if self._child is not None:
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None and not pipe.closed:
                    _close(pipe)
        self._child = None


def send(pipe: IO[bytes], content: bytes) -> None:
    """Its length, then the content. Raises OSError when nobody reads."""
    pipe.write(len(content).to_bytes(LENGTH, "big") + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """What `send` sent; empty at the end of the stream."""
    head = pipe.read(LENGTH)
    return pipe.read(int.from_bytes(head, "big")) if len(head) == LENGTH else b""


def _receive_into(pipe: IO[bytes], answers: "SimpleQueue[bytes]") -> None:
    try:
        answers.put(receive(pipe))
    except (OSError, ValueError):  # the pipe was closed under us: the child was killed
        answers.put(b"")


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was still buffered for a child that is gone
