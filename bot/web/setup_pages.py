"""The pages of the setup, for whoever holds the link: choose, confirm on GitHub, install; or enter an app by hand.

The link's secret goes into the encrypted session at once and out of the address. GitHub's answer comes back to the
public address, where the session need not be known: its state is what opens it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from bot.facts.registration import SetupChoice
from bot.messages.permissions import offered_sets
from bot.messages.setup import INSTALLED, WAITING, Notice
from bot.policy.app_manifest import Addresses, as_github_takes_it
from bot.policy.setup_choice import read_choice
from bot.web.setup_by_hand import PATH as BY_HAND
from bot.web.setup_by_hand import ByHand
from bot.web.setup_shown import show_finished, show_notice
from bot.web.sign_in import CALLBACK

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.policy.app_manifest import AppManifest
    from bot.web.sessions import Session
    from bot.web.setup_desk import SetupDesk
    from bot.web.site import Site

SETUP, REGISTERED, AFTERWARDS = "/setup", "/setup/registered", "/setup/installed"
HOOK = "/webhooks/github"
_NOTE = "setup"


class SetupPages:
    """Everything a server answers that has no app yet. `web` is where people read GitHub."""

    def __init__(self, site: Site, desk: SetupDesk, manifest: AppManifest, web: str) -> None:
        self._site = site
        self._desk = desk
        self._manifest = manifest
        self._web = web
        self._by_hand = ByHand(site, desk, manifest, on_github_com=self._on_github_com)

    def routes(self) -> list[Route]:
        """Return the pages, and the door: a delivery is refused, so that GitHub keeps it for later."""
        return [
            Route("/", self.waiting),
            Route(SETUP, self.choose),
            Route(SETUP, self.confirm, methods=["POST"]),
            Route(REGISTERED, self.registered),
            Route(AFTERWARDS, self.installed),
            Route(BY_HAND, self.by_hand),
            Route(BY_HAND, self.take, methods=["POST"]),
            Route(HOOK, _later, methods=["POST"]),
        ]

    def for_machines(self) -> list[Route]:
        """Return what machines are told meanwhile: alive, and not ready."""
        return [Route("/livez", _alive), Route("/readyz", _not_ready)]

    async def waiting(self, _: Request) -> Response:
        """Say what this server waits for."""
        return show_notice(self._site, WAITING)

    async def choose(self, request: Request) -> Response:
        """Show the form; a link that is opened puts its secret into the session and comes here again without it."""
        if "key" in request.query_params:
            begun = self._site.sessions.begin(self._site.now())  # an id that somebody planted is worth nothing
            return self._site.redirect(SETUP, replace(begun, notes={_NOTE: request.query_params["key"]}))
        session = self._site.session(request)
        notice = await self._refusal(session)
        return notice or self._form(session, SetupChoice(self._site.public_url, "", "", "store"), {})

    async def confirm(self, request: Request) -> Response:
        """Take the choice, and show the form that goes to GitHub."""
        fields, session = await self._site.form(request), self._site.session(request)
        notice = await self._refusal(session)
        if notice is not None:
            return notice
        choice, problems = read_choice(fields, self._manifest, on_github_com=self._on_github_com)
        if problems:
            return self._form(session, choice, problems)
        state = await self._desk.begin(choice)
        owner = f"/organizations/{quote(choice.organization)}" if choice.organization else ""
        manifest = as_github_takes_it(
            self._manifest, choice.permission_set, choice.organization, addresses_at(choice.public_url)
        )
        return self._site.page(
            "setup_confirm.html",
            session,
            forms_go_to=(self._web,),
            action=f"{self._web}{owner}/settings/apps/new?{urlencode({'state': state})}",
            manifest=json.dumps(manifest),
            name=manifest["name"],
            choice=choice,
            offered=next(one for one in offered_sets(self._manifest) if one.name == choice.permission_set),
        )

    async def registered(self, request: Request) -> Response:
        """Take the browser that comes back from GitHub."""
        given = request.query_params
        state, code = given.get("state", ""), given.get("code", "")
        found = await self._desk.finish(state, code)
        again = f"{REGISTERED}?{urlencode({'code': code, 'state': state})}"
        if isinstance(found, Notice):
            return show_notice(self._site, found, again=again)
        return show_finished(self._site, found)

    async def installed(self, _: Request) -> Response:
        """Say what happens now; GitHub sends the browser here after an installation."""
        return show_notice(self._site, INSTALLED)

    async def by_hand(self, request: Request) -> Response:
        """Show the form for an app that is there already."""
        session = self._site.session(request)
        return await self._refusal(session) or self._by_hand.form(session)

    async def take(self, request: Request) -> Response:
        """Take an app that is there already."""
        fields, session = await self._site.form(request), self._site.session(request)
        notice = await self._refusal(session)
        return notice or await self._by_hand.take(session, fields)

    @property
    def _on_github_com(self) -> bool:
        return self._web == "https://github.com"

    async def _refusal(self, session: Session) -> Response | None:
        if _NOTE not in session.notes:
            return show_notice(self._site, WAITING, status=403)
        notice = await self._desk.refusal(session.notes[_NOTE])
        return show_notice(self._site, notice, status=403) if notice is not None else None

    def _form(self, session: Session, choice: SetupChoice, problems: dict[str, str]) -> Response:
        return self._site.page(
            "setup.html",
            session,
            status=422 if problems else 200,
            token=self._site.form_token(session, SETUP),
            choice=choice,
            problems=problems,
            offers=offered_sets(self._manifest),
            by_hand=BY_HAND,
        )


def addresses_at(public_url: str) -> Addresses:
    """Return where GitHub reaches a server at this address."""
    return Addresses(
        public_url,
        public_url + HOOK,
        public_url + REGISTERED,
        public_url + AFTERWARDS,
        public_url + CALLBACK,
    )


async def _alive(_: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _not_ready(_: Request) -> Response:
    return JSONResponse({"ready": False, "waits_for": "setup"}, 503)


async def _later(_: Request) -> Response:
    return PlainTextResponse("this server waits for its setup\n", 503)
