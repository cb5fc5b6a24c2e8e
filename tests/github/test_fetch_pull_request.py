"""What is fetched, in how many reads, and what is said where GitHub stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import FactsUnavailable, Moved, Retry, Skip
from bot.facts.repository import Repository, Subject
from bot.facts.rule_text import RuleText
from bot.github.fetch_pull_request import FetchedPullRequest, fetch_pull_request
from bot.practice.pull_requests import PracticeCommit
from tests.github.test_client import Desk
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.practice.pull_requests import PracticePullRequest


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Yield a desk; its connections are closed in the end."""
    desk = Desk(tmp_path)
    yield desk
    await desk.app.aclose()


async def fetch(desk: Desk, pull: PracticePullRequest) -> FetchedPullRequest:
    """Fetch one pull request of the shop."""
    subject = Subject("pull_request", desk.installation.id, desk.shop.id, "acme/shop", pull.number)
    return await fetch_pull_request(desk.github, subject, NOON)


async def test_a_pull_request_in_three_reads(desk: Desk) -> None:
    """Who, what, where from, where to."""
    ana = desk.practice.account("ana")
    pull = desk.shop.open_pull_request(
        title="Sum", body=None, author=ana, branch="sum", files={"b.py": "1\n", "a.py": "2\n"}, fork=True, labels=["x"]
    )
    facts = (await fetch(desk, pull)).facts
    assert [file.path for file in facts.files] == ["a.py", "b.py"]
    assert replace(facts, files=(), commits=(), said=replace(facts.said)) == replace(
        facts,
        id="acme/shop#2",
        title="Sum",
        body="",
        files=(),
        commits=(),
        author=replace(facts.author, login="ana", id=ana.id, type="User"),
        branch="sum",
        labels=("x",),
        number=2,
        repository=Repository(desk.shop.id, "acme", "shop", web="http://github.test"),
        base_ref="main",
        base_sha=desk.shop.head,
        head_sha=pull.head_sha,
        from_fork=True,
        unseen=(),
        now=NOON,
    )
    assert desk.statuses() == [200, 200, 200]


async def test_commits_carry_names_trailers_and_accounts(desk: Desk) -> None:
    """What git says and whom GitHub knows behind it."""
    ana = desk.practice.account("ana", emails=["ana@example.com"])
    wanted = PracticeCommit("One\n\nCo-authored-by: X <x@example.com>", {"a.py": "2\n"}, "Ana", "ana@example.com")
    pull = desk.shop.open_pull_request(title="Sum", author=ana, commits=[wanted])
    (commit,) = (await fetch(desk, pull)).facts.commits
    assert (commit.author.name, commit.author.email, commit.message) == ("Ana", "ana@example.com", wanted.message)
    assert commit.author_account is not None
    assert commit.author_account.id == ana.id


async def test_rules_and_attributes_come_from_the_base(desk: Desk) -> None:
    """With the id of the blob, which names this very text, and the commit, which has a page."""
    desk.shop.commit({".github/onesitting.yml": "mode: comment\n", ".gitattributes": "*.lock linguist-generated\n"})
    pull = desk.shop.open_pull_request(
        title="Sum", author=desk.pull.author, files={".github/onesitting.yml": "mode: off\n"}
    )
    fetched = await fetch(desk, pull)
    (own, shared) = (fetched.settings.repository, fetched.settings.organisation)
    assert own == RuleText(
        ".github/onesitting.yml", "mode: comment\n", own.revision if own else "", desk.shop.branches["main"]
    )
    assert shared is None
    assert fetched.facts.attributes == "*.lock linguist-generated\n"


def out_of_order(desk: Desk) -> PracticePullRequest:
    """Open a pull request whose head kept an old date in a rebase, so that another commit is listed last."""
    old = NOON - timedelta(days=9)
    commits = [PracticeCommit("New", {"a.py": "1\n"}), PracticeCommit("Old", {"b.py": "1\n"}, at=old)]
    return desk.shop.open_pull_request(title="Two", author=desk.pull.author, commits=commits)


async def test_the_head_need_not_be_the_last_commit_that_is_listed(desk: Desk) -> None:
    """Our check run, and who else has this head, are looked for at the head."""
    pull = out_of_order(desk)
    other = desk.shop.open_pull_request(title="Same", author=desk.pull.author, head_sha=pull.head_sha)
    run = {"name": "Reviewability", "head_sha": pull.head_sha, "external_id": "ours", "conclusion": "success"}
    await desk.github.write("POST", "/repos/acme/shop/check-runs", run)
    fetched = await fetch(desk, pull)
    check = fetched.facts.said.check
    assert check is not None
    assert (check.head_sha, check.fingerprint, fetched.same_head) == (pull.head_sha, "ours", (other.number,))


