"""The pages that say no: constant words for each status, which tell a stranger nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from starlette.exceptions import HTTPException

from bot.facts.errors import FactsUnavailable, Wait
from bot.inbox.unavailable import DatabaseUnavailable
from bot.web.access import SignInFirst

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.web.sessions import Session
    from bot.web.site import Site

LOG = logging.getLogger(__name__)
_AGAIN = (
    "Try again in a minute. Where you sent a form, look first whether what you sent is there: an answer may be lost."
)
WORDS: Mapping[int, tuple[str, str]] = {
    400: ("This request cannot be read", "Go back, reload the page and send it again."),
    403: (
        "This form is not accepted",
        (
            "It is older than eight hours, or it was not sent from a page of this server in this browser. Go back, "
            "reload the page and send it again; the browser has to accept the cookie of this page."
        ),
    ),
    404: (
        "Nothing is shown here",
        (
            "There is no such page, or you may not see it: what belongs to a repository is shown to people who can "
            "read that repository on GitHub."
        ),
    ),
    405: ("This address takes no such request", "Open the page that the form is on and send it from there."),
    413: ("That is too much", "A form may hold 64 KB. Shorten what you wrote and send it again."),
    415: ("This is not a form", "Open the page that the form is on and send it from there."),
    429: (
        "Not now",
        (
            "Most of the questions that GitHub allows for now are asked, and the rest is kept for the work. Try again "
            "later, within the hour at most, or ask with a comment on GitHub: those are answered to the last."
        ),
    ),
    500: (
        "Something went wrong here",
        "It is written down in the server's log. Look whether what you sent is there before you send it again.",
    ),
    502: ("GitHub did not answer as it should", f"What you asked for cannot be shown now. {_AGAIN}"),
    503: ("Not now", f"The database does not answer. {_AGAIN}"),
}
"""Status -> what happened, what to do."""


def refuse(site: Site, status: int, session: Session | None = None) -> Response:
    """Return the page of a status; of 500 for one that has no words. Who signed in can sign out from it."""
    known = status if status in WORDS else 500
    happened, to_do = WORDS[known]
    return site.page("refusal.html", session, status=status, happened=happened, to_do=to_do)


def handlers(site: Site) -> Mapping[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    """Return Starlette's exception handlers: whatever is raised becomes a page of constant words."""

    async def refused(request: Request, error: Exception) -> Response:
        known = cast("HTTPException", error)  # Starlette calls it with nothing else
        response = refuse(site, known.status_code, site.sessions.read(request, site.now()))
        response.headers.update(known.headers or {})
        return response

    async def database(_: Request, error: Exception) -> Response:
        LOG.error("a page was not shown: %s", error)
        return refuse(site, 503)

    async def unforeseen(_: Request, __: Exception) -> Response:
        return refuse(site, 500)  # Starlette raises it again, and the server logs it

    async def sign_in(_: Request, error: Exception) -> Response:
        return site.redirect(cast("SignInFirst", error).path)

    async def github(_: Request, error: Exception) -> Response:
        LOG.warning("a page was not shown: GitHub would not say: %s", error)
        waits = isinstance(cast("FactsUnavailable", error).advice, Wait)
        return refuse(site, 429 if waits else 502)

    return {
        HTTPException: refused,
        SignInFirst: sign_in,
        FactsUnavailable: github,
        DatabaseUnavailable: database,
        Exception: unforeseen,
    }
