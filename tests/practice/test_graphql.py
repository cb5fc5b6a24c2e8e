from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice import PULL_REQUESTS_ONLY
from bot.practice.graphql.language import GraphQLError, parse
from tests.practice.wire import as_installation

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub, PracticeInstallation

SHOP = 'repository(owner: "acme", name: "shop")'


async def _ask(
    practice: PracticeGitHub, installation: PracticeInstallation, query: str, **variables: object
) -> dict[str, Any]:
    async with as_installation(practice, installation) as client:
        answer = await client.post("/graphql", json={"query": query, "variables": variables})
    assert answer.status_code == 200
    data: dict[str, Any] = answer.json()
    return data


async def test_aliases_fragments_and_variables(practice: PracticeGitHub) -> None:
    """A query is executed as it is written: only what is asked for, under the names asked for."""
    practice.create_repository("acme/shop", {"a.txt": "é\n", "b.bin": b"\0"})
    query = """
      query Files($owner: String!, $name: String = "shop") {
        repository(owner: $owner, name: $name) {
          text: object(expression: "HEAD:a.txt") { ...blob }
          binary: object(expression: "main:b.bin") { ...blob }
          nothing: object(expression: "HEAD:c") { ...blob }
        }
      }
      fragment blob on Blob { text byteSize isBinary }
    """
    answer = await _ask(practice, practice.install("acme"), query, owner="acme")
    assert answer == {"data": {"repository": {
        "text": {"text": "é\n", "byteSize": 3, "isBinary": False},
        "binary": {"text": None, "byteSize": 1, "isBinary": True},
        "nothing": None,
    }}}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("{ viewer { shoeSize } }", "Field 'shoeSize' doesn't exist on type 'User'"),
        (f"{{ {SHOP} {{ issues {{ totalCount }} }} }}", "You must provide a `first` or `last` value"),
        (f"{{ {SHOP} {{ issues(first: 101) {{ totalCount }} }} }}", "exceeds the `first` limit of 100 records"),
        ("{ repository(owner: 1) { id } }", "missing required arguments: name"),
        ("query A($x: Int) { viewer { login } }", "Variable $x is declared by A but not used"),
        ("{ viewer }", "must have selections"),
        ("{ viewer { login { x } } }", "can't be made on scalars"),
        ("{ viewer { ...gone } }", "Fragment gone was used, but not defined"),
        ("{ viewer { ... on Issue { title } } }", "can't be spread inside"),
        (f"{{ {SHOP} {{ owner {{ databaseId }} }} }}", "doesn't exist on type 'RepositoryOwner'"),
        ("{ viewer { login }", "Unexpected end of document"),
        ("query A($n: Int!) { " + SHOP + " { issue(number: $n) { title } } }", "invalid value"),
    ],
)
async def test_what_github_would_refuse_is_refused(practice: PracticeGitHub, query: str, says: str) -> None:
    """Errors and no data, in words that name the mistake."""
    practice.create_repository("acme/shop")
    answer = await _ask(practice, practice.install("acme"), query)
    assert "data" not in answer
    assert says in str(answer["errors"])


async def test_what_is_missing_or_forbidden_is_null_with_its_type(practice: PracticeGitHub) -> None:
    """The rest of the answer stands."""
    shop = practice.create_repository("acme/shop")
    shop.open_issue(title="I", author=practice.account("ada"))
    query = (
        '{ viewer { login } a: repository(owner: "x", name: "y") { id } ' + SHOP + " { issue(number: 1) { title } } }"
    )
    answer = await _ask(practice, practice.install("acme", permissions=PULL_REQUESTS_ONLY), query)
    assert answer["data"] == {"viewer": {"login": "onesitting[bot]"}, "a": None, "repository": {"issue": None}}
    assert [(error["type"], error["path"]) for error in answer["errors"]] == [
        ("NOT_FOUND", ["a"]), ("FORBIDDEN", ["repository", "issue"]),
    ]  # fmt: skip


