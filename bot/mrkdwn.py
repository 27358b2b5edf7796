"""Slack's markup, written safely: escaping, mentions, local times, and text cut to size. Pure functions."""

import re
import unicodedata
from datetime import datetime
from typing import Final

_ELLIPSIS: Final = "..."
_JOINER: Final = "\u200d"
_LOOKALIKES: Final = str.maketrans({"*": "\u2217", "`": "\u02cb", "~": "\u223c"})
_LOOSE_UNDERSCORE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_SEQUENCE: Final = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_QUOTE_MARK: Final = re.compile(r"(?m)^(\s*)>")
# Marks that turn the direction of what follows, and control characters other than the line's end and the tab.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def escape(text: str) -> str:
    """A typed text in which no control sequence is left: `<!channel>` pings nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str) -> str:
    """What somebody typed, from a message's text as Slack tells it: unescaped, links as they were written.

    A mention of a person or a channel stays the control sequence that it is, for `literal` to take its power.
    """
    bare = _SEQUENCE.sub(_as_written, text)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def literal(text: str) -> str:
    """A typed text of which nothing is markup: escaped, and no bold, code, strike, italics or quote in it.

    Slack has no escape for `*` and its like, so they become the nearest look-alike; an underscore between letters,
    as in an address, is no markup and stays.
    """
    seen = _QUOTE_MARK.sub("\\1\u203a", _UNSEEN.sub("", text).replace("\t", " "))
    return escape(_LOOSE_UNDERSCORE.sub("\u02cd", seen).translate(_LOOKALIKES))


def shown(text: str, n: int) -> str:
    """`literal` in at most n characters (n >= 15), cut in the typed text and never inside an escape."""
    room = n
    while len(written := literal(clip(text, room))) > n:
        room = min(room, len(text)) - max(1, (len(written) - n) // 5)
    return written


def plain(text: str) -> str:
    """Markup of ours taken out again, for notifications and screen readers. Typed text went through `literal`."""
    lines = (line.removeprefix("_").removesuffix("_") for line in text.split("\n"))
    return "\n".join(lines).replace("*", "").replace("`", "")


def mention(user_id: str) -> str:
    return f"<@{escape(user_id)}>"


def channel_link(channel_id: str) -> str:
    return f"<#{escape(channel_id)}>"


def date(instant: datetime, form: str, fallback: str) -> str:
    """A time that each reader sees in their own zone. `form` is Slack's, such as "{date_short} {time}"."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return f"<!date^{int(instant.timestamp())}^{form}|{escape(fallback).replace('|', '/')}>"


def clip(text: str, n: int) -> str:
    """At most n characters (n >= 3), ending in "..." if any were cut; never inside an emoji or an accented letter."""
    if len(text) <= n:
        return text
    cut = max(0, n - len(_ELLIPSIS))
    while cut and not _breaks(text, cut):
        cut -= 1
    return text[:cut].rstrip() + _ELLIPSIS


def split(text: str, n: int) -> list[str]:
    """Pieces of at most n characters that make up the text again, cut after a line, else a word, else a letter."""
    pieces = []
    while len(text) > n:
        cut = text.rfind("\n", 0, n) + 1 or text.rfind(" ", 0, n) + 1 or n
        whole = next((at for at in range(cut, 0, -1) if _breaks(text, at)), cut)
        pieces.append(text[:whole])
        text = text[whole:]
    return [*pieces, text] if text or not pieces else pieces


def _as_written(sequence: re.Match[str]) -> str:
    """ "<http://a.example|a.example>" was "a.example", "<!here>" was "@here"."""
    target, label = sequence[1], sequence[2]
    if target[0] in "@#":
        return sequence[0]
    return label or (f"@{target[1:]}" if target[0] == "!" else target)


def _breaks(text: str, at: int) -> bool:
    """Whether a cut before text[at] parts two characters as a reader counts them."""
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or _extends(after):
        return False
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, at) % 2 == 0
    return True


def _flags_before(text: str, at: int) -> int:
    """How many halves of flags stand right before a place: a flag is two of them."""
    count = 0
    while count < at and _is_flag(text[at - 1 - count]):
        count += 1
    return count


def _extends(letter: str) -> bool:
    """Combining marks, variation selectors, skin tones and tag letters belong to what stands before them."""
    code = ord(letter)
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Mc") or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F
    )


def _is_flag(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF
