"""Charts become files in Slack before the message that shows them goes.

A picture is known by the digest of what it shows. Each step is one piece of work and its result is in the
records before the next begins: drawn and uploaded; then looked at until Slack shows it. A crash in between
costs an upload: the file it left belongs to nobody and is seen by nobody. Two lanes may upload the same picture
at once; the later one counts. Whatever fails is counted in the records, and PICTURE_TRIES failures, or a chart
that cannot be drawn, let the text go without it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.courier.gear import Gear
from bot.courier.policy import PICTURE_PATIENCE, PICTURE_POLL, PICTURE_TRIES, backoff
from bot.facts.records import PictureRow
from bot.ports import PICTURE, ChartFailed, ChartSpec, Json, Rendered, SlackRefused, SlackUnknown
from bot.store import pictures
from bot.store.unit import Work

_ALT_TEXT = 1000  # characters that an uploaded file's alternative text may have


@dataclass(frozen=True)
class PictureFirst:
    """The picture needs another step before the message may go. `row` is what is known of it."""

    digest: str
    spec: ChartSpec
    alt_text: str
    row: PictureRow | None


def digest_of(spec: ChartSpec) -> str:
    """Equal specs have equal digests, today and after a restart."""
    return sha256(repr(spec).encode()).hexdigest()


def put_in(work: Work, rendered: Rendered) -> Rendered | PictureFirst:
    """The message with its picture in place, or without it where it failed, or what must be done first."""
    if rendered.picture is None:
        return rendered
    digest = digest_of(rendered.picture)
    row = pictures.get(work, digest)
    if row is not None and row.failures >= PICTURE_TRIES:
        return replace(rendered, blocks=_without(rendered.blocks), picture=None)
    if row is None or not row.ready:
        return PictureFirst(digest, rendered.picture, rendered.alt_text, row)
    return replace(rendered, blocks=tuple(_with(block, row.file_id) for block in rendered.blocks))


def work_on(gear: Gear, first: PictureFirst) -> datetime | None:
    """One step: draw and upload, or ask whether Slack shows it. When to take the next; None: at once."""
    uploaded = first.row if first.row is not None and first.row.file_id else None
    held = gear.held_until("files.info" if uploaded else "files.getUploadURLExternal")
    if held is not None:  # no failure of this picture's
        return held
    try:
        if uploaded is not None:
            return _ask(gear, first, uploaded)
        _upload(gear, first)
    except ChartFailed:
        _give_up(gear, first)
    except SlackRefused as refusal:
        return _failed(gear, first, refusal.retry_after)
    except SlackUnknown:
        return _failed(gear, first)
    return None


def spoilt(work: Work, digest: str) -> None:
    """Slack would not take a message because of this picture."""
    pictures.failed(work, digest)


def _upload(gear: Gear, first: PictureFirst) -> None:
    content = gear.charts.draw(first.spec)
    ticket = gear.call(
        "files.getUploadURLExternal",
        filename=f"{first.digest[:16]}.png",
        length=len(content),
        alt_txt=first.alt_text[:_ALT_TEXT],
    )
    gear.slack.upload(ticket["upload_url"], content)
    files = [{"id": ticket["file_id"], "title": first.spec.title}]
    gear.call("files.completeUploadExternal", files=files)
    with gear.write() as work:
        pictures.uploaded(work, first.digest, ticket["file_id"])


def _ask(gear: Gear, first: PictureFirst, row: PictureRow) -> datetime | None:
    file = gear.call("files.info", file=row.file_id)["file"]
    if file.get("mimetype"):  # empty until Slack has looked at the file
        with gear.write() as work:
            pictures.ready(work, first.digest)
        return None
    now = gear.clock.now()
    if now - row.uploaded_at > PICTURE_PATIENCE:
        return _failed(gear, first)
    return now + PICTURE_POLL


def _failed(gear: Gear, first: PictureFirst, retry_after: float | None = None) -> datetime | None:
    with gear.write() as work:
        failures = pictures.failed(work, first.digest)
    if failures >= PICTURE_TRIES:
        return None
    wait = backoff(failures) if retry_after is None else timedelta(seconds=retry_after)
    return gear.clock.now() + wait


def _give_up(gear: Gear, first: PictureFirst) -> None:
    """The same marks would fail again."""
    with gear.write() as work:
        while pictures.failed(work, first.digest) < PICTURE_TRIES:
            pass


def _waits(block: Json) -> bool:
    return bool(block.get("slack_file", {}).get("id") == PICTURE)


def _without(blocks: tuple[Json, ...]) -> tuple[Json, ...]:
    return tuple(block for block in blocks if not _waits(block))


def _with(block: Json, file_id: str) -> Json:
    return {**block, "slack_file": {"id": file_id}} if _waits(block) else block