async def test_a_comment_is_minimised_and_shown_again(practice: PracticeGitHub) -> None:
    """The verbs that REST has not; logins come without `[bot]`, ids are the accounts'."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    comment = issue.comment("ours", by=practice.bot, via=practice.world.app)
    installation = practice.install("acme")
    hide = "mutation Hide($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: RESOLVED}) { %s } }"
    await _ask(practice, installation, hide % "minimizedComment { isMinimized }", id=comment.node_id)
    assert comment.minimized_as == "resolved"
    assert practice.calls[-1].is_write
    fields = "isMinimized viewerDidAuthor author { login ... on Bot { databaseId } }"
    query = f"{{ {SHOP} {{ issue(number: 1) {{ comments(last: 1) {{ nodes {{ {fields} }} }} }} }} }}"
    answer = await _ask(practice, installation, query)
    expected = {"isMinimized": True, "viewerDidAuthor": True, "author": {"login": "onesitting", "databaseId": 900_001}}
    assert answer == {"data": {"repository": {"issue": {"comments": {"nodes": [expected]}}}}}
    show = "mutation($id: ID!) { unminimizeComment(input: {subjectId: $id}) { unminimizedComment { isMinimized } } }"
    await _ask(practice, installation, show, id=comment.node_id)
    assert not comment.minimized


async def test_minimising_needs_permission(practice: PracticeGitHub) -> None:
    """Permission for pull requests does not reach a comment on an issue."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    comment = issue.comment("ours", by=practice.bot)
    query = "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: SPAM}) { clientMutationId } }"
    answer = await _ask(practice, practice.install("acme", permissions=PULL_REQUESTS_ONLY), query, id=comment.node_id)
    assert "FORBIDDEN" in str(answer["errors"])
    assert not comment.minimized


async def test_pages_follow_their_cursor(practice: PracticeGitHub) -> None:
    """Every comment once, in order."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    for number in range(5):
        issue.comment(str(number))
    fields = "totalCount pageInfo { hasNextPage endCursor } nodes { body }"
    comments = f"comments(first: 2, after: $after) {{ {fields} }}"
    query = f"query($after: String) {{ {SHOP} {{ issue(number: 1) {{ {comments} }} }} }}"
    installation = practice.install("acme")
    pages = []
    for after in (None, "Y3Vyc29yOjI=", "Y3Vyc29yOjQ="):
        answer = await _ask(practice, installation, query, after=after)
        pages.append(answer["data"]["repository"]["issue"]["comments"])
    assert [[node["body"] for node in page["nodes"]] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert [page["pageInfo"]["endCursor"] for page in pages] == ["Y3Vyc29yOjI=", "Y3Vyc29yOjQ=", "Y3Vyc29yOjU="]
    assert [page["pageInfo"]["hasNextPage"] for page in pages] == [True, True, False]


async def test_the_timeline_tells_who_undid_what(practice: PracticeGitHub) -> None:
    """Labels, assignments and deleted comments, of the kinds asked for, oldest first."""
    issue = practice.create_repository("acme/shop").open_issue(title="I", author=practice.account("ada"))
    issue.label("x", by=practice.bot)
    issue.unlabel("x", by=practice.account("bob"))
    issue.comment("ours", by=practice.bot).delete(by=practice.account("bob"))
    kinds = "itemTypes: [UNLABELED_EVENT, COMMENT_DELETED_EVENT]"
    unlabeled = "... on UnlabeledEvent { actor { login } label { name } }"
    deleted = "... on CommentDeletedEvent { deletedCommentAuthor { login } }"
    items = f"timelineItems(first: 9, {kinds}) {{ nodes {{ __typename {unlabeled} {deleted} }} }}"
    query = f"{{ {SHOP} {{ issue(number: 1) {{ {items} }} }} }}"
    answer = await _ask(practice, practice.install("acme"), query)
    assert answer == {"data": {"repository": {"issue": {"timelineItems": {"nodes": [
        {"__typename": "UnlabeledEvent", "actor": {"login": "bob"}, "label": {"name": "x"}},
        {"__typename": "CommentDeletedEvent", "deletedCommentAuthor": {"login": "onesitting"}},
    ]}}}}}  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "}", "{ a(", "query ($x Int) { a }", '{ a(b: "\n") }', "subscription { a }", "{ é }"]
)
def test_a_broken_query_is_an_error_not_a_traceback(text: str) -> None:
    """Whatever is sent: a tree, or words about it."""
    if text == "":
        assert parse(text).operations == ()
    else:
        with pytest.raises(GraphQLError):
            parse(text)


@given(st.text(alphabet='{}()[]:!=$@|&."#\\ \nabquerymtation1-', max_size=60))
def test_parsing_is_total(text: str) -> None:
    """Any text is a document or a GraphQLError."""
    with contextlib.suppress(GraphQLError):
        assert parse(text).operations is not None
