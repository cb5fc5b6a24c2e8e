"""The page that a repository's first settings are proposed from, to people who can read the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from bot.messages.first_rules import HEADS, HOW
from bot.web.numbers import know_numbers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.messages.first_rules import FirstRules
    from bot.web.access import Access
    from bot.web.site import Site


def first_rules_routes(
    site: Site, access: Access, first_rules: Callable[[int], Awaitable[FirstRules | None]]
) -> list[Route]:
    """Return the page; `first_rules` returns None for a repository that is not known."""

    async def page(request: Request) -> Response:
        repository = request.path_params["repository"]
        session = await access.reader(request, repository)
        found = await first_rules(repository)
        if found is None:
            raise HTTPException(404)
        return site.page("first_rules.html", session, page=found, heads=HEADS, how=HOW, again=request.scope["path"])

    know_numbers()
    return [Route("/repositories/{repository:number}/make-it-yours", page)]
