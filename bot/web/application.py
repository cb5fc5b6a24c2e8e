"""The application a web server runs: routes, pages of constant words for what they raise, and a door before both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette

from bot.web.refusals import handlers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.routing import BaseRoute, Route
    from starlette.types import ExceptionHandler, Lifespan, Receive, Scope, Send

    from bot.web.site import Site


class Application(Starlette):
    """Starlette, with one route that is answered before any of its layers; its path has no parameters.

    A delivery needs neither sessions nor pages, and those layers cost more than checking its signature. An address is
    met exactly or not at all: none is corrected by a redirect, which Starlette would make from the Host header as sent.
    """

    def __init__(
        self,
        first: Route | None,
        routes: Sequence[BaseRoute],
        lifespan: Lifespan[Starlette] | None = None,
        exception_handlers: Mapping[Any, ExceptionHandler] | None = None,
    ) -> None:
        super().__init__(
            routes=[*([first] if first else ()), *routes], exception_handlers=exception_handlers, lifespan=lifespan
        )
        self.router.redirect_slashes = False
        self._first = first
        self._place = {("http", first.path, method) for method in first.methods or ()} if first else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. A method that the first route does not take is Starlette's to refuse."""
        if self._first is not None and (scope["type"], scope.get("path"), scope.get("method")) in self._place:
            await self._first.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def web_app(
    site: Site, routes: Sequence[BaseRoute], lifespan: Lifespan[Starlette] | None = None, *, first: Route | None = None
) -> Starlette:
    """Return the application of these routes; `first` is the door, where there is one."""
    return Application(first, routes, lifespan, handlers(site))
