"""The pages that explain a decision, to people who can read the repository; and the shipped rules, to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from bot.messages.explain_page import ExplainPage, IssuePage, KeptPage, PullRequestPage
from bot.shipped import shipped_texts
from bot.web.numbers import know_numbers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.facts.repository import SubjectKind
    from bot.web.access import Access
    from bot.web.site import Site

_TEMPLATES = {
    PullRequestPage: "explain_pull_request.html",
    IssuePage: "explain_issue.html",
    KeptPage: "explain_kept.html",
}
FOLDERS: Mapping[str, SubjectKind] = {"pulls": "pull_request", "issues": "issue"}


def explain_routes(
    site: Site, access: Access, explain: Callable[[SubjectKind, int, int], Awaitable[ExplainPage | None]]
) -> list[Route]:
    """Return the pages of pull requests and issues; `explain` returns None for what is not known."""

    async def page(request: Request) -> Response:
        repository, number = request.path_params["repository"], request.path_params["number"]
        kind = FOLDERS.get(request.path_params["folder"])
        if kind is None:
            raise HTTPException(404)
        session = await access.reader(request, repository)
        found = await explain(kind, repository, number)
        if found is None:
            raise HTTPException(404)
        folder = request.path_params["folder"]
        return site.page(
            _TEMPLATES[type(found)], session, page=found, ask=f"/repositories/{repository}/{folder}/{number}/ask"
        )

    know_numbers()
    return [Route("/repositories/{repository:number}/{folder}/{number:number}", page)]


def rules_routes(site: Site) -> list[Route]:
    """Return the page of each shipped file of rules; nothing in them is anybody's."""
    texts = shipped_texts()
    drawn: dict[str, Response] = {}

    async def page(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in texts:
            raise HTTPException(404)
        if name not in drawn:  # once: anybody may ask for it, and the largest takes 25 ms to draw
            told = texts[name]
            drawn[name] = site.page(
                "rules.html", name=told.source, lines=told.text.splitlines(), revision=told.revision
            )
        return drawn[name]

    return [Route("/rules/{name:path}", page)]
