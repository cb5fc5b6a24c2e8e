"""Apps being registered from a manifest: the code that GitHub gives to the browser, good once and for an hour.

Source: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.practice.permissions import events_for
from bot.practice.world import AppIdentity

if TYPE_CHECKING:
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject
    from bot.practice.world import World

CODE_LIVES = timedelta(hours=1)
LONGEST_NAME = 34


@dataclass(slots=True, eq=False)
class Registration:
    """What a person confirmed in the browser; `converted` once the app has fetched its credentials."""

    name: str
    owner: Account
    manifest: JsonObject
    made_at: datetime
    code: str = field(default_factory=lambda: secrets.token_hex(20))
    converted: bool = False

    def good(self, now: datetime) -> bool:
        """Whether the code can still be converted."""
        return not self.converted and now - self.made_at < CODE_LIVES


def wrong_with(manifest: JsonObject, name: str) -> list[str]:
    """Return what GitHub's form says of a manifest that it does not take; empty where it does."""
    found = []
    hook = manifest.get("hook_attributes")
    hook_url = hook.get("url") if isinstance(hook, dict) else None
    if not 0 < len(name) <= LONGEST_NAME:
        found.append(f"Name must be from 1 to {LONGEST_NAME} characters")
    if not _is_url(manifest.get("url")):
        found.append("Homepage URL can't be blank and must be a valid URL")
    if hook is not None and not _is_url(hook_url):
        found.append("Hook url can't be blank")
    elif hook is not None and not _is_public(str(hook_url)):
        found.append("Hook url is not supported because it isn't reachable over the public Internet (localhost)")
    if not _is_url(manifest.get("redirect_url")):
        found.append("Redirect URL is not a valid URL")
    held, events = _levels(manifest), manifest.get("default_events", [])
    if not isinstance(events, list) or not set(map(str, events)) <= set(events_for(held)):
        found.append("Default events are not supported by permissions")
    return found


def register(world: World, registration: Registration, *, webhook_secret: str, client_secret: str) -> AppIdentity:
    """Make the app of a registration the one of this GitHub, and return it."""
    registration.converted = True
    slug = re.sub(r"[^a-z0-9]+", "-", registration.name.lower()).strip("-")
    bot = world.account(f"{slug}[bot]", "Bot")
    events, callbacks = registration.manifest.get("default_events", []), registration.manifest.get("callback_urls", [])
    world.app = AppIdentity(
        id=world.next_id("app"),
        slug=slug,
        bot=bot,
        owner=registration.owner,
        permissions=_levels(registration.manifest),
        events=tuple(map(str, events)) if isinstance(events, list) else (),
        setup_url=str(registration.manifest.get("setup_url") or ""),
        callback_urls=tuple(map(str, callbacks)) if isinstance(callbacks, list) else (),
        client_secret=client_secret,
    )
    hook = registration.manifest.get("hook_attributes")
    world.webhooks.secret, world.webhooks.app_id = webhook_secret, world.app.id
    world.webhooks.url = str(hook.get("url", "")) if isinstance(hook, dict) else ""
    return world.app


def _levels(manifest: JsonObject) -> dict[str, str]:
    held = manifest.get("default_permissions")
    return {str(name): str(level) for name, level in held.items()} if isinstance(held, dict) else {}


def _is_url(value: object) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_public(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")
