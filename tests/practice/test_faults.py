from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.practice import PracticeGitHub
from tests.practice.wire import as_installation

if TYPE_CHECKING:
    from pathlib import Path

    from bot.practice import PracticeInstallation, PracticeIssue

ISSUE = "/repos/acme/shop/issues/1"
COMMENTS = "/repos/{owner}/{repo}/issues/{n}/comments"


@pytest.fixture
def issue(practice: PracticeGitHub) -> PracticeIssue:
    """Return an issue of a repository."""
    return practice.create_repository("acme/shop").open_issue(title="Broken", author=practice.account("ada"))


@pytest.fixture
def installed(practice: PracticeGitHub) -> PracticeInstallation:
    """Return an installation of the app."""
    return practice.install("acme")


async def test_a_fault_before_the_act_does_nothing(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """Once, with the status, headers and body that were asked for; then all is well."""
    fault = practice.fault("POST", COMMENTS, status=429, headers={"Retry-After": "30"}, body={"message": "slow down"})
    async with as_installation(practice, installed) as client:
        first = await client.post(f"{ISSUE}/comments", json={"body": "a"})
        second = await client.post(f"{ISSUE}/comments", json={"body": "b"})
    assert (first.status_code, first.headers["retry-after"], first.json()) == (429, "30", {"message": "slow down"})
    assert (second.status_code, fault.hits) == (201, 1)
    assert [comment.body for comment in issue.comments] == ["b"]


async def test_a_fault_after_the_act_hides_what_was_done(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """502, and the comment is there: a blind retry would double it."""
    practice.fault("POST", COMMENTS, status=502, after=True)
    async with as_installation(practice, installed) as client:
        answer = await client.post(f"{ISSUE}/comments", json={"body": "a"})
    assert (answer.status_code, len(issue.comments)) == (502, 1)


async def test_a_dropped_answer_is_a_broken_connection(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """The caller gets no status at all, and the thing is done."""
    practice.fault("POST", COMMENTS, drop=True)
    async with as_installation(practice, installed) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(f"{ISSUE}/comments", json={"body": "a"})
    assert (len(issue.comments), practice.calls[-1].status) == (1, 0)


async def test_new_things_may_not_be_readable_yet(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """Each path answers 404 so many times, by itself."""
    issue.repository.open_issue(title="Another", author=issue.author)
    practice.fault("GET", "/repos/{owner}/{repo}/issues/{number}", status=404, times=2, each_path=True)
    async with as_installation(practice, installed) as client:
        answers = [(await client.get(f"/repos/acme/shop/issues/{n}")).status_code for n in (1, 1, 2, 1, 2, 2)]
    assert answers == [404, 404, 404, 200, 404, 200]


async def test_a_fault_can_choose_an_operation(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """GraphQL has one route; its operations have names."""
    limited = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    practice.fault("POST", "/graphql", operation="B", status=200, body=limited, times=None)
    async with as_installation(practice, installed) as client:
        answers = [
            (await client.post("/graphql", json={"query": f"query {name} {{ viewer {{ login }} }}"})).json()
            for name in "AB"
        ]
    assert answers == [{"data": {"viewer": {"login": "onesitting[bot]"}}}, limited]
    assert issue.comments == []


async def test_the_hours_requests_run_out(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """403 with nothing remaining and the time of the reset; asking how much is left stays free."""
    installed.rate.remaining = 1
    async with as_installation(practice, installed) as client:
        last, refused, asked = [await client.get(path) for path in (ISSUE, ISSUE, "/rate_limit")]
    assert (last.status_code, last.headers["x-ratelimit-remaining"]) == (200, "0")
    assert (refused.status_code, refused.headers["x-ratelimit-remaining"]) == (403, "0")
    assert asked.json()["rate"]["reset"] == int(refused.headers["x-ratelimit-reset"])
    assert issue.state == "open"


async def test_too_much_content_in_a_minute(tmp_path: Path) -> None:
    """The secondary limit: 80 changes a minute, then 403 with Retry-After; reading goes on."""
    moment = [datetime(2026, 11, 2, tzinfo=UTC)]
    practice = PracticeGitHub(directory=tmp_path / "github", now=lambda: moment[0])
    practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    practice.limit_content_creation()
    async with as_installation(practice, practice.install("acme")) as client:
        answers = [await client.post(f"{ISSUE}/comments", json={"body": str(n)}) for n in range(81)]
        read = await client.get(ISSUE)
        moment[0] += timedelta(minutes=1)
        later = await client.post(f"{ISSUE}/comments", json={"body": "later"})
    assert [answer.status_code for answer in answers] == [201] * 80 + [403]
    assert (answers[-1].headers["retry-after"], read.status_code, later.status_code) == ("60", 200, 201)


async def test_calls_are_written_down(
    practice: PracticeGitHub, issue: PracticeIssue, installed: PracticeInstallation
) -> None:
    """Route, path, status, installation, and whether it was a read, a write or a token."""
    async with as_installation(practice, installed) as client:
        mark = practice.mark()
        await client.get(f"{ISSUE}/comments?per_page=5")
        await client.post(f"{ISSUE}/comments", json={"body": "a"})
        await client.post("/graphql", json={"query": "query Who { viewer { login } }"})
    read, write, question = practice.calls_since(mark)
    assert str(read) == f"GET {ISSUE}/comments?per_page=5 -> 200"
    assert (write.route, write.installation) == ("/repos/{owner}/{repo}/issues/{issue_number}/comments", installed.id)
    assert [call.is_write for call in (read, write, question)] == [False, True, False]
    assert practice.calls[0].is_token
    assert issue.repository.full_name == "acme/shop"
