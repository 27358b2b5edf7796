"""The Slack app as Slack wants it described: its scopes, events, command and shortcut, and nothing that is not used."""

from typing import Any, Final

import yaml

from bot.ports import Json

SCOPES: Final = {
    "app_mentions:read": "questions asked with @Stocktake under a summary",
    "channels:history": "looking up whether a summary was posted, after a crash",
    "channels:read": "which channels there are, and how wide they are",
    "chat:write": "everything it says",
    "commands": "/stocktake, and the shortcut on a message",
    "files:read": "whether an uploaded chart can be shown yet",
    "files:write": "charts",
    "groups:history": "as channels:history, for private channels",
    "groups:read": "as channels:read, for private channels",
    "im:history": "what people answer in their direct messages",
    "im:write": "opening a direct message with somebody",
    "users:read": "names, time zones, and who has left",
    "users:read.email": "plans that name people by their e-mail address",
}
EVENTS: Final = ("app_home_opened", "app_mention", "message.im", "team_join", "user_change")
SHORTCUT: Final = {
    "name": "Ask the delivery unit",
    "type": "message",
    "callback_id": "ask_about_message",
    "description": "Ask about what a message says",
}
COMMAND: Final = {
    "command": "/stocktake",
    "description": "The delivery unit's routines",
    "usage_hint": "help",
    "should_escape": True,
}


def manifest(url: str = "") -> Json:
    """For Slack's "create an app from a manifest". With `url` Slack comes by HTTP, without it by Socket Mode."""
    events = f"{url.rstrip('/')}/slack/events" if url else ""
    request = {"request_url": events} if url else {}
    address = {"url": events} if url else {}
    return {
        "display_information": {
            "name": "Stocktake",
            "description": "Runs a delivery unit's routines",
            "background_color": "#26374a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Stocktake", "always_online": True},
            "shortcuts": [SHORTCUT],
            "slash_commands": [COMMAND | address],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | request,
            "interactivity": {"is_enabled": True} | request,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(described: dict[str, Any]) -> str:
    """As Slack's form takes it."""
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True)
