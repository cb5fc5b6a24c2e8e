"""What GitHub knows of our app: its registration, where it is installed, and how its webhooks were answered.

Sources: https://docs.github.com/en/rest/apps/apps, https://docs.github.com/en/rest/apps/webhooks and
https://docs.github.com/en/rest/rate-limit/rate-limit. Everything is read; a token is bought to ask for a rate limit.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.facts.checkup import AppSeen, Granted, Quota, Sent
from bot.facts.people import Account
from bot.github.acts import moment
from bot.github.failures import http_date
from bot.github.registration import public_page, settings_page

if TYPE_CHECKING:
    from bot.github.client import App

MOST_INSTALLATIONS = 500
LAST_DELIVERIES = 100


async def fetch_app(app: App) -> AppSeen:
    """Return the registration. Raises FactsUnavailable."""
    answer = await app.ask("/app")
    theirs = http_date(answer.headers.get("date", ""))
    return AppSeen(
        name=str(answer.data["name"]),
        owner=account_of(answer.data["owner"]),
        settings_page=settings_page(app.web, answer.data) + "/permissions",
        public_page=public_page(app.web, answer.data),
        permissions=_levels(answer.data),
        events=tuple(map(str, answer.data.get("events") or ())),
        ahead=(app.now() - theirs).total_seconds() if theirs else 0.0,
    )


async def fetch_owner(app: App) -> Account:
    """Return the account that owns the app. Raises FactsUnavailable."""
    return (await fetch_app(app)).owner


async def fetch_installations(app: App, most: int = MOST_INSTALLATIONS) -> tuple[Granted, ...]:
    """Return where the app is installed, at most `most`. Raises FactsUnavailable."""
    found: list[Granted] = []
    for page in range(1, -(-most // 100) + 1):
        answer = await app.ask("/app/installations", per_page=100, page=page)
        found += map(_granted, answer.data)
        if not answer.has_next:
            break
    return tuple(found)


async def fetch_deliveries(app: App) -> tuple[Sent, ...]:
    """Return the last attempts to deliver a webhook, the newest first. Raises FactsUnavailable."""
    answer = await app.ask("/app/hook/deliveries", per_page=LAST_DELIVERIES)
    return tuple(map(sent, answer.data))


async def fetch_signature(app: App, delivery: int) -> str:
    """Return the `X-Hub-Signature-256` that an attempt was sent with, empty where there is none."""
    request = (await app.ask(f"/app/hook/deliveries/{delivery}")).data.get("request") or {}
    headers = {str(name).lower(): str(value) for name, value in (request.get("headers") or {}).items()}
    return headers.get("x-hub-signature-256", "")


async def fetch_quota(app: App, installation: int) -> Quota:
    """Return what is left of an installation's hour; asking costs nothing of it. Raises FactsUnavailable."""
    core = (await app.installation(installation).read("/rate_limit")).data["resources"]["core"]
    return Quota(int(core["limit"]), int(core["remaining"]), datetime.fromtimestamp(int(core["reset"]), tz=UTC))


def sent(one: dict[str, Any]) -> Sent:
    """Return an entry of GitHub's list of deliveries."""
    return Sent(
        int(one["id"]),
        str(one["guid"]),
        str(one["event"]),
        moment(one["delivered_at"]),
        int(one["status_code"]),
        str(one["status"]),
        one.get("installation_id"),
    )


def account_of(told: dict[str, Any]) -> Account:
    """Return an account as REST describes it."""
    return Account(str(told["login"]), int(told["id"]), str(told.get("type") or "User"))


def _granted(one: dict[str, Any]) -> Granted:
    return Granted(
        int(one["id"]),
        str((one.get("account") or {}).get("login", "")),
        str(one["html_url"]),
        _levels(one),
        tuple(map(str, one.get("events") or ())),
        one.get("suspended_at") is not None,
        moment(one["updated_at"]) if one.get("updated_at") else None,
    )


def _levels(of: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(level) for name, level in (of.get("permissions") or {}).items()}
