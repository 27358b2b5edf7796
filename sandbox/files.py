"""files.*: a picture comes in three steps, and Slack takes a moment to look at it."""

from collections.abc import Mapping
from typing import Any

from sandbox import posting
from sandbox.errors import NotThere, SlackError
from sandbox.state import App, File, Json, State

Args = Mapping[str, Any]


def upload_url(state: State, app: App, args: Args) -> Json:
    name, length = str(args.get("filename") or ""), str(args.get("length") or "")
    if not name or not length.isdecimal() or int(length) < 1:
        raise SlackError("invalid_arguments")
    file = File(state.new_id("F"), name, int(length), str(args.get("alt_txt") or ""))
    state.files[file.id] = file
    return {"upload_url": f"{state.base_url}/upload/{file.id}", "file_id": file.id}


def put(state: State, path: str, content: bytes) -> None:
    """The bytes, to the address that was given for them. Raises NotThere for any other."""
    file = state.files.get(path.rpartition("/")[2])
    if file is None or file.complete or len(content) != file.length:
        raise NotThere(path)
    file.content = content


def complete(state: State, app: App, args: Args) -> Json:
    told = []
    for one in posting.parsed(args.get("files")) or []:
        file = state.files.get(str(one.get("id", "")))
        if file is None or not file.content:
            raise SlackError("file_not_found")
        file.complete, file.title = True, str(one.get("title") or file.name)
        told.append({"id": file.id, "title": file.title})
    if not told:
        raise SlackError("invalid_arguments")
    return {"files": told}


def info(state: State, app: App, args: Args) -> Json:
    """The kind is empty until Slack has looked at the file; each asking brings that nearer."""
    file = state.files.get(str(args.get("file", "")))
    if file is None:
        raise SlackError("file_not_found")
    if file.complete:
        file.polls_left -= 1
    kind = ("image/png", "png") if file.ready else ("", "")
    told = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": kind[0],
        "filetype": kind[1],
        "size": len(file.content),
        "alt_txt": file.alt_text,
        "url_private": f"{state.base_url}/files/{file.id}",
    }
    return {"file": told}
