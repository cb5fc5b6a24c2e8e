"""A code becomes an app, or GitHub's answer in its place; nothing is asked twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from bot.facts.registration import NoApp, RegisteredApp
from bot.github.registration import convert_code
from bot.policy.app_manifest import Addresses, as_github_takes_it
from bot.shipped import load_app_manifest

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub

API = "https://api.github.com"
CONVERSIONS = "/app-manifests/{code}/conversions"
BOT = "https://bot.example"
MANIFEST = load_app_manifest()


async def registered(practice: PracticeGitHub, permission_set: str = "pull_requests") -> str:
    """Register our app at the practice GitHub as a browser does; return the code."""
    practice.account("acme", "Organization")
    addresses = Addresses(BOT, f"{BOT}/webhooks/github", f"{BOT}/a", f"{BOT}/b", f"{BOT}/c")
    manifest = as_github_takes_it(MANIFEST, permission_set, "acme", addresses)
    form = {"manifest": json.dumps(manifest), "name": str(manifest["name"])}
    async with httpx.AsyncClient(transport=practice.transport, base_url="https://github.com") as browser:
        answer = await browser.post("/organizations/acme/settings/apps?state=s", data=form)
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))["code"]


@pytest.mark.parametrize("permission_set", MANIFEST.permission_sets)
async def test_github_takes_each_set_and_gives_its_app(practice: PracticeGitHub, permission_set: str) -> None:
    """With every credential, the page of its settings, and what was asked for."""
    app = await convert_code(API, await registered(practice, permission_set), practice.transport)
    assert isinstance(app, RegisteredApp)
    asked = MANIFEST.permission_sets[permission_set]
    assert (practice.app_id, practice.webhook_secret) == (app.id, app.webhook_secret)
    assert "https://github.com/organizations/acme/settings/apps/onesitting-acme" == app.page
    assert "https://github.com/apps/onesitting-acme/installations/new" == app.installing
    assert {key: one.access for key, one in asked.default_permissions.items()} == dict(practice.world.app.permissions)
    assert tuple(asked.default_events) == practice.world.app.events


@pytest.mark.parametrize("status", [403, 404, 422, 429, 500, 502])
async def test_a_refusal_is_told_and_the_code_is_not_asked_for_again(practice: PracticeGitHub, status: int) -> None:
    """One call, whatever comes back."""
    practice.fault("POST", CONVERSIONS, status=status, times=None)
    code = await registered(practice)
    answer = await convert_code(API, code, practice.transport)
    assert NoApp(status, "Practice fault") == answer
    assert 1 == sum(call.route == CONVERSIONS for call in practice.calls)


async def test_an_answer_that_is_lost_or_no_app_is_no_app(practice: PracticeGitHub) -> None:
    """A broken connection has no status, nonsense counts as a bad gateway."""
    practice.fault("POST", CONVERSIONS, drop=True, times=1)
    first = await convert_code(API, "a", practice.transport)
    practice.fault("POST", CONVERSIONS, status=201, body=["nonsense"])
    second = await convert_code(API, "b", practice.transport)
    assert (
        (None, 502) == (first.status, second.status) if isinstance(first, NoApp) and isinstance(second, NoApp) else ()
    )


async def test_what_is_no_code_reaches_no_path(practice: PracticeGitHub) -> None:
    """What is no code is a wrong one, and GitHub is not asked."""
    for code in ("../../app?x=", "", "a/b", "a" * 201, "\u0661"):
        assert NoApp(404, "") == await convert_code(API, code, practice.transport)
    assert [] == practice.calls


def test_no_secret_is_in_what_is_printed_of_an_app() -> None:
    """Logs and tracebacks show it."""
    app = RegisteredApp(7, "Shop", "p", "w", "the-key", "the-hook", "Iv1.7", "the-client")
    assert "the-" not in repr(app)
