"""Signing in with GitHub through the app, and out again.

The app's callback address is `site.absolute(CALLBACK)`: it has to be registered with the app (`callback_urls` of a
manifest; "Callback URL" on the app's page). `state` and the PKCE verifier wait in the encrypted session, each good for
one answer. The person's token is used to ask what they may see, lies in their own encrypted cookie, and is ended on
GitHub when they sign out.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.facts.errors import FactsUnavailable
from bot.github.people import SignedOut
from bot.web.sessions import Person
from bot.web.site import own_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.github.people import People
    from bot.web.sessions import Session
    from bot.web.site import Site

LOG = logging.getLogger(__name__)
CALLBACK = "/sign-in/callback"
_NO_SIGN_IN = (
    "Nobody can sign in here yet",
    (
        "Whoever runs this server has to set ONESITTING_PUBLIC_URL, ONESITTING_CLIENT_ID and ONESITTING_CLIENT_SECRET, "
        "and the app's callback URL on GitHub."
    ),
)
_OLD = (
    "This sign-in was not finished here",
    (
        "It was begun in another browser or tab, more than ten minutes ago, or it was used already. You "
        "are not signed in by it: sign in again."
    ),
)
_DENIED = ("You did not sign in", "GitHub says that you declined; you can still sign in.")
_NO_ANSWER = (
    "GitHub did not sign you in",
    (
        "It did not answer as it should, and you are not signed in here: try again in a minute. Should it go on, the "
        "server's log says why."
    ),
)


class SignIn:
    """The three addresses of signing in and out; `people` None: not configured."""

    def __init__(self, site: Site, people: People | None) -> None:
        self._site = site
        self._people = people if site.public_url else None

    def routes(self) -> list[Route]:
        """Return `/sign-in`, its callback and `/sign-out`."""
        return [
            Route("/sign-in", self.begin),
            Route(CALLBACK, self.finish),
            Route("/sign-out", self.sign_out, methods=["POST"]),
        ]

    async def begin(self, request: Request) -> Response:
        """Send the browser to GitHub, and remember where it wanted to go (`next`)."""
        if self._people is None:
            return self._problem(_NO_SIGN_IN, status=404)
        state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        notes = {"state": state, "verifier": verifier, "next": own_path(request.query_params.get("next", "/"))}
        session = replace(self._site.session(request), notes=notes)
        back = self._site.absolute(CALLBACK)
        return self._site.leave_for(self._people.sign_in_url(back, state, verifier), session)

    async def finish(self, request: Request) -> Response:
        """Take GitHub's answer: a code that belongs to this browser becomes a person."""
        if self._people is None:
            return self._problem(_NO_SIGN_IN, status=404)
        session = self._site.session(request)
        notes, given = session.notes, request.query_params
        spent = replace(session, notes={})
        state = notes.get("state", "")
        if not state or not hmac.compare_digest(state.encode(), given.get("state", "").encode()):
            return self._problem(_OLD, spent, status=403, again=notes.get("next", "/"))
        if given.get("error") or not given.get("code"):
            return self._problem(_DENIED, spent, status=403, again=notes["next"])
        try:
            person = await self._person(self._people, given["code"], notes["verifier"])
        except FactsUnavailable as unavailable:
            LOG.warning("nobody was signed in: %s", unavailable.advice.reason)
            return self._problem(_NO_ANSWER, spent, status=502, again=notes["next"])
        if person is None:
            return self._problem(_OLD, spent, status=403, again=notes["next"])
        return self._site.redirect(notes["next"], self._site.sessions.sign_in(person, self._site.now()))

    async def sign_out(self, request: Request) -> Response:
        """End the session here and the token on GitHub."""
        await self._site.form(request)
        person = self._site.session(request).person
        if person is not None and self._people is not None:
            try:
                await self._people.forget(person.token)
            except FactsUnavailable as unavailable:
                LOG.warning("a token was not ended, it ends by itself: %s", unavailable.advice.reason)
        response = self._site.redirect("/")
        self._site.sessions.end(response)
        return response

    async def _person(self, people: People, code: str, verifier: str) -> Person | None:
        token = await people.token_of(code, self._site.absolute(CALLBACK), verifier)
        if token is None:
            return None
        try:
            account = await people.who(token)
        except SignedOut:
            return None
        return Person(account.id, account.login, token)

    def _problem(
        self, words: tuple[str, str], session: Session | None = None, *, status: int, again: str = ""
    ) -> Response:
        happened, to_do = words
        return self._site.page(
            "sign_in_problem.html", session, status=status, happened=happened, to_do=to_do, again=again
        )
