"""users.*: who is in the workspace."""

from collections.abc import Mapping
from typing import Any

from sandbox.arguments import page, truth
from sandbox.errors import SlackError
from sandbox.state import TEAM, App, Json, State, User

Args = Mapping[str, Any]


def list_(state: State, app: App, args: Args) -> Json:
    locale = truth(args.get("include_locale"))
    told, cursor = page([member(one, locale=locale) for one in state.users.values()], args)
    return {"members": told, "response_metadata": {"next_cursor": cursor}}


def info(state: State, app: App, args: Args) -> Json:
    user = state.users.get(str(args.get("user", "")))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": member(user, locale=truth(args.get("include_locale")))}


def by_email(state: State, app: App, args: Args) -> Json:
    found = next((one for one in state.users.values() if one.email == args.get("email") and not one.deleted), None)
    if found is None:
        raise SlackError("users_not_found")
    return {"user": member(found, locale=False)}


def member(user: User, *, locale: bool) -> Json:
    told: Json = {
        "id": user.id,
        "team_id": TEAM,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "tz": user.tz,
        "is_bot": user.bot,
        "is_admin": user.admin,
        "is_restricted": user.guest,
        "is_ultra_restricted": False,
        "profile": {"real_name": user.real_name, "display_name": user.name, "email": user.email},
    }
    return {**told, "locale": user.locale} if locale else told
