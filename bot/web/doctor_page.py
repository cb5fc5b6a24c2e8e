"""The doctor's page: what `onesitting doctor` says, for whoever administers the app or holds a signed link.

It names accounts and what they lack, so it is shown to nobody else: not allowed and not existing look the same.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from bot.facts.errors import FactsUnavailable
from bot.github.people import SignedOut
from bot.messages.figures import moment
from bot.web.access import SignInFirst

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.facts.checkup import Check, Checkup
    from bot.facts.people import Account
    from bot.github.people import People
    from bot.vault import Vault
    from bot.web.sessions import Session
    from bot.web.site import Site

PATH = "/doctor"
LIVES = timedelta(hours=1)
SHOWN = timedelta(seconds=30)
"""How long one look is shown to whoever reloads: it asks GitHub some dozens of questions."""
_PURPOSE = "doctor"
_LINK = re.compile(r"([0-9]{1,11})\.([A-Za-z0-9_-]{43})")
_GROUPS = (("missing", "Missing"), ("note", "Worth knowing"), ("ok", "In order"))


def doctor_link(vault: Vault, now: datetime) -> str:
    """Return the path of the page with a link that opens it for an hour."""
    until = int((now + LIVES).timestamp())
    return f"{PATH}?link={until}.{vault.sign(_PURPOSE, str(until))}"


@dataclass(frozen=True, slots=True)
class Doctor:
    """What the page asks: the whole checkup, and who owns the app (raises FactsUnavailable)."""

    look: Callable[[], Awaitable[Checkup]]
    owner: Callable[[], Awaitable[Account]]


class DoctorPage:
    """One page; `people` None: nobody can sign in, and the link alone opens it."""

    def __init__(self, site: Site, doctor: Doctor, people: People | None) -> None:
        self._site = site
        self._doctor = doctor
        self._people = people
        self._last: Checkup | None = None
        self._one_look = asyncio.Lock()

    def routes(self) -> list[Route]:
        """Return `/doctor`."""
        return [Route(PATH, self.show)]

    async def show(self, request: Request) -> Response:
        """Show the newest look."""
        link = request.query_params.get("link", "")
        session = None if self._opens(link) else await self._administrator(request)
        checkup = await self._looked()
        groups = [(words, [check for check in checkup.checks if check.level == level]) for level, words in _GROUPS]
        return self._site.page(
            "doctor.html",
            session,
            groups=[(words, checks) for words, checks in groups if checks],
            missing=_count(checkup.checks),
            at=moment(checkup.at),
        )

    def _opens(self, link: str) -> bool:
        found, now = _LINK.fullmatch(link), self._site.now()
        if found is None or not self._site.vault.is_signed(_PURPOSE, found[1], found[2]):
            return False
        return now <= datetime.fromtimestamp(int(found[1]), UTC)

    async def _administrator(self, request: Request) -> Session:
        """Return the session of a person who owns the app. Raises SignInFirst, and HTTPException 404 for all others."""
        session = self._site.session(request)
        if self._people is None:
            raise HTTPException(404)
        if session.person is None:
            raise SignInFirst(PATH)
        try:
            owner = await self._doctor.owner()
            allowed = await self._people.administers(session.person.token, owner)
        except SignedOut:
            raise SignInFirst(PATH) from None
        except FactsUnavailable:
            raise HTTPException(502) from None
        if not allowed:
            raise HTTPException(404)
        return session

    async def _looked(self) -> Checkup:
        async with self._one_look:
            if self._last is None or self._site.now() - self._last.at > SHOWN:
                self._last = await self._doctor.look()
            return self._last


def _count(checks: tuple[Check, ...]) -> int:
    return sum(check.level == "missing" for check in checks)
