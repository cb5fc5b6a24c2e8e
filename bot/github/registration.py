"""A new app at GitHub: the code that the browser brought becomes its credentials.

Source: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest. The code is good
once and for an hour. An answer that is lost takes the credentials with it: the call is never repeated by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.facts.registration import NoApp, RegisteredApp
from bot.github.wire import API_VERSION, Refused, Wire, web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_CODE = re.compile(r"[A-Za-z0-9_-]{1,200}")
"""It comes from a browser, and stands in a path."""


async def convert_code(
    base_url: str, code: str, transport: httpx.AsyncBaseTransport | None = None
) -> RegisteredApp | NoApp:
    """Return the app that was registered with the code, or what GitHub answered instead."""
    if _CODE.fullmatch(code) is None:
        return NoApp(404, "")
    wire = Wire(base_url, transport)
    try:
        answer = await wire.call("POST", f"/app-manifests/{code}/conversions", {"X-GitHub-Api-Version": API_VERSION})
    except Refused as refused:
        return NoApp(refused.refusal.status, refused.refusal.says)
    finally:
        await wire.aclose()
    try:
        return _registered(web_address(base_url), answer.data)
    except (AttributeError, LookupError, TypeError, ValueError):
        return NoApp(502, "the answer does not describe an app")


def settings_page(web: str, app: Mapping[str, Any]) -> str:
    """Return the page on which an app's owner changes it."""
    owner = app.get("owner") or {}
    where = f"/organizations/{owner.get('login', '')}" if owner.get("type") == "Organization" else ""
    return f"{web}{where}/settings/apps/{app['slug']}"


def public_page(web: str, app: Mapping[str, Any]) -> str:
    """Return the page from which an app is installed; its path differs on GitHub Enterprise Server."""
    return web + urlsplit(str(app["html_url"])).path


def _registered(web: str, app: Mapping[str, Any]) -> RegisteredApp:
    return RegisteredApp(
        id=int(app["id"]),
        name=str(app["name"]),
        page=settings_page(web, app),
        web=public_page(web, app),
        private_key=str(app["pem"]).strip(),
        webhook_secret=str(app["webhook_secret"]),
        client_id=str(app["client_id"]),
        client_secret=str(app["client_secret"]),
    )
