"""How routing does, and a person's own page: for people who can read the repository, forms for themselves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from starlette.exceptions import HTTPException
from starlette.routing import Route

from bot.web.forms import row_of
from bot.web.numbers import know_numbers

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.facts.people import Account
    from bot.messages.feedback_page import FeedbackPage, OwnPage
    from bot.web.access import Access
    from bot.web.site import Site

_BASE = "/repositories/{repository:number}/feedback"
_DONE = {
    "away": "Your days away are kept.",
    "number": "Your number of this week is kept.",
    "back": "It is taken back.",
}
_FORMS = ("away", "number", "back")


class Feedback(Protocol):
    """Who makes the pages and does what is said on them; bot.journeys.feedback_pages answers."""

    async def health(self, repository: int) -> FeedbackPage | None:
        """Return how routing does; None for a repository that is not known."""
        ...

    async def own(self, repository: int, person: Account) -> OwnPage | None:
        """Return a person's own page."""
        ...

    async def say(self, repository: int, person: Account, words: str) -> str:
        """Do what the command does; return why not, empty where it is done."""
        ...

    async def withdraw(self, repository: int, person: Account, row: int) -> bool:
        """Take back what the person said on the page."""
        ...


class FeedbackSite:
    """The page of a repository's feedback, a person's own page and its three forms."""

    def __init__(self, site: Site, access: Access, feedback: Feedback) -> None:
        self._site = site
        self._access = access
        self._feedback = feedback

    def routes(self) -> list[Route]:
        """Return the five addresses."""
        know_numbers()
        return [
            Route(_BASE, self.health),
            Route(f"{_BASE}/me", self.own),
            Route(f"{_BASE}/me/away", self.away, methods=["POST"]),
            Route(f"{_BASE}/me/number", self.number, methods=["POST"]),
            Route(f"{_BASE}/me/back", self.back, methods=["POST"]),
        ]

    async def health(self, request: Request) -> Response:
        """Show how routing does."""
        repository = _repository(request)
        session = await self._access.reader(request, repository)
        page = await self._feedback.health(repository)
        if page is None:
            raise HTTPException(404)
        return self._site.page("feedback.html", session, page=page)

    async def own(self, request: Request) -> Response:
        """Show a person's own page."""
        return await self._show(request)

    async def away(self, request: Request) -> Response:
        """Keep days away."""
        fields = await self._site.form(request)
        first, last, cover = (fields.get(name, "") for name in ("first", "last", "cover"))
        days = f"{first}..{last}" if last and last != first else first
        return await self._said(request, "away", f"away {days}" + (f" cover {cover}" if cover else ""), fields)

    async def number(self, request: Request) -> Response:
        """Keep the number of the week."""
        fields = await self._site.form(request)
        value, area, why = (fields.get(name, "") for name in ("number", "area", "why"))
        return await self._said(request, "number", f"report {value} {area}: {why}" if why else "report", fields)

    async def back(self, request: Request) -> Response:
        """Take back what was said here."""
        fields = await self._site.form(request)
        repository = _repository(request)
        _, person = await self._access.oneself(request, repository)
        row = row_of(fields)
        if row is None or not await self._feedback.withdraw(repository, person, row):
            return await self._show(request, problem="there is nothing of yours to take back")
        return self._site.redirect(f"/repositories/{repository}/feedback/me?done=back")

    async def _said(self, request: Request, form: str, words: str, fields: dict[str, str]) -> Response:
        repository = _repository(request)
        _, person = await self._access.oneself(request, repository)
        problem = await self._feedback.say(repository, person, words)
        if problem:
            return await self._show(request, problem, fields)
        return self._site.redirect(f"/repositories/{repository}/feedback/me?done={form}")

    async def _show(self, request: Request, problem: str = "", given: dict[str, str] | None = None) -> Response:
        repository = _repository(request)
        session, person = await self._access.oneself(request, repository)
        page = await self._feedback.own(repository, person)
        if page is None:
            raise HTTPException(404)
        base = f"/repositories/{repository}/feedback"
        return self._site.page(
            "own.html",
            session,
            status=422 if problem else 200,
            page=page,
            base=base,
            forms={name: (path := f"{base}/me/{name}", self._site.form_token(session, path)) for name in _FORMS},
            done="" if problem else _DONE.get(request.query_params.get("done", ""), ""),
            problem=problem,
            given=given or {},
        )


def _repository(request: Request) -> int:
    return int(request.path_params["repository"])
