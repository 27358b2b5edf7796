"""Slack's error codes: which are for good, which pass, and what staff can do about them."""

from typing import Final

PERMANENT: Final = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "user_not_found",
        "user_disabled",
        "messages_tab_disabled",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "missing_scope",
        "not_authed",
        "invalid_auth",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_metadata_format",
        "expired_trigger_id",
        "exchanged_trigger_id",
        "thread_not_found",
        "unknown_method",
        "method_deprecated",
        "deprecated_endpoint",
        "invalid_arg_name",
        "invalid_form_data",
        "metadata_too_large",
        "metadata_must_be_sent_from_app",
        "cannot_reply_to_message",
        "channel_type_not_supported",
        "team_access_not_granted",
        "no_permission",
    }
)
PERMANENT_PREFIXES: Final = ("restricted_action", "invalid_blocks")
UNKNOWN: Final = frozenset({"fatal_error"})  # Slack says that some of it may have been done
RATE_LIMITED: Final = frozenset({"ratelimited", "rate_limited"})
NOT_SENT: Final = "not_sent"  # ours: there was no connection
PASSING: Final = RATE_LIMITED | {
    "internal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    NOT_SENT,
}

MENDS: Final = {
    "channel_not_found": "Invite the bot to the channel, or correct the channel in the plan.",
    "not_in_channel": "Invite the bot to the channel with /invite @Stocktake.",
    "is_archived": "Unarchive the channel, or name another one in the plan.",
    "user_not_found": "Name somebody else in the plan.",
    "user_disabled": "This person is deactivated; name somebody else in the plan.",
    "messages_tab_disabled": "Turn on the Messages Tab on the app's page, under App Home.",
    "missing_scope": "Reinstall the app so that it gets the scopes of its manifest.",
    "invalid_auth": "Put the bot token of this workspace into SLACK_BOT_TOKEN and start the bot again.",
    "not_authed": "Put the bot token of this workspace into SLACK_BOT_TOKEN and start the bot again.",
    "token_revoked": "Install the app again and put its new bot token into SLACK_BOT_TOKEN.",
    "account_inactive": "Install the app again and put its new bot token into SLACK_BOT_TOKEN.",
    "token_expired": "Install the app again and put its new bot token into SLACK_BOT_TOKEN.",
    "not_allowed_token_type": "Put the bot token, which starts with xoxb-, into SLACK_BOT_TOKEN.",
    "team_access_not_granted": "Ask a workspace admin to approve the app for this workspace.",
    NOT_SENT: "Check the network, the proxy and SLACK_API_URL.",
}


def is_permanent(error: str) -> bool:
    """Whether trying again would bring the same answer."""
    return error in PERMANENT or error.startswith(PERMANENT_PREFIXES)


def passes(error: str) -> bool:
    """Whether it is sure to be over some time without anybody's doing. Of a code that nobody knows nothing is sure."""
    return error in PASSING


def mend(error: str) -> str:
    """What staff can do about it, in one sentence."""
    if error.startswith("restricted_action"):
        return "A workspace rule keeps the bot from posting there; ask a workspace admin."
    return MENDS.get(error, "Please tell whoever runs the bot, and quote this code.")
