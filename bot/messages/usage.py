"""The commands and how they are written: their usage, who they are for, and the nearest one to what was typed."""

from difflib import get_close_matches

from bot.messages.phrases import Phrases
from domain.people import Role

NEAR_ENOUGH = 0.6  # of two words' letters
USAGE: dict[str, tuple[str, ...]] = {
    "help": ("help",),
    "calendar": ("calendar [30d]",),
    "status": ("status [KEY]",),
    "requests": ("requests [late]",),
    "submit": ("submit [KEY]",),
    "remind": ("remind",),
    "stocktake": (
        "stocktake plan DATE",
        "stocktake move DATE REASON",
        "stocktake hold [KEY]",
        "stocktake release [KEY]",
        "stocktake freeze",
        "stocktake meet",
        "stocktake preview [KEY]",
        "stocktake post KEY",
        "stocktake cancel REASON",
    ),
    "action": (
        "action list [mine|overdue|all]",
        "action show A-1",
        "action add KEY WHAT @owner by DATE done when TEST so that REASON",
        "action give A-1 @who",
        "action close A-1",
        "action drop A-1 REASON",
    ),
    "problem": (
        "problem list [all]",
        "problem raise KEY",
        "problem level P-1 3 REASON",
        "problem resolve P-1 WHAT WORKED",
    ),
    "rate": ("rate KEY",),
    "health": ("health",),
    "away": (
        "away me FROM TO [deputy @who]",
        "away @who FROM TO [deputy @who]",
        "away me back",
    ),
    "why": ("why [@who]",),
    "preview": ("preview [60d]",),
}
FOR_THE_UNIT = ("remind", "stocktake", "problem", "rate", "health", "preview")
UNIT_PARTS = ("action add", "action give", "action close", "action drop")


def lines(role: Role) -> list[str]:
    """Every usage that is for this role, as it is typed."""
    return [
        f"`/stocktake {one}`"
        for word, usages in USAGE.items()
        if role.is_unit or word not in FOR_THE_UNIT
        for one in usages
        if role.is_unit or not one.startswith(UNIT_PARTS)
    ]


def of(word: str, part: str = "") -> str:
    """The usage of a command, or of one part of it: "stocktake", "move"."""
    found = [one for one in USAGE[word] if not part or one.split()[1:2] == [part]]
    return " or ".join(f"`/stocktake {one}`" for one in found)


def parts(word: str) -> list[str]:
    """What can stand after a command: plan, move, ..."""
    return [one.split()[1] for one in USAGE[word]]


def nearest(typed: str) -> str | None:
    """The command that was probably meant by the first word of what was typed."""
    return _near((typed.split() or [""])[0], list(USAGE))


def hint(word: str, typed: str) -> list[str]:
    """The nearest part of a command in a sentence, or all of them in a line each; never an error."""
    say = Phrases("commands", typed=typed)
    near = _near(typed, parts(word))
    if near is not None:
        return [f"{say('near')} {of(word, near)}"]
    return [say("which_part"), *(f"`/stocktake {one}`" for one in USAGE[word])]


def _near(typed: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(typed.lower(), known, 1, NEAR_ENOUGH)), None)