async def test_a_head_whose_checks_we_may_not_see_has_none_of_ours(desk: Desk) -> None:
    """As where the head is listed last: the rest is judged all the same."""
    pull = out_of_order(desk)
    route = "/repos/{owner}/{repo}/commits/{ref}/check-runs"
    fault = desk.practice.fault("GET", route, status=403, body={"message": "Resource not accessible by integration"})
    assert ((await fetch(desk, pull)).facts.said.check, fault.hits) == (None, 1)


async def test_every_page_of_files_and_commits_is_read(desk: Desk) -> None:
    """Two pages of each: nothing is left out, and nothing is said to be."""
    commits = [PracticeCommit(f"Step {number}", {f"{number:03}.py": "1\n"}) for number in range(130)]
    pull = desk.shop.open_pull_request(title="Steps", author=desk.pull.author, commits=commits)
    facts = (await fetch(desk, pull)).facts
    assert (len(facts.files), len(facts.commits), facts.unseen) == (130, 130, ())
    assert desk.statuses() == [200] * 5


async def test_commits_beyond_githubs_limit_are_said_to_be_unseen(desk: Desk) -> None:
    """GitHub lists 250; a person reads that there were more."""
    commits = [PracticeCommit(f"Step {number}", {"a.py": f"{number}\n"}) for number in range(253)]
    pull = desk.shop.open_pull_request(title="Steps", author=desk.pull.author, commits=commits)
    facts = (await fetch(desk, pull)).facts
    assert (len(facts.commits), facts.unseen) == (250, ("GitHub lists 250 commits at most; 3 more were not seen",))


async def test_a_short_listing_is_read_again_in_smaller_pages(desk: Desk) -> None:
    """A page that came back empty under load is not taken for the whole."""
    desk.practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", status=200, body=[])
    facts = (await fetch(desk, desk.pull)).facts
    assert ([file.path for file in facts.files], facts.unseen) == (["a.py"], ())


async def test_a_listing_that_stays_short_is_said_to_be(desk: Desk) -> None:
    """What was counted and not shown is named."""
    desk.practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", status=200, body=[], times=None)
    facts = (await fetch(desk, desk.pull)).facts
    assert facts.unseen == ("GitHub counts 1 changed files and listed 0 of them",)


async def test_files_that_have_other_lines_than_were_counted_are_said_to_be(desk: Desk) -> None:
    """The listing has every file and does not add up: it was made of another state than the counts."""
    listed = [{"filename": "a.py", "status": "modified", "additions": 0, "deletions": 2, "sha": "1" * 40}]
    route = "/repos/{owner}/{repo}/pulls/{pull_number}/files"
    fault = desk.practice.fault("GET", route, status=200, body=listed, times=None)
    facts = (await fetch(desk, desk.pull)).facts
    assert (fault.hits, facts.unseen) == (
        2,
        ("GitHub counts 1 added and 0 removed lines and listed files with 0 and 2",),
    )


async def test_a_push_in_the_middle_is_noticed(desk: Desk) -> None:
    """Files of one head and commits of another are never judged together."""
    desk.practice.fault(
        "GET",
        "/repos/{owner}/{repo}/pulls/{pull_number}/commits",
        status=200,
        only=lambda _call: not desk.pull.push({"b.py": "1\n"}),  # pushes, and lets the true answer through
    )
    await refused(desk, 1, Moved)


async def test_a_pull_request_that_cannot_be_read_yet_is_tried_again(desk: Desk) -> None:
    """Pull requests are never deleted: one that is not there was opened a moment ago."""
    await refused(desk, 99, Retry)


async def test_a_repository_that_is_gone_is_left_alone(desk: Desk) -> None:
    """Deleted, or made private to us."""
    await desk.github.read("/repos/acme/shop")
    desk.shop.deleted = True
    await refused(desk, 1, Skip)


async def refused(desk: Desk, number: int, kind: type) -> None:
    """Fetch a pull request and see this advice."""
    subject = Subject("pull_request", desk.installation.id, desk.shop.id, "acme/shop", number)
    with pytest.raises(FactsUnavailable) as caught:
        await fetch_pull_request(desk.github, subject, NOON)
    assert type(caught.value.advice) is kind


async def test_a_branch_that_is_rewritten_in_the_middle_is_noticed(desk: Desk) -> None:
    """As many commits as before, and not one of them is the same."""
    desk.practice.fault(
        "GET",
        "/repos/{owner}/{repo}/pulls/{pull_number}/commits",
        status=200,
        only=lambda _call: not desk.pull.push({"c.py": "1\n"}, force=True),
    )
    await refused(desk, 1, Moved)
