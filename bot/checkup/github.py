"""The checkup's steps that ask GitHub, as the app."""

from datetime import datetime
from functools import partial

import httpx

from bot.checkup.steps import step
from bot.facts.checkup import AppSeen, Check, Granted, Sent
from bot.github.checkup import fetch_app, fetch_deliveries, fetch_installations, fetch_quota, fetch_signature
from bot.github.client import App
from bot.inbox.database import Database
from bot.inbox.deliveries import Inbox
from bot.inbox.patience import Patience
from bot.ingress.signature import Seal, read_signature
from bot.judgement.arrivals import check_deliveries, check_secret
from bot.judgement.condition import check_clock, check_quota
from bot.judgement.granted import check_app, check_granted
from bot.settings import Settings
from bot.shipped import load_app_manifest

_TRIED = 10
"""Deliveries that are looked for in the database until one is found whose bytes are kept."""
_ASKED = 20
"""Installations whose rate limit is asked for: each takes two calls."""


async def github_checks_apart(
    settings: Settings, database: Database | None, now: datetime, transport: httpx.AsyncBaseTransport | None
) -> list[Check]:
    """Return the same without a running server, with connections of its own."""
    try:
        app = App(
            settings.app_id, settings.private_key, now=lambda: now, base_url=settings.github_url, transport=transport
        )
    except ValueError as error:
        return [Check("app", "missing", str(error), "set ONESITTING_PRIVATE_KEY to the key that GitHub generated")]
    try:
        return await github_checks(app, settings, database)
    finally:
        await app.aclose()


async def github_checks(app: App, settings: Settings, database: Database | None) -> list[Check]:
    """Return what GitHub says of the app; where it does not let us in, that alone."""
    return await _Look(app, settings, database).around()


class _Look:
    """One look at GitHub; what a step learns serves the next ones."""

    def __init__(self, app: App, settings: Settings, database: Database | None) -> None:
        self._app, self._settings, self._database = app, settings, database
        self._manifest = load_app_manifest()
        self._seen: AppSeen | None = None
        self._granted: tuple[Granted, ...] = ()
        self._sent: tuple[Sent, ...] = ()

    async def around(self) -> list[Check]:
        found = list(await step("app", self._registration))
        if self._seen is None:
            return found
        found += await step("permissions", self._installations)
        found += await step("deliveries", self._deliveries)
        found += await step("secret", self._secret)
        working = [granted for granted in self._granted if not granted.suspended]
        for granted in working[:_ASKED]:
            found += await step("rate limit", partial(self._quota, granted))
        return found

    async def _registration(self) -> tuple[Check, ...]:
        seen = self._seen = await fetch_app(self._app)
        return (check_clock(seen.ahead), *check_app(self._manifest, seen))

    async def _installations(self) -> tuple[Check, ...]:
        seen, self._granted = self._seen, await fetch_installations(self._app)
        if not self._granted or seen is None:
            do = "install it: choose an account, and which repositories of it the app sees"
            pages = (f"{seen.public_page}/installations/new",) if seen is not None else ()
            return (Check("permissions", "missing", "the app is installed nowhere", do, pages),)
        return tuple(check for granted in self._granted for check in check_granted(self._manifest, seen, granted))

    async def _deliveries(self) -> tuple[Check, ...]:
        self._sent = await fetch_deliveries(self._app)
        page = self._seen.settings_page.removesuffix("/permissions") + "/advanced" if self._seen else ""
        return check_deliveries(self._sent, page)

    async def _secret(self) -> tuple[Check, ...]:
        """Compare a signature that GitHub sent with what the stored bytes give: the newest that is kept decides."""
        secrets = self._settings.webhook_secrets
        for sent in [one for one in self._sent if one.taken][:_TRIED]:
            kept = await Inbox(self._database, Patience(), lambda: None).find(sent.guid) if self._database else None
            if kept is None:
                continue
            signature = read_signature([(await fetch_signature(self._app, sent.id)).encode()])
            if signature is not None:
                seal = Seal(secrets)
                seal.update(kept.body)
                return (check_secret(seal.matching(signature), len(secrets), seen=True),)
        return (check_secret(None, len(secrets), seen=False),)

    async def _quota(self, granted: Granted) -> tuple[Check, ...]:
        return (check_quota(granted, await fetch_quota(self._app, granted.id)),)
