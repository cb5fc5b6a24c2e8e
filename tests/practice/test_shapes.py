"""Answers against the models of an independent client: what drifts into fiction fails here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from githubkit_schemas.latest import models
from pydantic import TypeAdapter

from bot.practice.app import ENDPOINTS
from tests.practice.wire import as_app, as_installation

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub

REPO = "/repos/acme/shop"
CHECK = {
    "name": "Reviewability", "status": "completed", "conclusion": "neutral", "head_sha": "{head}",
    "output": {"title": "t", "summary": "s", "annotations": [{
        "path": "a.py", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}]},
}  # fmt: skip

AS_INSTALLATION: tuple[tuple[str, str, object, type], ...] = (
    ("GET", "/installation/repositories", None, models.InstallationRepositoriesGetResponse200),
    ("GET", "/rate_limit", None, models.RateLimitOverview),
    ("GET", REPO, None, models.FullRepository),
    ("GET", "/repositories/{repository}", None, models.FullRepository),
    ("GET", f"{REPO}/pulls", None, list[models.PullRequestSimple]),
    ("GET", f"{REPO}/pulls/1", None, models.PullRequest),
    ("GET", f"{REPO}/pulls/1/files", None, list[models.DiffEntry]),
    ("GET", f"{REPO}/pulls/1/commits", None, list[models.Commit]),
    ("GET", f"{REPO}/commits/{{head}}/pulls", None, list[models.PullRequestSimple]),
    ("GET", f"{REPO}/commits/{{head}}", None, models.Commit),
    ("GET", f"{REPO}/contents/a.py", None, models.ContentFile),
    ("GET", f"{REPO}/contents/docs?ref=main", None, list[models.ContentDirectoryItems]),
    ("GET", f"{REPO}/git/blobs/{{blob}}", None, models.Blob),
    ("GET", f"{REPO}/git/trees/main?recursive=1", None, models.GitTree),
    ("GET", "/users/ada", None, models.SimpleUser),
    ("GET", f"{REPO}/compare/main...topic", None, models.CommitComparison),
    ("GET", f"{REPO}/issues", None, list[models.Issue]),
    ("GET", f"{REPO}/issues/1", None, models.Issue),
    ("GET", f"{REPO}/issues/2", None, models.Issue),
    ("GET", f"{REPO}/issues/2/comments", None, list[models.IssueComment]),
    ("POST", f"{REPO}/issues/1/comments", {"body": "hello"}, models.IssueComment),
    ("GET", f"{REPO}/issues/comments/{{comment}}", None, models.IssueComment),
    ("POST", f"{REPO}/issues", {"title": "One", "body": "two"}, models.Issue),
    ("PATCH", f"{REPO}/issues/2", {"body": "two", "state": "closed", "state_reason": "duplicate"}, models.Issue),
    ("PATCH", f"{REPO}/issues/comments/{{comment}}", {"body": "changed"}, models.IssueComment),
    ("POST", f"{REPO}/issues/comments/{{comment}}/reactions", {"content": "eyes"}, models.Reaction),
    ("GET", f"{REPO}/issues/2/labels", None, list[models.Label]),
    ("POST", f"{REPO}/issues/2/labels", {"labels": ["area: x"]}, list[models.Label]),
    ("PUT", f"{REPO}/issues/2/labels", {"labels": ["y"]}, list[models.Label]),
    ("DELETE", f"{REPO}/issues/2/labels/bug", None, list[models.Label]),
    ("POST", f"{REPO}/issues/2/assignees", {"assignees": ["bob"]}, models.Issue),
    ("DELETE", f"{REPO}/issues/2/assignees", {"assignees": ["bob"]}, models.Issue),
    ("GET", f"{REPO}/labels", None, list[models.Label]),
    ("GET", f"{REPO}/labels/bug", None, models.Label),
    ("POST", f"{REPO}/labels", {"name": "new"}, models.Label),
    ("GET", f"{REPO}/collaborators/bob/permission", None, models.RepositoryCollaboratorPermission),
    ("POST", f"{REPO}/check-runs", CHECK, models.CheckRun),
    ("GET", f"{REPO}/check-runs/{{check}}", None, models.CheckRun),
    ("PATCH", f"{REPO}/check-runs/{{check}}", {"status": "in_progress"}, models.CheckRun),
    ("GET", f"{REPO}/check-runs/{{check}}/annotations", None, list[models.CheckAnnotation]),
    ("GET", f"{REPO}/commits/{{head}}/check-runs", None, models.ReposOwnerRepoCommitsRefCheckRunsGetResponse200),
)
AS_APP: tuple[tuple[str, str, object, type], ...] = (
    ("GET", "/app", None, models.Integration),
    ("GET", "/app/installations", None, list[models.Installation]),
    ("GET", "/app/installations/{installation}", None, models.Installation),
    ("POST", "/app/installations/{installation}/access_tokens", {"repositories": ["shop"]}, models.InstallationToken),
    ("GET", f"{REPO}/installation", None, models.Installation),
    ("GET", "/app/hook/deliveries", None, list[models.HookDeliveryItem]),
    ("GET", "/app/hook/deliveries/{delivery}", None, models.HookDelivery),
)


async def _furnish(practice: PracticeGitHub) -> dict[str, Any]:
    """Return the names that stand between braces in the paths, of a GitHub where everything occurs."""
    shop = practice.create_repository("acme/shop", {"a.py": "x = 1\n", "docs/b.md": "b\n"})
    installation = practice.install("acme")
    ada, bob = practice.account("ada"), practice.account("bob")
    shop.collaborator(bob, "triage")
    pull = shop.open_pull_request(title="Two", author=ada, files={"a.py": "x = 2\n", "logo.png": b"\0\1"}, fork=True)
    shop.branches["topic"] = pull.head_sha
    issue = shop.open_issue(title="Broken", author=ada, labels=["bug"])
    issue.assign(bob)
    async with as_installation(practice, installation) as client:
        comment = await client.post(f"{REPO}/issues/2/comments", json={"body": "seen"})
        check = await client.post(f"{REPO}/check-runs", json=CHECK | {"head_sha": pull.head_sha})
        await practice.deliver(client, "https://bot.example/webhooks")
    return {
        "repository": shop.id, "installation": installation.id, "head": pull.head_sha, "handle": installation,
        "blob": shop.git.tree(shop.head)["a.py"].sha, "comment": comment.json()["id"], "check": check.json()["id"],
        "delivery": practice.deliveries[0].id,
    }  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "model"), AS_INSTALLATION, ids=lambda value: str(value)[:60])
async def test_what_an_installation_gets_is_what_githubs_schema_says(
    practice: PracticeGitHub, method: str, path: str, body: object, model: type
) -> None:
    """Every route answers success in the shape of GitHub's own description."""
    names = await _furnish(practice)
    sent = {**body, "head_sha": names["head"]} if isinstance(body, dict) and "head_sha" in body else body
    async with as_installation(practice, names["handle"]) as client:
        answer = await client.request(method, path.format(**names), json=sent)
    assert answer.status_code < 300, answer.text
    TypeAdapter[object](model).validate_json(answer.content)


