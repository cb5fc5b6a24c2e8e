"""Who we are to GitHub: the app's signed claim, and the installation tokens it buys.

Sources: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app (claims: `iat` a minute
back against drifting clocks, `exp` at most ten minutes ahead; tokens live one hour).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Mapping

BACKDATED = timedelta(seconds=60)
CLAIM_LIVES = timedelta(minutes=9)
RENEW_BEFORE = timedelta(minutes=5)
"""A journey that starts with a token must be able to end with it."""


class AppKey:
    """The app's id and private key; `claim` signs who we are for the next minutes."""

    def __init__(self, app_id: int, private_key: str) -> None:
        """Load the key. Raises ValueError in words for a person; the words never hold the key."""
        try:
            key = load_pem_private_key(private_key.strip().encode() + b"\n", password=None)
        except (ValueError, TypeError):
            raise ValueError("the app's private key is not an unencrypted PEM file as GitHub generates it") from None
        if not isinstance(key, RSAPrivateKey):
            raise ValueError("the app's private key is not an RSA key; download a new one from the app's settings")  # noqa: TRY004 - the text is wrong, not a type
        self.app_id = app_id
        self._key = key

    def claim(self, now: datetime) -> str:
        """Return a JWT for `now` (RS256)."""
        payload = {"iss": str(self.app_id), "iat": now - BACKDATED, "exp": now + CLAIM_LIVES}
        return jwt.encode(payload, self._key, algorithm="RS256")


class Scope(NamedTuple):
    """What a token is for. With a repository id it opens that one alone; without, all that the installation has.

    `reads` narrows a token to reading what these permissions are about; empty: all that the installation may.
    """

    installation: int
    repository: int | None = None
    reads: tuple[str, ...] = ()

    @property
    def request(self) -> dict[str, object]:
        """The body that asks for it."""
        body: dict[str, object] = {}
        if self.repository is not None:
            body["repository_ids"] = [self.repository]
        if self.reads:
            body["permissions"] = dict.fromkeys(self.reads, "read")
        return body


@dataclass(frozen=True, slots=True)
class Token:
    """An installation token; `value` never reaches a log (it has no repr). `permissions` are what it may do."""

    value: str
    expires_at: datetime
    permissions: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Token(expires_at={self.expires_at.isoformat()})"


class Tokens:
    """Tokens in use, bought once however many journeys ask at the same time."""

    def __init__(self, buy: Callable[[Scope], Awaitable[Token]], now: Callable[[], datetime]) -> None:
        self._buy = buy
        self._now = now
        self._bought: dict[Scope, Token] = {}
        self._buying: dict[Scope, asyncio.Task[Token]] = {}
        self._unwanted: set[asyncio.Task[Token]] = set()
        self._grants: dict[int, Hashable] = {}

    async def get(self, scope: Scope) -> Token:
        """Return a token good for five more minutes; raises what buying one raises, to everyone who waits."""
        token = self._bought.get(scope)
        if token is not None and token.expires_at - self._now() > RENEW_BEFORE:
            return token
        task = self._buying.get(scope)
        if task is None:
            task = asyncio.create_task(self._purchase(scope))
            # Everyone who waits is told; a purchase nobody waits for any more may fail unheard.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._buying[scope] = task
        # Shielded: one journey that is cancelled must not take the token from the others.
        return await asyncio.shield(task)

    def heed(self, installation: int, grant: Hashable) -> None:
        """Forget the tokens of an installation that were bought under another grant than the one that holds now.

        The event that tells of new permissions reaches one process of a fleet; a token lives for an hour in each.
        """
        if self._grants.setdefault(installation, grant) != grant:
            self._grants[installation] = grant
            self.evict_installation(installation)

    def evict(self, scope: Scope, token: Token) -> None:
        """Forget a token that GitHub refused, unless a newer one has taken its place."""
        if self._bought.get(scope) is token:
            del self._bought[scope]

    def evict_installation(self, installation: int) -> None:
        """Forget every token of an installation: it was suspended, deleted or given other permissions."""
        for scope in [scope for scope in self._bought if scope.installation == installation]:
            del self._bought[scope]
        # What is being bought this moment may still be of the old kind: nobody finds it afterwards.
        for scope in [scope for scope in self._buying if scope.installation == installation]:
            self._unwanted.add(self._buying.pop(scope))

    async def _purchase(self, scope: Scope) -> Token:
        this = asyncio.current_task()
        try:
            token = await self._buy(scope)
            expired = [old for old, held in self._bought.items() if held.expires_at <= self._now()]
            for old in expired:
                del self._bought[old]
            if this not in self._unwanted:
                self._bought[scope] = token
            return token
        finally:
            if self._buying.get(scope) is this:
                del self._buying[scope]
            self._unwanted.difference_update({this})
