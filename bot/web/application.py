"""The application a web server runs: routes, and a page of constant words for whatever they raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette

from bot.web.refusals import handlers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import Lifespan

    from bot.web.site import Site


def web_app(site: Site, routes: Sequence[BaseRoute], lifespan: Lifespan[Starlette] | None = None) -> Starlette:
    """Return the application of these routes. An address is met exactly or not at all: none is corrected by a redirect,
    which Starlette would make from the request's own Host header.
    """
    app = Starlette(routes=routes, exception_handlers=handlers(site), lifespan=lifespan)
    app.router.redirect_slashes = False
    return app
