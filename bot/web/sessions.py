"""Sessions: one encrypted cookie, nothing in the database. Nobody but the server can read or make one.

A session begins with the first form somebody is shown and has a new id from the moment they sign in, so that an id
that somebody planted is worth nothing. It ends after eight hours, with the browser's cookie, or with the server's key.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.vault import Vault

LIVES = timedelta(hours=8)
_PURPOSE = "session"


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in with GitHub, and the token that asks GitHub what they may see; it has no repr."""

    id: int
    login: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that we know again. `notes` are a page's own few words between two requests (a state, a verifier)."""

    id: str = field(repr=False)
    began_at: datetime
    person: Person | None = None
    notes: dict[str, str] = field(default_factory=dict, repr=False)


class Sessions:
    """Reads and writes the cookie. Over https it is bound to this host (`__Host-`) and sent over https alone."""

    def __init__(self, vault: Vault, *, https: bool) -> None:
        self._vault = vault
        self._https = https
        self.cookie = "__Host-onesitting" if https else "onesitting"

    def read(self, request: Request, now: datetime) -> Session | None:
        """Return the request's session; None where there is none, it was changed or it is over."""
        sealed = request.cookies.get(self.cookie, "")
        content = self._vault.open(_PURPOSE, sealed, now, LIVES) if sealed else None
        if content is None:
            return None
        told = json.loads(content)
        began_at = datetime.fromtimestamp(told["began"], UTC)
        person = Person(*told["person"]) if told["person"] else None
        return Session(told["id"], began_at, person, told["notes"]) if now - began_at <= LIVES else None

    def begin(self, now: datetime) -> Session:
        """Return a session of somebody we do not know yet."""
        return Session(secrets.token_urlsafe(24), now)

    def sign_in(self, person: Person, now: datetime) -> Session:
        """Return the session of a person: a new id, nothing taken over from before."""
        return replace(self.begin(now), person=person)

    def write(self, response: Response, session: Session, now: datetime) -> None:
        """Put the session into the response's cookie."""
        person = session.person
        told = {
            "id": session.id,
            "began": session.began_at.timestamp(),
            "person": [person.id, person.login, person.token] if person else None,
            "notes": session.notes,
        }
        sealed = self._vault.seal(_PURPOSE, json.dumps(told).encode(), now).decode()
        left = int((session.began_at + LIVES - now).total_seconds())
        response.set_cookie(self.cookie, sealed, left, path="/", secure=self._https, httponly=True, samesite="lax")

    def end(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.cookie, path="/", secure=self._https, httponly=True, samesite="lax")
