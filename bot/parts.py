"""What runs by itself, can die or freeze, and is looked after by the watchdog."""

from typing import Protocol


class Part(Protocol):
    """One of them. Durations are by the monotonic clock."""

    @property
    def name(self) -> str:
        """What health calls it."""
        ...

    def unwell(self) -> str | None:
        """What is wrong with it, None when nothing is. Waits for nothing."""
        ...

    def watch(self) -> object:
        """Bring it back if it died or froze. Called every few seconds; what comes back is nobody's business."""
        ...


def health(parts: list[Part]) -> dict[str, str]:
    """Each part that is not well, with what is wrong; empty when all is."""
    return {part.name: wrong for part in parts if (wrong := part.unwell()) is not None}
