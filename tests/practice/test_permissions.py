from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.practice import ALL, PULL_REQUESTS_ONLY, PracticeGitHub
from tests.practice.wire import as_app, as_installation, claim

if TYPE_CHECKING:
    from pathlib import Path

REPO = "/repos/acme/shop"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"{REPO}/issues/{{n}}/comments", {"body": "hello"}),
        ("POST", f"{REPO}/issues/{{n}}/labels", {"labels": ["x"]}),
        ("POST", f"{REPO}/issues/{{n}}/assignees", {"assignees": []}),
        ("GET", f"{REPO}/issues/{{n}}", None),
    ],
)
async def test_permission_for_pull_requests_ends_at_issues(
    practice: PracticeGitHub, method: str, path: str, body: object
) -> None:
    """The same route works on a pull request and is refused on an issue, and the answer says what was missing."""
    shop = practice.create_repository("acme/shop")
    shop.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"})
    shop.open_issue(title="I", author=practice.account("ada"))
    installation = practice.install("acme", permissions=PULL_REQUESTS_ONLY)
    async with as_installation(practice, installation) as client:
        allowed = await client.request(method, path.format(n=1), json=body)
        refused = await client.request(method, path.format(n=2), json=body)
    assert (allowed.status_code < 300, refused.status_code) == (True, 403)
    assert refused.json()["message"] == "Resource not accessible by integration"
    assert "issues=" in refused.headers["x-accepted-github-permissions"]


@pytest.mark.parametrize(
    ("missing", "method", "path"),
    [
        ("contents", "GET", f"{REPO}/contents/README.md"),
        ("checks", "POST", f"{REPO}/check-runs"),
        ("pull_requests", "GET", f"{REPO}/pulls/1"),
        ("pull_requests", "GET", f"{REPO}/pulls/1/files"),
        ("metadata", "GET", REPO),
    ],
)
async def test_every_route_asks_for_its_permission(
    practice: PracticeGitHub, missing: str, method: str, path: str
) -> None:
    """All permissions but one is not enough for the route that needs it."""
    shop = practice.create_repository("acme/shop")
    shop.open_pull_request(title="T", author=practice.account("ada"), files={"a": "1\n"})
    held = {name: level for name, level in ALL.items() if name != missing}
    async with as_installation(practice, practice.install("acme", permissions=held)) as client:
        answer = await client.request(method, path, json={} if method == "POST" else None)
    assert answer.status_code == 403


async def test_a_repository_outside_does_not_exist(practice: PracticeGitHub) -> None:
    """404, not 403: not even the name is confirmed."""
    inside, _ = practice.create_repository("acme/shop"), practice.create_repository("acme/vault")
    async with as_installation(practice, practice.install("acme", repositories=[inside])) as client:
        answers = [(await client.get(f"/repos/acme/{name}")).status_code for name in ("shop", "vault", "nowhere")]
    assert answers == [200, 404, 404]


async def test_a_token_can_be_narrowed_but_not_widened(practice: PracticeGitHub) -> None:
    """To one repository and fewer permissions, never to more."""
    shop = practice.create_repository("acme/shop")
    practice.create_repository("acme/other")
    installation = practice.install("acme", permissions=PULL_REQUESTS_ONLY)
    async with as_installation(
        practice, installation, repository_ids=[shop.id], permissions={"contents": "read", "metadata": "read"}
    ) as client:
        answers = [(await client.get(path)).status_code for path in (REPO, "/repos/acme/other", f"{REPO}/pulls")]
    async with as_app(practice) as client:
        path = f"/app/installations/{installation.id}/access_tokens"
        wider = await client.post(path, json={"permissions": {"issues": "write"}})
        elsewhere = await client.post(path, json={"repositories": ["nowhere"]})
    assert answers == [200, 404, 403]
    assert (wider.status_code, elsewhere.status_code) == (422, 422)


@pytest.mark.parametrize(
    ("issued", "expires", "issuer", "status"),
    [
        (-60, 540, None, 200), (-60, 540, 1, 401), (-60, 1200, None, 401), (600, 900, None, 401),
        (-900, -300, None, 401),
    ],
    ids=["good", "another app", "too long", "from the future", "expired"],
)  # fmt: skip
async def test_the_apps_claim_is_checked(
    practice: PracticeGitHub, issued: int, expires: int, issuer: object, status: int
) -> None:
    """Issuer, issue and expiry as GitHub checks them: ten minutes at most."""
    bearer = claim(practice, issued=issued, expires=expires, issuer=issuer)
    async with as_app(practice, bearer) as client:
        assert (await client.get("/app")).status_code == status


async def test_garbage_is_no_credential(practice: PracticeGitHub) -> None:
    """Neither a claim nor a token: 401."""
    practice.create_repository("acme/shop")
    async with as_app(practice, "ghs_garbage") as client:
        assert [(await client.get(path)).status_code for path in ("/app", REPO)] == [401, 401]
        assert [call.status for call in practice.calls] == [401, 401]


async def test_a_token_lives_an_hour(tmp_path: Path) -> None:
    """By the practice GitHub's own clock: then it is a 401."""
    moment = [datetime(2026, 11, 2, tzinfo=UTC)]
    practice = PracticeGitHub(directory=tmp_path / "github", now=lambda: moment[0])
    practice.create_repository("acme/shop")
    async with as_installation(practice, practice.install("acme")) as client:
        early = await client.get(REPO)
        moment[0] += timedelta(hours=1)
        late = await client.get(REPO)
    assert (early.status_code, late.status_code) == (200, 401)


async def test_an_uninstalled_app_has_nothing(practice: PracticeGitHub) -> None:
    """Its tokens answer 401, new ones 404; suspended ones 403."""
    practice.create_repository("acme/shop")
    installation = practice.install("acme")
    async with as_installation(practice, installation) as client, as_app(practice) as app:
        installation.suspend()
        suspended = (await client.get(REPO)).status_code
        installation.unsuspend()
        installation.delete()
        deleted = (await client.get(REPO)).status_code
        again = (await app.post(f"/app/installations/{installation.id}/access_tokens")).status_code
    assert (suspended, deleted, again) == (403, 401, 404)


async def test_permissions_taken_away_count_at_once(practice: PracticeGitHub) -> None:
    """A token cannot do more than its installation may do now."""
    practice.create_repository("acme/shop")
    installation = practice.install("acme")
    async with as_installation(practice, installation) as client:
        installation.permissions.pop("contents")
        assert (await client.get(f"{REPO}/contents/README.md")).status_code == 403
