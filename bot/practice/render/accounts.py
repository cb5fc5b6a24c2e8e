"""Accounts as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject


def render_account(account: Account) -> JsonObject:
    """Return the "simple user" that stands wherever an account is named."""
    login = account.login.replace("[", "%5B").replace("]", "%5D")
    api = f"{API}/users/{login}"
    slug = account.login.removesuffix("[bot]")
    return {
        "login": account.login,
        "id": account.id,
        "node_id": account.node_id,
        "avatar_url": f"https://avatars.githubusercontent.com/u/{account.id}?v=4",
        "gravatar_id": "",
        "url": api,
        "html_url": f"{WEB}/apps/{slug}" if account.type == "Bot" else f"{WEB}/{account.login}",
        "followers_url": f"{api}/followers",
        "following_url": f"{api}/following{{/other_user}}",
        "gists_url": f"{api}/gists{{/gist_id}}",
        "starred_url": f"{api}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{api}/subscriptions",
        "organizations_url": f"{api}/orgs",
        "repos_url": f"{api}/repos",
        "events_url": f"{api}/events{{/privacy}}",
        "received_events_url": f"{api}/received_events",
        "type": account.type,
        "user_view_type": "public",
        "site_admin": False,
    }


def render_person(account: Account) -> JsonObject:
    """Return what `GET /user` tells of whoever asks: a profile that is filled in by nobody."""
    profile = dict.fromkeys(("company", "blog", "location", "email", "hireable", "bio", "twitter_username"))
    counts = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
    times = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T00:00:00Z")
    return {**render_account(account), "name": account.name or None, **profile, **counts, **times}


def render_organization(account: Account) -> JsonObject:
    """Return the organisation that stands beside `repository` in a webhook."""
    api = f"{API}/orgs/{account.login}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": account.node_id,
        "url": api,
        "repos_url": f"{api}/repos",
        "events_url": f"{api}/events",
        "hooks_url": f"{api}/hooks",
        "issues_url": f"{api}/issues",
        "members_url": f"{api}/members{{/member}}",
        "public_members_url": f"{api}/public_members{{/member}}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{account.id}?v=4",
        "description": "",
    }
