"""A picture comes in three steps, and Slack takes a moment to look at it."""

from urllib.parse import urlsplit

import pytest

from sandbox.errors import NotThere
from tests.sandbox.bureau import Bureau, Json

PNG = b"\x89PNG and so on"


def uploaded(bureau: Bureau, content: bytes = PNG) -> str:
    """The id of a file whose bytes have come."""
    given = bureau.ok("files.getUploadURLExternal", filename="chart.png", length=str(len(content)), alt_txt="A chart")
    bureau.workspace.put_file(urlsplit(given["upload_url"]).path, content)
    return str(given["file_id"])


def picture(file: str) -> Json:
    return {"type": "image", "slack_file": {"id": file}, "alt_text": "A chart"}


def test_a_complete_picture_can_be_posted(bureau: Bureau) -> None:
    file = uploaded(bureau)
    bureau.ok("files.completeUploadExternal", files=[{"id": file, "title": "Chart"}])

    assert bureau.ok("files.info", file=file)["file"]["mimetype"] == "image/png"
    assert bureau.post(blocks=[picture(file)])
    assert bureau.workspace.act(bureau.analyst, "file", {"id": file}) == {
        "size": len(PNG),
        "png": True,
        "alt_text": "A chart",
    }


def test_a_picture_is_ready_only_after_it_was_looked_at() -> None:
    bureau = Bureau(files_ready_after=2)
    file = uploaded(bureau)
    bureau.ok("files.completeUploadExternal", files=f'[{{"id": "{file}"}}]')

    assert bureau.ok("files.info", file=file)["file"]["mimetype"] == ""
    body = bureau.call("chat.postMessage", channel=bureau.channel, text="x", blocks=[picture(file)])
    assert body["error"] == "invalid_blocks"
    assert body["response_metadata"]["messages"] == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]
    assert bureau.ok("files.info", file=file)["file"]["mimetype"] == "image/png"
    assert bureau.post(blocks=[picture(file)])


@pytest.mark.parametrize("args", [{}, {"filename": "a.png"}, {"filename": "a.png", "length": "many"}, {"length": 3}])
def test_an_upload_needs_a_name_and_a_length(bureau: Bureau, args: Json) -> None:
    assert bureau.error("files.getUploadURLExternal", **args) == "invalid_arguments"


def test_bytes_of_another_length_are_not_taken(bureau: Bureau) -> None:
    given = bureau.ok("files.getUploadURLExternal", filename="chart.png", length=5)

    with pytest.raises(NotThere):
        bureau.workspace.put_file(urlsplit(given["upload_url"]).path, b"123")
    assert bureau.error("files.completeUploadExternal", files=[{"id": given["file_id"]}]) == "file_not_found"


def test_a_file_that_is_not_there_is_not_found(bureau: Bureau) -> None:
    assert bureau.error("files.info", file="F999999999") == "file_not_found"
    assert bureau.error("files.completeUploadExternal", files=[{"id": "F999999999"}]) == "file_not_found"
    assert bureau.error("files.completeUploadExternal", files="no JSON") == "invalid_arguments"
    assert bureau.error("files.completeUploadExternal", files=[]) == "invalid_arguments"
    assert bureau.error("chat.postMessage", channel=bureau.channel, blocks=[picture("F999999999")]) == "invalid_blocks"
    with pytest.raises(NotThere):
        bureau.workspace.act(bureau.analyst, "file", {"id": "F999999999"})
