"""One list of faults, two ways to meet it: the wire over real sockets and its stand-in in one process say the same."""

from collections.abc import Iterator

import pytest

from bot.ports import Json, Slack, SlackRefused, SlackUnknown
from bot.slack.client import WebSlack
from sandbox.faults import Fault, Kind
from sandbox.workspace import Workspace
from tests.sandbox.served import START, Served, serving
from tests.support.faults import Spoil
from tests.support.slack import WorkspaceSlack

POST = "chat.postMessage"
PNG = b"\x89PNG and so on"
BOUND = 1.0  # seconds, instead of ten
FAULTS = {
    "limited": Fault(kind=Kind.RATE_LIMIT, of=POST, seconds=30),
    "refused for good": Fault(kind=Kind.REFUSE, of=POST, code="not_in_channel"),
    "refused for now": Fault(kind=Kind.REFUSE, of=POST, code="internal_error"),
    "perhaps done": Fault(kind=Kind.REFUSE, of=POST, code="fatal_error"),
    "error before": Fault(kind=Kind.SERVER_ERROR, of=POST, status=502),
    "error after": Fault(kind=Kind.SERVER_ERROR, of=POST, accepted=True),
    "dropped before": Fault(kind=Kind.DROP, of=POST),
    "dropped after": Fault(kind=Kind.DROP, of=POST, accepted=True),
    "too slow": Fault(kind=Kind.SLOW, of=POST, seconds=30),
    "slow": Fault(kind=Kind.SLOW, of=POST, seconds=0.2),
    "dripping too long": Fault(kind=Kind.DRIP, of=POST, seconds=30),
    "dripping": Fault(kind=Kind.DRIP, of=POST, seconds=0.2),
    "token revoked": Fault(kind=Kind.REVOKE, of=POST),
}
UPLOADS = {
    "limited": Fault(kind=Kind.RATE_LIMIT, of="upload", seconds=3),
    "refused": Fault(kind=Kind.REFUSE, of="upload", code="gone"),
    "error": Fault(kind=Kind.SERVER_ERROR, of="upload"),
    "dropped": Fault(kind=Kind.DROP, of="upload", accepted=True),
    "dripping": Fault(kind=Kind.DRIP, of="upload", seconds=0.2),
}


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as made:
        yield made


def outcome(slack: Slack, channel: str) -> tuple[object, ...]:
    """What a post comes to, as the bot is told."""
    try:
        return ("answered", slack.call(POST, channel=channel, text="September?")["message"]["text"])
    except SlackRefused as refused:
        return ("refused", refused.error, refused.permanent, refused.retry_after)
    except SlackUnknown:
        return ("unknown",)


def upload(slack: Slack) -> tuple[object, ...]:
    ticket: Json = slack.call("files.getUploadURLExternal", filename="chart.png", length=len(PNG))
    try:
        slack.upload(ticket["upload_url"], PNG)
    except SlackRefused as refused:
        return ("refused", refused.error, refused.permanent, refused.retry_after)
    except SlackUnknown:
        return ("unknown",)
    return ("answered",)


def in_one_process() -> tuple[Workspace, WorkspaceSlack, str]:
    workspace = Workspace(lambda: START, limits=False)
    app = workspace.install_app("Stocktake")
    return workspace, WorkspaceSlack(workspace, app.bot_token), workspace.add_channel("waits", (app.bot_user,))


@pytest.mark.parametrize("name", FAULTS)
def test_a_post_comes_to_the_same_over_sockets_and_in_one_process(served: Served, spoil: Spoil, name: str) -> None:
    workspace, stand_in, channel = in_one_process()
    over_sockets = WebSlack(served.app["bot_token"], f"{served.url}/api/", bound=BOUND)
    fault = FAULTS[name]
    spoil(workspace, fault)
    spoil(served, fault)

    assert outcome(over_sockets, served.channels["waits"]) == outcome(stand_in, channel)
    assert len(served.person().read(served.channels["waits"])) == len(workspace.state.conversations[channel].messages)


@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload_comes_to_the_same(served: Served, spoil: Spoil, name: str) -> None:
    workspace, stand_in, _ = in_one_process()
    over_sockets = WebSlack(served.app["bot_token"], f"{served.url}/api/", bound=BOUND)
    fault = UPLOADS[name]
    spoil(workspace, fault)
    spoil(served, fault)

    assert upload(over_sockets) == upload(stand_in)
