"""The foundation of every page that people look at.

A page is a template in `templates/` that extends `layout.html` (blocks `title` and `content`; `parts.html` has tables,
fields and forms), and a few lines here:

    async def show(request: Request) -> Response:
        session = site.session(request)
        return site.page("thing.html", session, rows=rows, form=site.form_token(session, "/thing"))

    async def save(request: Request) -> Response:
        fields = await site.form(request)                 # 403 by itself unless our own page sent it
        ...
        return site.redirect("/thing")                    # 303, to a path of ours only

    routes = [Route("/thing", show), Route("/thing", save, methods=["POST"])]

Whatever a template prints is escaped and made visible (bidirectional marks, controls): foreign text is passed as it is.
A missing name is an error. No script runs and nothing is loaded; `forms_go_to` names another origin that a page's form
posts to. To refuse, raise `starlette.exceptions.HTTPException(status)`: the words of each status are constant
(bot.web.refusals), and "not allowed" is a 404 where the difference would tell something. Addresses are made from the
configured public address (`site.absolute`), never from what a request claims.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse

from bot.web.forms import form_token, read_form
from bot.web.guards import guards
from bot.web.rendering import TEMPLATES
from bot.web.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.vault import Vault
    from bot.web.sessions import Session

_OWN_PATH = re.compile(r"/(?:[A-Za-z0-9._~%!$&'()*+,;=:@?-][A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?")
_LONGEST = 2_000
"""Where somebody wanted to go waits in their cookie, and browsers throw one of more than 4,096 bytes away."""


class Site:
    """Our pages at one public address (`https://host`, or empty where none is configured)."""

    def __init__(self, vault: Vault, public_url: str, now: Callable[[], datetime]) -> None:
        self.vault = vault
        self.public_url = public_url.rstrip("/")
        self.now = now
        self.sessions = Sessions(vault, https=self.public_url.startswith("https://"))

    def session(self, request: Request) -> Session:
        """Return the browser's session, a new one where it has none."""
        return self.sessions.read(request, self.now()) or self.sessions.begin(self.now())

    def page(
        self,
        template: str,
        session: Session | None = None,
        *,
        status: int = 200,
        forms_go_to: Sequence[str] = (),
        **content: object,
    ) -> Response:
        """Return a page. A `session` is kept by the browser, which every form needs, and names who signed in."""
        person = session.person if session is not None else None
        leave = self.form_token(session, "/sign-out") if session is not None and person is not None else ""
        body = TEMPLATES.get_template(template).render(**content, person=person, leave=leave)
        response = HTMLResponse(body, status, guards(forms_go_to))
        if session is not None:
            self.sessions.write(response, session, self.now())
        return response

    def form_token(self, session: Session, path: str) -> str:
        """Return the token of a form that posts to `path` (`parts.html`: `form(path, token)`)."""
        return form_token(self.vault, session, path)

    async def form(self, request: Request) -> dict[str, str]:
        """Return the fields of a form of ours, stripped. Raises HTTPException where it is not (see read_form)."""
        return await read_form(request, self.vault, self.sessions.read(request, self.now()))

    def redirect(self, path: str, session: Session | None = None) -> Response:
        """Return a 303 to a path of ours; to `/` where `path` is anything else. A `session` is kept as in `page`."""
        response = RedirectResponse(own_path(path), 303, guards())
        if session is not None:
            self.sessions.write(response, session, self.now())
        return response

    def leave_for(self, url: str, session: Session) -> Response:
        """Return a 303 to another site's address that we made ourselves, the session kept."""
        response = RedirectResponse(url, 303, guards())
        self.sessions.write(response, session, self.now())
        return response

    def absolute(self, path: str) -> str:
        """Return the address of a path of ours as others see it; empty where no public address is configured."""
        return f"{self.public_url}{own_path(path)}" if self.public_url else ""


def own_path(path: str) -> str:
    """Return `path` where it is one of ours; `/` for what a browser takes for another site's or cannot keep."""
    if len(path) > _LONGEST or _OWN_PATH.fullmatch(path) is None or urlsplit(path).netloc:
        return "/"
    return path
