"""Which fault strikes when: that depends on the list, the seed and the order of the occasions, on nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from functools import lru_cache
from random import Random

from sandbox.faults import Fault, Kind


@dataclass(eq=False)  # each is itself, however alike two are
class Waiting:
    """A fault, and how often it may still strike and must still pass."""

    fault: Fault
    left: int | None
    skip: int


@dataclass(frozen=True)
class Struck:
    """What a fault spoiled, and when by the workspace's clock."""

    kind: Kind
    what: str
    when: datetime


class Faults:
    """A plan. The first fault of the list that has its turn takes an occasion; the others do not count it.

    While nothing is `waiting` nothing goes wrong, and whoever asks may spare the question. `struck` is what did, in its
    order.
    """

    def __init__(self, faults: Iterable[Fault] = (), *, seed: int = 0) -> None:
        self.waiting: list[Waiting] = []
        self.struck: list[Struck] = []
        self._random = Random(seed)  # noqa: S311 - it must be possible to have the same again
        self.add(*faults)

    def add(self, *faults: Fault, seed: int | None = None) -> None:
        """More of them, after those that wait already; with a seed, chances are drawn anew from it."""
        self.waiting += [Waiting(one, one.times, one.skip) for one in faults]
        if seed is not None:
            self._random.seed(seed)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.waiting.clear()

    def first(self, kinds: frozenset[Kind], names: Iterable[str], ids: Iterable[str], now: datetime) -> Fault | None:
        """The fault that strikes this occasion, if one does. `names` are what it is called, the most exact first."""
        return next(self.each(kinds, names, ids, now), None)

    def each(self, kinds: frozenset[Kind], names: Iterable[str], ids: Iterable[str], now: datetime) -> Iterator[Fault]:
        """Likewise where more than one may strike; each does when it is taken from here."""
        names, ids = tuple(names), frozenset(ids)
        for one in [one for one in self.waiting if one.fault.kind in kinds]:
            if _concerns(one.fault, names, ids) and self._has_its_turn(one):
                self.struck.append(Struck(one.fault.kind, names[0], now))
                yield one.fault

    def _has_its_turn(self, one: Waiting) -> bool:
        if one.skip > 0:
            one.skip -= 1
            return False
        if one.fault.chance < 1 and self._random.random() >= one.fault.chance:
            return False
        if one.left is not None:
            one.left -= 1
            if one.left == 0:
                self.waiting.remove(one)
        return True


def _concerns(fault: Fault, names: tuple[str, ...], ids: frozenset[str]) -> bool:
    return (not fault.about or fault.about in ids) and any(_fits(one, fault.of) for one in names)


@lru_cache(maxsize=1024)
def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern)
