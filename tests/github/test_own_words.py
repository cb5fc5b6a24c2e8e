"""Whose comment it is, and whose check run."""

from __future__ import annotations

from typing import Any

import pytest

from bot.facts.people import Account
from bot.facts.said import SaidCheck
from bot.github.own_words import account, own_check, own_comment
from bot.messages.marker import DIGEST, HELP, REVIEW, opening

OPENING = opening(REVIEW, "0123456789abcdef")
MARKER = "<!-- onesitting:review -->"
US = {"__typename": "Bot", "login": "onesitting", "databaseId": 7}
VIEWER = {"login": "onesitting[bot]", "databaseId": 7}


def comment(**fields: object) -> dict[str, Any]:
    """Return a comment of ours, unless told otherwise."""
    plain = {
        "id": "IC_1", "databaseId": 1, "body": f"{MARKER}\n\nwords", "isMinimized": False, "viewerDidAuthor": True,
        "author": US,
    }  # fmt: skip
    return {**plain, **fields}


def found(*nodes: dict[str, Any]) -> int | None:
    """Return the id of our comment among these."""
    ours = own_comment({"nodes": list(nodes)}, MARKER, VIEWER)
    return ours.id if ours is not None else None


def test_the_marker_in_the_first_line_of_our_own_comment_counts() -> None:
    """Both, or it is not our one comment."""
    assert found(comment()) == 1


def test_a_marker_that_somebody_else_wrote_does_not_count() -> None:
    """Anybody can type it; GitHub says who did."""
    ana = {"__typename": "User", "login": "ana", "databaseId": 8}
    assert found(comment(viewerDidAuthor=False, author=ana)) is None
    assert found(comment(author=ana)) is None


def test_a_marker_further_down_does_not_count() -> None:
    """A comment of ours that quotes one is another comment."""
    assert found(comment(body=f"words\n{MARKER}")) is None


@pytest.mark.parametrize(
    "body", [f"Hello\n\n{OPENING}words", f"\ufeff{OPENING}words", OPENING.partition("\n")[2] + "words"]
)
def test_a_comment_that_a_person_wrote_into_is_still_ours(body: str) -> None:
    """Words above the marker, or none in its place: the state on a line of its own says whose it was."""
    assert found(comment(body=body)) == 1


def test_the_marker_in_the_first_line_comes_first() -> None:
    """A comment that was written into stands back behind one that was not, wherever the two stand."""
    assert found(comment(body=f"Hello\n{OPENING}words"), comment(databaseId=2)) == 2


@pytest.mark.parametrize("marker", [HELP, DIGEST])
def test_another_comment_of_ours_is_not_taken_for_it(marker: str) -> None:
    """The list of commands has a state, too."""
    assert found(comment(body=opening(marker, "a1") + "words")) is None
    assert found(comment(body="Hello\n" + opening(HELP, "a1") + "words")) is None


def test_a_deleted_account_is_nobody() -> None:
    """GraphQL says null."""
    assert found(comment(author=None, viewerDidAuthor=False)) is None
    assert account(None) == Account("")


def test_bots_get_the_login_that_rest_shows() -> None:
    """GraphQL drops `[bot]`; Copilot is the one that never had it."""
    assert account(US) == Account("onesitting[bot]", 7, "Bot")
    copilot = {"__typename": "Bot", "login": "copilot-swe-agent", "databaseId": 198982749}
    assert account(copilot).login == "Copilot"


def test_the_latest_of_our_check_runs_counts() -> None:
    """GitHub shows the newest of a name."""
    runs = [
        {"databaseId": number, "name": "Reviewability", "status": "COMPLETED", "conclusion": "NEUTRAL", "externalId": x}
        for number, x in ((4, "new"), (3, "old"))
    ]
    commit = {"oid": "c0ffee", "checkSuites": {"nodes": [{"checkRuns": {"nodes": runs}}]}}
    assert own_check(commit) == SaidCheck(4, "c0ffee", "completed", "neutral", "new")


def test_a_commit_without_check_suites_has_none() -> None:
    """Also where GitHub hides them from us."""
    assert own_check({"oid": "c0ffee", "checkSuites": None}) is None
    assert own_check(None) is None
