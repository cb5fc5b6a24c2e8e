"""People who sign in through the app: who they are, and what GitHub lets them see at this moment.

Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app.
A person's token opens what the person *and* the app may see, and nothing more. It is never stored: the caller keeps it
as long as the person is signed in, and `forget` ends it on GitHub.
"""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bot.facts.errors import FactsUnavailable, Retry
from bot.facts.people import Account
from bot.github.failures import advise, is_rate_limit
from bot.github.wire import API_VERSION, Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.github.failures import Refusal
    from bot.github.wire import Answer, Wire

_UNKNOWN = frozenset({403, 404, 410, 451})
"""What GitHub answers for a repository that a person may not see: 404, or 403 where single sign-on is missing."""

_ADMINISTERS = """
query Administers($login: String!) { organization(login: $login) { viewerCanAdminister } }
"""
"""https://docs.github.com/en/graphql/reference/objects#organization: null where GitHub does not say, which is a no."""


class SignedOut(Exception):  # noqa: N818 - named after what happened, as the house's errors are
    """GitHub does not take the token any more: the person has to sign in again."""


class People:
    """Asks GitHub in the name of people. Everything raises FactsUnavailable where GitHub does not answer."""

    def __init__(self, wire: Wire, web: str, client_id: str, client_secret: str, now: Callable[[], datetime]) -> None:
        """`web` is where people read GitHub; the id and the secret are the app's, for signing in."""
        self._wire = wire
        self._web = web
        self._client_id = client_id
        self._client_secret = client_secret
        self._now = now

    def sign_in_url(self, back: str, state: str, verifier: str) -> str:
        """Return GitHub's page that asks a person whether they let the app know who they are.

        It leads `back` with a code and the `state`. Only who knows the `verifier` can use the code (PKCE, RFC 7636).
        """
        challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "client_id": self._client_id,
            "redirect_uri": back,
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._web}/login/oauth/authorize?{urlencode(asked)}"

    async def token_of(self, code: str, back: str, verifier: str) -> str | None:
        """Return the person's token for a code; None where GitHub does not take the code: wrong, used or expired."""
        asked = {
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        headers = {"Accept": "application/json"}
        try:
            answer = await self._wire.call("POST", f"{self._web}/login/oauth/access_token", headers, asked)
        except Refused as refused:
            raise self._unavailable(refused.refusal) from None
        told = answer.data if isinstance(answer.data, dict) else {}
        if told.get("error") == "incorrect_client_credentials":
            raise FactsUnavailable(Retry("GitHub does not know the app's client id and client secret together"))
        token = told.get("access_token")
        return token if isinstance(token, str) and token else None

    async def who(self, token: str) -> Account:
        """Return whose token it is. Raises SignedOut."""
        person: dict[str, Any] = (await self._as_person(token, "/user")).data
        return Account(str(person["login"]), int(person["id"]), str(person.get("type") or "User"))

    async def may_read(self, token: str, repository: int) -> bool:
        """Return whether the person may see a repository, by its id, at this moment. Raises SignedOut."""
        try:
            await self._as_person(token, f"/repositories/{repository}")
        except _NotForThem:
            return False
        return True

    async def administers(self, token: str, owner: Account) -> bool:
        """Return whether the person owns the app: it is theirs, or they are an owner of the organisation it belongs to.

        Raises SignedOut.
        """
        if owner.type != "Organization":
            return (await self.who(token)).id == owner.id  # a token that was ended is nobody's
        asked = {"query": _ADMINISTERS, "variables": {"login": owner.login}}
        try:
            answer = await self._wire.send("POST", "/graphql", token, asked)
        except Refused as refused:
            if refused.refusal.status == 401:  # noqa: PLR2004
                raise SignedOut from None
            raise self._unavailable(refused.refusal) from None
        told = ((answer.data or {}).get("data") or {}).get("organization") or {}
        return told.get("viewerCanAdminister") is True

    async def forget(self, token: str) -> None:
        """End the token on GitHub; nothing happens where it is over already."""
        known = base64.b64encode(f"{self._client_id}:{self._client_secret}".encode()).decode()
        headers = {"Authorization": f"Basic {known}", "X-GitHub-Api-Version": API_VERSION}
        try:
            path = f"/applications/{self._client_id}/token"
            await self._wire.call("DELETE", path, headers, {"access_token": token})
        except Refused as refused:
            if refused.refusal.status not in {404, 422}:
                raise self._unavailable(refused.refusal) from None

    async def _as_person(self, token: str, path: str) -> Answer:
        try:
            return await self._wire.send("GET", path, token)
        except Refused as refused:
            refusal = refused.refusal
            if refusal.status == 401:  # noqa: PLR2004
                raise SignedOut from None
            if refusal.status in _UNKNOWN and not is_rate_limit(refusal):
                raise _NotForThem(advise(refusal, self._now())) from None
            raise self._unavailable(refusal) from None

    def _unavailable(self, refusal: Refusal) -> FactsUnavailable:
        return FactsUnavailable(advise(refusal, self._now()))


class _NotForThem(FactsUnavailable):
    pass
