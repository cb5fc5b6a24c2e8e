"""The page on which a person asks for something about a pull request or an issue, without writing a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from starlette.exceptions import HTTPException
from starlette.routing import Route

from bot.web.explain import FOLDERS
from bot.web.forms import row_of
from bot.web.numbers import know_numbers

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.facts.people import Account
    from bot.facts.repository import SubjectKind
    from bot.messages.asking_page import AskingPage
    from bot.web.access import Access
    from bot.web.site import Site

_BASE = "/repositories/{repository:number}/{folder}/{number:number}/ask"
_DONE = {
    "said": "Heard. What it changes shows on GitHub within a minute.",
    "back": "It is taken back. What that changes shows on GitHub within a minute.",
}


class Asking(Protocol):
    """Who knows what may be asked for; bot.journeys.asking answers."""

    async def page(self, kind: SubjectKind, repository: int, number: int, person: Account) -> AskingPage | None:
        """Return what the person may ask for; None for a pull request or issue that is not known."""
        ...

    async def say(
        self, kind: SubjectKind, repository: int, number: int, person: Account, words: str, *, seen: str = ""
    ) -> str:
        """Do what the command does; return why not, empty where it is done. `seen`: the commit that the page showed."""
        ...

    async def withdraw(self, kind: SubjectKind, repository: int, number: int, person: Account, row: int) -> bool:
        """Take back what the person said on the page."""
        ...


class AskingSite:
    """One page with a form for each command, and the two addresses that they post to."""

    def __init__(self, site: Site, access: Access, asking: Asking) -> None:
        self._site = site
        self._access = access
        self._asking = asking

    def routes(self) -> list[Route]:
        """Return the three addresses."""
        know_numbers()
        return [
            Route(_BASE, self.show),
            Route(f"{_BASE}/say", self.say, methods=["POST"]),
            Route(f"{_BASE}/back", self.back, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show what this person may ask for."""
        return await self._show(request)

    async def say(self, request: Request) -> Response:
        """Hear a command."""
        fields = await self._site.form(request)
        kind, repository, number = _about(request)
        _, person = await self._access.oneself(request, repository)
        command = fields.get("command", "")
        given = (fields.get(f"{command}-{place}", "") for place in range(2))
        words, seen = " ".join((command, *given)), fields.get("commit", "")
        problem = await self._asking.say(kind, repository, number, person, words, seen=seen)
        if problem:
            return await self._show(request, problem, fields)
        return self._site.redirect(f"{_path(request)}?done=said")

    async def back(self, request: Request) -> Response:
        """Take back what was asked for here."""
        fields = await self._site.form(request)
        kind, repository, number = _about(request)
        _, person = await self._access.oneself(request, repository)
        row = row_of(fields)
        if row is None or not await self._asking.withdraw(kind, repository, number, person, row):
            return await self._show(request, "there is nothing of yours to take back")
        return self._site.redirect(f"{_path(request)}?done=back")

    async def _show(self, request: Request, problem: str = "", given: dict[str, str] | None = None) -> Response:
        kind, repository, number = _about(request)
        session, person = await self._access.oneself(request, repository)
        page = await self._asking.page(kind, repository, number, person)
        if page is None:
            raise HTTPException(404)
        path = _path(request)
        return self._site.page(
            "asking.html",
            session,
            status=422 if problem else 200,
            page=page,
            why=path.removesuffix("/ask"),
            own=f"/repositories/{repository}/feedback/me",
            forms={name: (at := f"{path}/{name}", self._site.form_token(session, at)) for name in ("say", "back")},
            done="" if problem else _DONE.get(request.query_params.get("done", ""), ""),
            problem=problem,
            given=given or {},
        )


def _about(request: Request) -> tuple[SubjectKind, int, int]:
    kind = FOLDERS.get(request.path_params["folder"])
    if kind is None:
        raise HTTPException(404)
    return kind, request.path_params["repository"], request.path_params["number"]


def _path(request: Request) -> str:
    where = request.path_params
    return f"/repositories/{where['repository']}/{where['folder']}/{where['number']}/ask"
