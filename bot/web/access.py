"""Who may see a page about a repository: whoever can read the repository on GitHub, asked when the page is asked for.

Not allowed and not existing look the same. An answer of GitHub's is believed for a minute at most. Where the operator
allows signed links, one opens its page without signing in.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException

from bot.facts.people import Account
from bot.github.people import SignedOut

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request

    from bot.addresses import Addresses
    from bot.github.people import People
    from bot.web.sessions import Person, Session
    from bot.web.site import Site

BELIEVED = timedelta(minutes=1)
_MOST_ANSWERS = 10_000


class SignInFirst(Exception):  # noqa: N818 - named after what happened, as the house's errors are
    """The page is for somebody who signed in; `back` is where they wanted to go."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back

    @property
    def path(self) -> str:
        """Where the browser is sent."""
        return f"/sign-in?next={quote(self.back, safe='/')}"


class Access:
    """The one place that decides who sees what; `people` None: nobody can sign in here."""

    def __init__(self, site: Site, addresses: Addresses, people: People | None) -> None:
        self._site = site
        self._addresses = addresses
        self._people = people
        self._answers: OrderedDict[tuple[str, int], tuple[datetime, bool]] = OrderedDict()

    def person(self, request: Request) -> tuple[Session, Person]:
        """Return who signed in. Raises SignInFirst."""
        session = self._site.sessions.read(request, self._site.now())
        if session is None or session.person is None or self._people is None:
            raise SignInFirst(_asked(request))
        return session, session.person

    async def oneself(self, request: Request, repository: int) -> tuple[Session, Account]:
        """Return the session of somebody who may read a repository now, and who that is by GitHub's word.

        For pages on which people act: no link opens them, and a login that changed hands is nobody's. Raises as
        `reader` does.
        """
        session, person = self.person(request)
        if not await self._may_read(request, session, person, repository):
            raise HTTPException(404)
        try:
            return session, await self._people.who(person.token) if self._people else Account("")
        except SignedOut:
            raise SignInFirst(_asked(request)) from None

    async def reader(self, request: Request, repository: int) -> Session | None:
        """Return the session of somebody who may read a repository now; None for whoever comes by a signed link.

        Raises SignInFirst, HTTPException 404 for everybody else, FactsUnavailable where GitHub does not answer.
        """
        if self._addresses.opens(request.scope["path"], request.query_params.get("link", ""), self._site.now()):
            return None
        session, person = self.person(request)
        if not await self._may_read(request, session, person, repository):
            raise HTTPException(404)
        return session

    async def _may_read(self, request: Request, session: Session, person: Person, repository: int) -> bool:
        now, key = self._site.now(), (session.id, repository)
        known = self._answers.get(key)
        if known is not None and now - known[0] < BELIEVED:
            return known[1]
        if self._people is None:
            return False
        try:
            allowed = await self._people.may_read(person.token, repository)
        except SignedOut:
            raise SignInFirst(_asked(request)) from None
        self._answers[key] = (now, allowed)
        self._answers.move_to_end(key)
        while len(self._answers) > _MOST_ANSWERS:
            self._answers.popitem(last=False)
        return allowed


def _asked(request: Request) -> str:
    """Return where a browser wanted to go; a form's page is shown again instead of the form being sent again."""
    query = request.scope["query_string"].decode("latin-1")  # no request.url: made with the Host header, as sent
    return str(request.scope["path"]) + (f"?{query}" if query and request.method == "GET" else "")
