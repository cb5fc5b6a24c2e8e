"""The timetable: what is due because of an event."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.repository import Subject
from bot.journeys.timetable import TIMETABLE, is_used, subjects

HERE: dict[str, Any] = {
    "installation": {"id": 1},
    "repository": {"id": 101, "full_name": "org/repo"},
    "sender": {"id": 5},
}
PULL_REQUEST = Subject("pull_request", 1, 101, "org/repo", 7)
ISSUE = Subject("issue", 1, 101, "org/repo", 7)
EVENTS = sorted({line.event for line in TIMETABLE} | {"star", "issue_comment"})
ACTIONS = sorted({action for line in TIMETABLE for action in line.actions})


def event(action: str, **parts: object) -> dict[str, object]:
    """Return a payload of the one repository."""
    return {"action": action, **HERE, **parts}


@pytest.mark.parametrize(
    "action",
    ["opened", "synchronize", "reopened", "edited", "ready_for_review", "converted_to_draft", "labeled", "closed"],
)
def test_pull_request_events(action: str) -> None:
    """Everything that can change a verdict makes the pull request due."""
    assert subjects("pull_request", event(action, pull_request={"number": 7})) == (PULL_REQUEST,)


@pytest.mark.parametrize(
    "action",
    [
        "opened",
        "edited",
        "reopened",
        "labeled",
        "unlabeled",
        "assigned",
        "unassigned",
        "closed",
        "deleted",
        "transferred",
    ],
)
def test_issue_events(action: str) -> None:
    """Everything that can change where feedback belongs makes the issue due."""
    assert subjects("issues", event(action, issue={"number": 7})) == (ISSUE,)


def test_an_issue_that_is_a_pull_request_is_none() -> None:
    """GitHub calls pull requests issues too: those come by their own events."""
    assert subjects("issues", event("labeled", issue={"number": 7, "pull_request": {"url": "x"}})) == ()


@pytest.mark.parametrize(
    ("name", "action"),
    [("check_run", "rerequested"), ("check_suite", "rerequested")],
)
def test_checks_name_their_pull_requests(name: str, action: str) -> None:
    """Somebody asks for our check again: every pull request of this repository that it lists is due, once."""
    listed = [
        {"number": 7, "base": {"repo": {"id": 101}}},
        {"number": 8},
        {"number": 9, "base": {"repo": {"id": 999}}},
        {"number": 7},
    ]
    due = subjects(name, event(action, **{name: {"pull_requests": listed}}))
    assert [subject.number for subject in due] == [7, 8]


SHA = "4f9c2d7" + "0" * 33


@pytest.mark.parametrize("name", ["check_run", "check_suite"])
def test_a_check_of_a_fork_names_its_commit(name: str) -> None:
    """GitHub lists no pull requests there: whose head the commit is has to be looked up."""
    due = subjects(name, event("rerequested", **{name: {"pull_requests": [], "head_sha": SHA}}))
    assert due == (Subject("commit", 1, 101, "org/repo", 0, SHA),)


def test_a_button_names_its_commit() -> None:
    """Whose head it is, and whether the person may, is looked up."""
    check = {"pull_requests": [{"number": 7}], "head_sha": SHA}
    due = subjects("check_run", event("requested_action", check_run=check))
    assert due == (Subject("commit", 1, 101, "org/repo", 0, SHA),)


PERSON, BOT = {"id": 5, "type": "User"}, {"id": 6, "type": "Bot"}


@pytest.mark.parametrize("action", ["created", "edited", "deleted"])
def test_a_comment_that_speaks_to_us_is_due(action: str) -> None:
    """By itself: what it asks for, and of what, is read anew."""
    payload = event(action, comment={"id": 8, "body": "/OneSitting recheck", "user": PERSON}) | {"sender": PERSON}
    assert subjects("issue_comment", payload) == (Subject("comment", 1, 101, "org/repo", 8),)


def test_a_comment_that_no_longer_speaks_to_us_is_due_as_well() -> None:
    """What it asked for ends with its line."""
    changes = {"body": {"from": "/onesitting observe"}}
    payload = event("edited", comment={"id": 8, "body": "No.", "user": PERSON}, changes=changes) | {"sender": PERSON}
    assert [subject.number for subject in subjects("issue_comment", payload)] == [8]


@pytest.mark.parametrize(
    ("body", "author", "sender"),
    [
        ("Thanks.", PERSON, PERSON),
        ("/onesitting help", BOT, BOT),
        ("/onesitting help", PERSON, BOT),
        (7, PERSON, PERSON),
    ],
)
def test_other_comments_are_not(body: object, author: object, sender: object) -> None:
    """They are not even kept: nobody's conversation is ours, and two machines never talk."""
    payload = event("created", comment={"id": 8, "body": body, "user": author}) | {"sender": sender}
    assert subjects("issue_comment", payload) == ()


