"""The practice GitHub registers an app from a manifest as GitHub does: a form, a code, credentials once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import httpx
import jwt
import pytest
from githubkit_schemas.latest import models
from pydantic import TypeAdapter

from bot.practice import PULL_REQUESTS_ONLY, PracticeGitHub
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NEW, CREATE = "/organizations/acme/settings/apps/new?state=s", "/organizations/acme/settings/apps?state=s"
MANIFEST: dict[str, object] = {
    "name": "OneSitting acme",
    "url": "https://bot.example",
    "hook_attributes": {"url": "https://bot.example/webhooks/github"},
    "redirect_url": "https://bot.example/setup/registered",
    "setup_url": "https://bot.example/setup/installed",
    "default_permissions": dict(PULL_REQUESTS_ONLY),
    "default_events": ["pull_request", "check_run"],
}


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that is moved by hand."""
    return HandClock()


@pytest.fixture
def practice(tmp_path: Path, clock: HandClock) -> PracticeGitHub:
    """Return a GitHub with one organisation."""
    practice = PracticeGitHub(directory=tmp_path, now=clock.now)
    practice.account("acme", "Organization")
    return practice


@pytest.fixture
async def browser(practice: PracticeGitHub) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a browser of somebody who is signed in."""
    async with httpx.AsyncClient(transport=practice.transport, base_url="https://github.com") as browser:
        yield browser


async def code(browser: httpx.AsyncClient, **changed: object) -> str:
    """Confirm the app in the browser; return the code that the app is sent."""
    form = {"manifest": json.dumps(MANIFEST | changed), "name": "OneSitting acme"}
    sent = await browser.post(CREATE, data=form)
    return dict(parse_qsl(urlsplit(sent.headers["location"]).query))["code"]


async def test_a_confirmed_app_sends_the_browser_back_with_code_and_state(browser: httpx.AsyncClient) -> None:
    """To the address of the manifest, and nowhere else."""
    asked = await browser.post(NEW, data={"manifest": json.dumps(MANIFEST)})
    sent = await browser.post(CREATE, data={"manifest": json.dumps(MANIFEST), "name": "OneSitting acme"})
    where = urlsplit(sent.headers["location"])
    assert (200, 302) == (asked.status_code, sent.status_code)
    assert "https://bot.example/setup/registered" == f"{where.scheme}://{where.netloc}{where.path}"
    assert [("state", "s")] == [pair for pair in parse_qsl(where.query) if pair[0] != "code"]


async def test_a_code_becomes_the_credentials_of_the_app(practice: PracticeGitHub, browser: httpx.AsyncClient) -> None:
    """In the shape of GitHub's schema; what it signs is believed, and webhooks are signed with its secret."""
    converted = await browser.post(f"/app-manifests/{await code(browser)}/conversions")
    TypeAdapter(models.AppManifestsCodeConversionsPostResponse201).validate_json(converted.content)
    answer = converted.json()
    now = practice.world.now()
    claim = {"iss": str(answer["id"]), "iat": now, "exp": now + timedelta(minutes=9)}
    signed = {"Authorization": f"Bearer {jwt.encode(claim, answer['pem'], algorithm='RS256')}"}
    seen = (await browser.get("/app", headers=signed)).json()
    assert ("onesitting-acme", "acme") == (seen["slug"], seen["owner"]["login"])
    assert (dict(PULL_REQUESTS_ONLY), ["pull_request", "check_run"]) == (seen["permissions"], seen["events"])
    assert (answer["webhook_secret"], "https://bot.example/webhooks/github") == (
        practice.webhook_secret,
        practice.webhook_url,
    )


@pytest.mark.parametrize("fate", ["wrong", "used", "expired"])
async def test_a_code_that_is_no_good_is_not_found(clock: HandClock, browser: httpx.AsyncClient, fate: str) -> None:
    """GitHub says no more than that."""
    given = "0" * 40 if fate == "wrong" else await code(browser)
    if fate == "used":
        await browser.post(f"/app-manifests/{given}/conversions")
    if fate == "expired":
        clock.advance(3_600)
    assert 404 == (await browser.post(f"/app-manifests/{given}/conversions")).status_code


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"hook_attributes": {"url": "http://localhost:8080/webhooks/github"}}, "reachable over the public Internet"),
        ({"hook_attributes": {"url": "http://127.0.0.1/webhooks/github"}}, "reachable over the public Internet"),
        ({"hook_attributes": {}}, "Hook url can&#x27;t be blank"),
        ({"default_events": ["merge_group", "issues"]}, "Default events are not supported by permissions"),
        ({"url": ""}, "Homepage URL"),
        ({"redirect_url": "/setup"}, "Redirect URL"),
        ({"name": "A name that has more characters than a name may have"}, "Name must be"),
    ],
)
async def test_a_manifest_that_github_refuses_is_refused_with_the_reason(
    browser: httpx.AsyncClient, changed: dict[str, object], says: str
) -> None:
    """In the browser, where a person reads it."""
    answer = await browser.post(NEW, data={"manifest": json.dumps(MANIFEST | changed)})
    assert (422, True) == (answer.status_code, says in answer.text)


async def test_only_organisations_that_are_there_register_apps(browser: httpx.AsyncClient) -> None:
    """A typing mistake ends in GitHub's 404."""
    answer = await browser.post("/organizations/acne/settings/apps/new", data={"manifest": json.dumps(MANIFEST)})
    assert 404 == answer.status_code


async def test_the_app_is_installed_in_the_browser(practice: PracticeGitHub, browser: httpx.AsyncClient) -> None:
    """With the permissions that it asks for; then the browser goes to the app's own page."""
    shop = practice.create_repository("acme/shop")
    await browser.post(f"/app-manifests/{await code(browser)}/conversions")
    page = "/apps/onesitting-acme/installations/new"
    asked, done = await browser.get(page), await browser.post(page, data={"account": "acme"})
    (installation,) = practice.world.installations.values()
    assert (200, True) == (asked.status_code, installation.covers(shop))
    assert (
        f"https://bot.example/setup/installed?installation_id={installation.id}&setup_action=install"
        == (done.headers["location"])
    )
    assert (dict(PULL_REQUESTS_ONLY), ("pull_request", "check_run")) == (installation.permissions, installation.events)
