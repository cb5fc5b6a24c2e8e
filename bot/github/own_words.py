"""Accounts, repositories and our own words in GraphQL's shape, as facts."""

from __future__ import annotations

from typing import Any

from bot.facts.people import Account
from bot.facts.repository import Repository
from bot.facts.said import SaidCheck, SaidComment
from bot.messages.marker import EXPLAIN, FEEDBACK, HELP, HIDDEN, REVIEW, holds_state

REST_LOGINS = {198982749: "Copilot"}
"""Bots whose REST login is not their GraphQL login with `[bot]` behind it, by account id."""


def account(actor: dict[str, Any] | None) -> Account:
    """Return the account; a deleted one (null) has no name and the id 0. Logins get REST's `[bot]` suffix back."""
    if actor is None:
        return Account("")
    login, number, kind = str(actor["login"]), int(actor.get("databaseId") or 0), str(actor["__typename"])
    if kind == "Bot":
        login = REST_LOGINS.get(number, login if login.endswith("[bot]") else f"{login}[bot]")
    return Account(login, number, kind)


def repository(place: dict[str, Any], web: str) -> Repository:
    """Return the repository under its present name; `web` is where people read this GitHub."""
    return Repository(
        id=place["databaseId"],
        owner=place["owner"]["login"],
        name=place["name"],
        private=place["isPrivate"],
        default_branch=(place["defaultBranchRef"] or {}).get("name") or "main",
        web=web,
    )


def own_comment(page: dict[str, Any], marker: str, viewer: dict[str, Any] | None) -> SaidComment | None:
    """Return our comment among a page of comments: the marker is its first line *and* we wrote it.

    Anybody can write the marker; only GitHub says who the author is. `viewer` is the account behind our token. Who may
    edit our comment can write above the marker or take it out: what still holds a hidden line of ours is ours.
    """
    ours = own_comments(page, viewer)
    exact = (comment for comment in ours if _first_line(comment) == marker)
    return next(exact, None) or next((comment for comment in ours if _was_edited(comment, marker)), None)


def _first_line(comment: SaidComment) -> str:
    return comment.body.lstrip().partition("\n")[0].strip()


def _was_edited(comment: SaidComment, marker: str) -> bool:
    """Return whether this is the one comment of its conversation, without its first line as we wrote it."""
    first = _first_line(comment)
    if marker not in (REVIEW, FEEDBACK) or (first.startswith(HIDDEN) and not holds_state(first)):
        return False
    answers = any(other in comment.body for other in (HELP, EXPLAIN))
    return holds_state(comment.body) and (marker in comment.body or not answers)


def own_comments(page: dict[str, Any], viewer: dict[str, Any] | None) -> tuple[SaidComment, ...]:
    """Return every comment of ours on a page of comments, in their order."""
    own_id = int((viewer or {}).get("databaseId") or 0)
    ours = (node for node in page["nodes"] if _is_own(node, own_id))
    return tuple(SaidComment(node["databaseId"], node["id"], node["body"], node["isMinimized"]) for node in ours)


def _is_own(node: dict[str, Any], own_id: int) -> bool:
    author = account(node["author"])
    return bool(node["viewerDidAuthor"]) and (not own_id or not author.id or author.id == own_id)


def own_check(commit: dict[str, Any] | None) -> SaidCheck | None:
    """Return our latest check run on a commit; check suites are asked for by our app's id."""
    suites = ((commit or {}).get("checkSuites") or {}).get("nodes") or []
    runs = [(run, suite) for suite in suites for run in (suite.get("checkRuns") or {}).get("nodes") or []]
    if commit is None or not runs:
        return None
    latest, suite = max(runs, key=lambda found: int(found[0]["databaseId"]))
    # Somebody asked for the check again: GitHub queues the suite and leaves the run as it is.
    asked_again = suite.get("status") in ("QUEUED", "REQUESTED")
    return SaidCheck(
        id=latest["databaseId"],
        head_sha=commit["oid"],
        status="queued" if asked_again else latest["status"].lower(),
        conclusion=latest["conclusion"].lower() if latest["conclusion"] else None,
        fingerprint=latest["externalId"] or "",
    )


def same_head(commit: dict[str, Any] | None, repository_id: int, number: int) -> tuple[int, ...]:
    """Return the other open pull requests of the repository with the same head commit, by number."""
    nodes = ((commit or {}).get("associatedPullRequests") or {}).get("nodes") or []
    return tuple(
        sorted(
            int(node["number"])
            for node in nodes
            if node["state"] == "OPEN"
            and node["headRefOid"] == (commit or {})["oid"]
            and (node["repository"] or {}).get("databaseId") == repository_id
            and node["number"] != number
        )
    )