@pytest.mark.parametrize(
    ("association", "reporter", "due"),
    [("MEMBER", {"id": 9}, (ISSUE,)), ("NONE", PERSON, (ISSUE,)), ("NONE", {"id": 9}, ()), ("CONTRIBUTOR", None, ())],
)
def test_an_answer_makes_its_issue_due(
    association: str, reporter: dict[str, object] | None, due: tuple[Subject, ...]
) -> None:
    """An owner's answer confirms a routing, a reporter's may say what was missing; strangers talk among themselves."""
    comment = {"id": 8, "body": "Thanks.", "user": PERSON, "author_association": association}
    payload = event("created", comment=comment, issue={"number": 7, "user": reporter}) | {"sender": PERSON}
    assert subjects("issue_comment", payload) == due


def test_a_merge_group_is_its_commit() -> None:
    """The queue waits for an answer on the group's head."""
    payload = event("checks_requested", merge_group={"head_sha": SHA, "base_sha": SHA})
    assert subjects("merge_group", payload) == (Subject("merge_group", 1, 101, "org/repo", 0, SHA),)


@pytest.mark.parametrize("sha", [None, 7, "", "main", SHA.upper(), SHA + "\n", "0" * 41])
def test_what_is_no_commit_is_nothing(sha: object) -> None:
    """Only a whole SHA reaches the database."""
    assert subjects("merge_group", event("checks_requested", merge_group={"head_sha": sha})) == ()


def test_another_app_s_check_is_not_ours() -> None:
    """Only our own check can be asked for again."""
    check = {"pull_requests": [{"number": 7}], "app": {"id": 12}}
    assert subjects("check_run", event("rerequested", check_run=check), app_id=12) == (PULL_REQUEST,)
    assert subjects("check_run", event("rerequested", check_run=check), app_id=13) == ()


def test_our_own_acts_are_no_news() -> None:
    """A label that we set, an issue that we opened: not due because of ourselves."""
    labeled = event("labeled", issue={"number": 7})
    assert subjects("issues", labeled, bot_id=5) == ()
    assert subjects("issues", labeled, bot_id=6) == (ISSUE,)
    opened = event("opened", issue={"number": 7, "performed_via_github_app": {"id": 12}})
    assert subjects("issues", opened, app_id=12) == ()
    assert subjects("issues", opened, app_id=13) == (ISSUE,)


def test_a_person_s_label_on_an_issue_we_opened_is_news() -> None:
    """`performed_via_github_app` says who opened the issue, not who labels it now."""
    issue = {"number": 7, "performed_via_github_app": {"id": 12}}
    assert subjects("issues", event("labeled", issue=issue), app_id=12) == (ISSUE,)


@pytest.mark.parametrize("name", ["push", "star", "installation", "issue_comment", "pull_request_review"])
def test_other_events_make_nothing_due(name: str) -> None:
    """Not in the timetable, not due."""
    assert subjects(name, event("created", pull_request={"number": 7}, issue={"number": 7})) == ()


def test_installation_events_are_kept_all_the_same() -> None:
    """Nothing is due, but who installed the app must not be forgotten."""
    assert is_used("installation", ())
    assert is_used("pull_request", (PULL_REQUEST,))
    assert not is_used("pull_request", ())


WRONG: list[object] = [None, True, 0, -1, 1.5, "7", 2**63, 10**400, [], {}, "\ud800"]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:20])
@pytest.mark.parametrize("where", ["number", "repository", "installation", "name"])
def test_what_is_no_number_and_no_name_is_nothing(where: str, wrong: object) -> None:
    """A payload that lies about its types makes nothing due, and nothing reaches the database that it cannot hold."""
    payload = event("opened", pull_request={"number": wrong if where == "number" else 7})
    payload["installation"] = {"id": wrong if where == "installation" else 1}
    payload["repository"] = {
        "id": wrong if where == "repository" else 101,
        "full_name": wrong if where == "name" else "org/repo",
    }
    assert subjects("pull_request", payload) == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["action", "installation", "repository", "sender", "pull_request", "issue", "check_run", "check_suite"]
FIELDS += ["merge_group", "comment", "changes"]
INNER = [
    "head_sha",
    "body",
    "user",
    "type",
    "from",
    "id",
    "number",
    "full_name",
    "pull_requests",
    "base",
    "repo",
    "app",
    "performed_via_github_app",
]
PAYLOADS = st.fixed_dictionaries(
    {"action": st.sampled_from(ACTIONS) | ANYTHING},
    optional={name: ANYTHING | st.dictionaries(st.sampled_from(INNER), ANYTHING) for name in FIELDS[1:]},
)


@given(st.sampled_from(EVENTS) | st.text(), PAYLOADS)
def test_no_payload_raises(name: str, payload: dict[str, object]) -> None:
    """Whatever JSON arrives, the answer is a tuple of subjects that can be stored."""
    for subject in subjects(name, payload, app_id=12, bot_id=6):
        assert subject.sha or 0 < subject.number < 2**63
        assert json.dumps(subject.full_name).isascii()
