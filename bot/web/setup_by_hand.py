"""An app that is registered already, typed in by a person: checked with GitHub before it is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable
from bot.facts.registration import RegisteredApp
from bot.judgement.granted import check_app
from bot.messages.setup import Notice
from bot.policy.credentials import is_credential
from bot.policy.public_url import wrong_with_public_url
from bot.web.setup_shown import show_finished, show_notice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from bot.policy.app_manifest import AppManifest
    from bot.web.sessions import Session
    from bot.web.setup_desk import SetupDesk
    from bot.web.site import Site

PATH = "/setup/by-hand"
_TYPED = ("app_id", "public_url", "client_id")
"""What is shown again after a mistake; keys and secrets are not sent back to the browser."""


class ByHand:
    """The form for such an app, and what becomes of it."""

    def __init__(self, site: Site, desk: SetupDesk, manifest: AppManifest, *, on_github_com: bool) -> None:
        self._site = site
        self._desk = desk
        self._manifest = manifest
        self._on_github_com = on_github_com

    def form(
        self, session: Session, typed: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
    ) -> Response:
        """Return the form, after a mistake with what was typed and what is wrong with it."""
        shown = {name: (typed or {}).get(name, "") for name in _TYPED}
        if typed is None:
            shown["public_url"] = self._site.public_url
        return self._site.page(
            "setup_by_hand.html",
            session,
            status=422 if problems else 200,
            token=self._site.form_token(session, PATH),
            path=PATH,
            typed=shown,
            problems=problems or {},
        )

    async def take(self, session: Session, fields: Mapping[str, str]) -> Response:
        """Keep the app and lead on to its installation, or say why it is not kept; after a mistake, the form again."""
        problems = self._problems(fields)
        if problems:
            return self.form(session, fields, problems)
        typed = RegisteredApp(
            id=int(fields["app_id"]),
            name="",
            page="",
            web="",
            private_key=fields["private_key"].replace("\r\n", "\n"),
            webhook_secret=fields["webhook_secret"],
            client_id=fields.get("client_id", ""),
            client_secret=fields.get("client_secret", ""),
        )
        try:
            app, seen = await self._desk.look_at(typed)
        except ValueError as error:
            return self.form(session, fields, {"private_key": _sentence(str(error))})
        except FactsUnavailable as unavailable:
            return self.form(session, fields, {"app_id": f"GitHub was asked, and {unavailable.advice.reason}"})
        lacks = tuple(check.says for check in check_app(self._manifest, seen) if check.level == "missing")
        found = await self._desk.take(app, fields["public_url"].rstrip("/"), lacks)
        return show_notice(self._site, found) if isinstance(found, Notice) else show_finished(self._site, found)

    def _problems(self, fields: Mapping[str, str]) -> dict[str, str]:
        problems = {
            "public_url": wrong_with_public_url(fields.get("public_url", ""), on_github_com=self._on_github_com)
        }
        if not re.fullmatch(r"[1-9][0-9]{0,14}", fields.get("app_id", "")):
            problems["app_id"] = "The App ID is a number: top of the app's page, under General"
        if not fields.get("private_key"):
            problems["private_key"] = "Paste the whole file that GitHub generated"
        if not fields.get("webhook_secret"):
            problems["webhook_secret"] = "Without it no delivery can be believed"  # noqa: S105 - words, no secret
        elif not fields["webhook_secret"].isprintable():
            problems["webhook_secret"] = "A character of it cannot be seen: type it instead of pasting it"  # noqa: S105
        if bool(fields.get("client_id")) != bool(fields.get("client_secret")):
            problems["client_secret"] = "A Client ID and its secret go together"  # noqa: S105 - words, no secret
        for name in ("client_id", "client_secret"):
            if fields.get(name) and not is_credential(fields[name]):
                problems[name] = "GitHub's has letters, digits and signs, and no space within"
        return {name: says for name, says in problems.items() if says}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
