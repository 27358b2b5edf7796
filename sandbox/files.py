"""files.*: a picture comes in three steps, and Slack takes a moment to look at it."""

from collections.abc import Mapping
from typing import Any

from sandbox import arguments
from sandbox.errors import NotThere, SlackError
from sandbox.state import App, File, Json, State

Args = Mapping[str, Any]


def upload_url(state: State, app: App, args: Args) -> Json:
    name, length = str(args.get("filename") or ""), arguments.whole(args.get("length") or 0, "invalid_arguments")
    if not name or length < 1:
        raise SlackError("invalid_arguments")
    file = File(state.new_id("F"), name, length, str(args.get("alt_txt") or ""), polls_left=state.files_ready_after)
    state.files[file.id] = file
    return {"upload_url": f"{state.base_url}/upload/{file.id}", "file_id": file.id}


def put(state: State, path: str, content: bytes) -> None:
    """The bytes, to the address that was given for them. Raises NotThere for any other."""
    file = state.files.get(path.rpartition("/")[2])
    if file is None or file.complete or len(content) != file.length:
        raise NotThere(path)
    file.content = content


def complete(state: State, app: App, args: Args) -> Json:
    """All of them or none. Raises SlackError file_not_found for one whose bytes have not come."""
    given = arguments.parsed(args.get("files"), "invalid_arguments")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise SlackError("invalid_arguments")
    found = [(state.files.get(str(one.get("id", ""))), one) for one in given]
    if any(file is None or not file.content for file, _ in found):
        raise SlackError("file_not_found")
    told = []
    for file, one in found:
        assert file is not None, "looked at above"
        file.complete, file.title = True, str(one.get("title") or file.name)
        told.append({"id": file.id, "title": file.title})
    return {"files": told}


def info(state: State, app: App, args: Args) -> Json:
    """The kind is empty until Slack has looked at the file; each asking brings that nearer."""
    file = state.files.get(str(args.get("file", "")))
    if file is None:
        raise SlackError("file_not_found")
    if file.complete:
        file.polls_left -= 1
    kind = file.kind if file.ready else ""
    told = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": kind,
        "filetype": kind.rpartition("/")[2],
        "size": len(file.content),
        "alt_txt": file.alt_text,
        "url_private": f"{state.base_url}/files/{file.id}",
    }
    return {"file": told}
