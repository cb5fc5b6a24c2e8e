from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.mentions import read_mentions
from tests.practice.wire import as_installation

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub

REPO = "/repos/acme/shop"


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        ("hello @Ada", {"ada"}), ("`@ada`", set()), ("```\n@ada\n```", set()), ("    @ada", set()),
        ("\\@ada", {"ada"}), ("&#64;ada", {"ada"}), ("ada@example.com", set()), ("@acme/checkout", {"acme/checkout"}),
        ("[@ada](https://example.com)", set()), ("<!-- @ada -->", set()), ("<details>\n@ada\n</details>", {"ada"}),
        ("<pre>@ada</pre>", set()), ("@\u200bada", set()), ("| a |\n|-|\n| @ada |", {"ada"}),
        ("**@ada**", {"ada"}), ("@-ada", set()), ("(@ada)", {"ada"}),
    ],
)  # fmt: skip
def test_who_would_be_notified(text: str, logins: set[str]) -> None:
    """As GitHub's renderer decides: code and links are silent, a backslash or an entity is not."""
    assert read_mentions(text).logins == logins


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("see #7", {("", 7)}), ("see acme/shop#7", {("acme/shop", 7)}), ("`#7`", set()), ("GH-7", {("", 7)}),
        ("https://github.com/acme/shop/pull/7", {("acme/shop", 7)}), ("# 7", set()), ("a#7", set()),
        ("[x](https://github.com/acme/shop/issues/7)", {("acme/shop", 7)}),
    ],
)  # fmt: skip
def test_what_would_be_linked(text: str, references: set[tuple[str, int]]) -> None:
    """Numbers, full names and addresses make a cross-reference; code does not."""
    assert read_mentions(text).references == references


async def test_the_apps_pings_are_remembered(practice: PracticeGitHub) -> None:
    """A comment that would notify somebody is known; an edit counts only whom it adds."""
    shop = practice.create_repository("acme/shop")
    issue = shop.open_issue(title="I", author=practice.account("ada"))
    other = shop.open_issue(title="J", author=practice.account("ada"))
    async with as_installation(practice, practice.install("acme")) as client:
        made = await client.post(f"{REPO}/issues/1/comments", json={"body": f"`@eve` @bob see #{other.number}"})
        await client.patch(f"{REPO}/issues/comments/{made.json()['id']}", json={"body": "@bob @carol"})
    assert [ping.login for ping in practice.pings_by_app()] == ["bob", "carol"]
    assert [(found.source, found.target) for found in practice.cross_references] == [("acme/shop#1", "acme/shop#2")]
    assert [comment.former_bodies for comment in issue.comments] == [["`@eve` @bob see #2"]]


@pytest.mark.parametrize(("length", "status"), [(65_536, 201), (65_537, 422), (0, 422)])
async def test_a_body_has_a_limit(practice: PracticeGitHub, length: int, status: int) -> None:
    """65,536 characters, counted as characters."""
    practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    async with as_installation(practice, practice.install("acme")) as client:
        answer = await client.post(f"{REPO}/issues/1/comments", json={"body": "é" * length})
    assert answer.status_code == status


async def test_only_its_own_comments_can_be_edited(practice: PracticeGitHub) -> None:
    """A person's comment is not the app's to change; a deleted one is gone."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    theirs = issue.comment("mine")
    async with as_installation(practice, practice.install("acme")) as client:
        ours = (await client.post(f"{REPO}/issues/1/comments", json={"body": "ours"})).json()
        refused = await client.patch(f"{REPO}/issues/comments/{theirs.id}", json={"body": "taken"})
        issue.comments[1].delete(by=practice.account("ada"))
        gone = await client.patch(f"{REPO}/issues/comments/{ours['id']}", json={"body": "again"})
    assert (refused.status_code, gone.status_code) == (403, 404)
    assert ours["performed_via_github_app"]["id"] == practice.app_id
    assert [comment.body for comment in issue.comments] == ["mine"]


async def test_pages_are_linked(practice: PracticeGitHub) -> None:
    """Thirty unless asked, a hundred at most, with next and last in the Link header."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    for number in range(205):
        issue.comment(str(number))
    async with as_installation(practice, practice.install("acme")) as client:
        default = await client.get(f"{REPO}/issues/1/comments")
        first = await client.get(f"{REPO}/issues/1/comments?per_page=500")
        bodies, link = [], first
        while True:
            bodies += [comment["body"] for comment in link.json()]
            if "next" not in link.links:
                break
            link = await client.get(link.links["next"]["url"])
    assert (len(default.json()), len(first.json()), "page=3" in first.links["last"]["url"]) == (30, 100, True)
    assert bodies == [str(number) for number in range(205)]


async def test_who_cannot_be_assigned_is_left_out_in_silence(practice: PracticeGitHub) -> None:
    """As on GitHub: 201, and only those with access are on it."""
    shop = practice.create_repository("acme/shop")
    issue = shop.open_issue(title="I", author=practice.account("ada"))
    shop.collaborator(practice.account("bob"), "triage")
    async with as_installation(practice, practice.install("acme")) as client:
        answer = await client.post(f"{REPO}/issues/1/assignees", json={"assignees": ["bob", "ada", "ghost"]})
        asked = [(await client.get(f"{REPO}/assignees/{login}")).status_code for login in ("bob", "ada", "ghost")]
    assert (answer.status_code, asked) == (201, [204, 404, 404])
    assert [account.login for account in issue.assignees] == ["bob"]


async def test_the_transcript_tells_the_story(practice: PracticeGitHub) -> None:
    """Who did what where, people and app alike, in order."""
    issue = practice.create_repository("acme/shop").open_issue(title="Broken", author=practice.account("ada"))
    async with as_installation(practice, practice.install("acme")) as client:
        await client.post(f"{REPO}/issues/1/labels", json={"labels": ["area: cart"]})
    issue.unlabel("area: cart", by=practice.account("bob"))
    told = [(act.who, act.what, act.where, act.detail) for act in practice.transcript]
    assert told == [
        ("ada", "opened", "acme/shop#1", "Broken"),
        ("acme", "installation created:", "onesitting", ""),
        ("onesitting[bot]", "labeled", "acme/shop#1", "area: cart"),
        ("bob", "unlabeled", "acme/shop#1", "area: cart"),
    ]


@given(st.text())
def test_code_never_notifies(text: str) -> None:
    """Whatever stands in an indented block of code pings nobody; and no text ends in a traceback."""
    read_mentions(text)
    line = " ".join(text.split())
    assert read_mentions(f"    {line}").logins == set()
