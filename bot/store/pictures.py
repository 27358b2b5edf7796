"""Charts that were uploaded, by the digest of what they show."""

from bot.facts.records import PictureRow
from bot.store.rows import change, conflicting_insert, find_row, put
from bot.store.tables import picture
from bot.store.unit import Work


def get(work: Work, digest: str) -> PictureRow | None:
    row = find_row(work, picture.c.digest, digest)
    return None if row is None else PictureRow(**row)


def uploaded(work: Work, digest: str, file_id: str) -> None:
    """Slack has the file; it may not show it yet."""
    values = {"digest": digest, "file_id": file_id, "ready": False, "failures": 0, "uploaded_at": work.now}
    put(work, picture, values, keep=("failures",))


def ready(work: Work, digest: str) -> None:
    """Slack shows it."""
    change(work, picture.c.digest, digest, ready=True)


def failed(work: Work, digest: str) -> int:
    """How often drawing, uploading or waiting for it has failed by now."""
    values = {"digest": digest, "file_id": "", "ready": False, "failures": 1, "uploaded_at": work.now}
    once_more = {"failures": picture.c.failures + 1}
    statement = conflicting_insert(work, picture).values(values)
    counted = statement.on_conflict_do_update(index_elements=["digest"], set_=once_more)
    return int(work.conn.execute(counted.returning(picture.c.failures)).scalar_one())
