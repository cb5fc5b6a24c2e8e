"""The setup's addresses on a server that has its app: whoever comes late is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.messages.setup import DONE, INSTALLED, too_late
from bot.web.setup_by_hand import PATH as BY_HAND
from bot.web.setup_pages import AFTERWARDS, REGISTERED, SETUP
from bot.web.setup_shown import show_notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.inbox.setups import Setups
    from bot.web.site import Site


def setup_done(site: Site, setups: Setups, now: Callable[[], datetime]) -> list[Route]:
    """Return the routes. A second person who comes back from GitHub hears that their app is not the one."""

    async def done(_: Request) -> Response:
        return show_notice(site, DONE)

    async def registered(request: Request) -> Response:
        _, choice = await setups.claim(request.query_params.get("state", ""), now())
        return show_notice(site, too_late(None) if choice is not None else DONE)

    async def installed(_: Request) -> Response:
        return show_notice(site, INSTALLED)

    return [
        Route(SETUP, done, methods=["GET", "POST"]),
        Route(BY_HAND, done, methods=["GET", "POST"]),
        Route(REGISTERED, registered),
        Route(AFTERWARDS, installed),
    ]
