"""The first page: what this is, and where its other pages are linked from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.web.site import Site


def home_route(site: Site, *, signs_in: bool) -> Route:
    """Return `/`. `signs_in`: people can sign in here."""

    async def home(request: Request) -> Response:
        session = site.sessions.read(request, site.now())
        return site.page("home.html", session, signs_in=signs_in)

    return Route("/", home)