@pytest.mark.parametrize(("method", "path", "body", "model"), AS_APP, ids=lambda value: str(value)[:60])
async def test_what_the_app_gets_is_what_githubs_schema_says(
    practice: PracticeGitHub, method: str, path: str, body: object, model: type
) -> None:
    """The routes that take the app's claim, likewise."""
    names = await _furnish(practice)
    async with as_app(practice) as client:
        answer = await client.request(method, path.format(**names), json=body)
    assert answer.status_code < 300, answer.text
    TypeAdapter[object](model).validate_json(answer.content)


_ANSWER_NOTHING = {
    "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
    "GET /repos/{owner}/{repo}/assignees/{assignee}",
    "POST /app/hook/deliveries/{delivery_id}/attempts",
    "DELETE /applications/{client_id}/token",
}
_PAGES = {
    "POST /settings/apps/new",
    "POST /organizations/{organization}/settings/apps/new",
    "POST /settings/apps",
    "POST /organizations/{organization}/settings/apps",
    "GET /apps/{slug}/installations/new",
    "POST /apps/{slug}/installations/new",
    "GET /login/oauth/authorize",
    "POST /login/oauth/authorize",
}
"""What a person sees in a browser is HTML."""
_PROVEN_IN_TEST_REGISTRATIONS = {"POST /app-manifests/{code}/conversions"}
_PROVEN_IN_TEST_SIGN_INS = {"GET /user", "POST /login/oauth/access_token"}
_HAVE_A_LANGUAGE = {"POST /graphql", "POST /api/graphql"}


def test_no_route_is_left_out() -> None:
    """A route that is added without its shape above is noticed; those that answer nothing are named."""
    tried = [f"{method} {path.partition('?')[0]}" for method, path, _, _ in AS_INSTALLATION + AS_APP]
    unproven = set()
    for endpoint in ENDPOINTS:
        route = f"{endpoint.method} {endpoint.template.replace(':path}', '}')}"
        pattern = re.sub(r"\{[^}]*\}", "[^/]+", route)
        if not any(re.fullmatch(pattern, one) for one in tried):
            unproven.add(route)
    elsewhere = _PROVEN_IN_TEST_REGISTRATIONS | _PROVEN_IN_TEST_SIGN_INS | _HAVE_A_LANGUAGE
    assert unproven == _ANSWER_NOTHING | _PAGES | elsewhere
