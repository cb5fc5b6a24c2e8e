"""A comment as it is now, what it is on, and what its author may do in the repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.facts.commands import as_permission
from bot.facts.errors import FactsUnavailable, NotPermitted, Skip
from bot.facts.people import Account
from bot.facts.repository import Subject

if TYPE_CHECKING:
    from bot.facts.commands import Permission
    from bot.facts.repository import SubjectKind
    from bot.github.client import GitHub

_FLAGS: tuple[tuple[str, Permission], ...] = (
    ("admin", "admin"),
    ("maintain", "maintain"),
    ("push", "write"),
    ("triage", "triage"),
    ("pull", "read"),
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its words, who wrote it, and the pull request or issue it is `on`, which `opener` opened.

    `via_app` is the id of the app it was written through, 0 where it was none.
    """

    body: str
    author: Account
    on: Subject
    opener: Account
    via_app: int = 0


async def fetch_comment(github: GitHub, subject: Subject) -> Comment | None:
    """Return the comment; None where it was deleted. Two reads; raises FactsUnavailable."""
    home = f"/repos/{subject.full_name}"
    comment = await _read(github, f"{home}/issues/comments/{subject.number}")
    if comment is None:
        return None
    number = int(str(comment["issue_url"]).rpartition("/")[2])
    issue = await _read(github, f"{home}/issues/{number}")
    if issue is None:
        return None
    kind: SubjectKind = "pull_request" if issue.get("pull_request") else "issue"
    return Comment(
        comment["body"] or "",
        _account(comment.get("user")),
        Subject(kind, subject.installation, subject.repository, subject.full_name, number),
        _account(issue.get("user")),
        int((comment.get("performed_via_github_app") or {}).get("id") or 0),
    )


async def fetch_permission(github: GitHub, subject: Subject, login: str) -> Permission:
    """Return what a person may do in the subject's repository at this moment. Raises FactsUnavailable.

    A role that an organisation made up has a name of its own: what it includes stands in the flags beside it.
    """
    answer = await _read(github, f"/repos/{subject.full_name}/collaborators/{login}/permission")
    if answer is None:
        return "none"
    flags = (answer.get("user") or {}).get("permissions") or {}
    role = as_permission(str(answer.get("role_name") or ""))
    if role != "none":
        return role
    legacy = as_permission(str(answer.get("permission") or ""))
    return next((permission for flag, permission in _FLAGS if flags.get(flag)), legacy)


async def fetch_opener(github: GitHub, subject: Subject) -> Account:
    """Return who opened a pull request or an issue; nobody where it is gone. Raises FactsUnavailable."""
    issue = await _read(github, f"/repos/{subject.full_name}/issues/{subject.number}")
    return _account((issue or {}).get("user"))


async def fetch_head(github: GitHub, subject: Subject) -> str:
    """Return the head commit of a pull request at this moment; empty where it is gone. Raises FactsUnavailable."""
    pull = await _read(github, f"/repos/{subject.full_name}/pulls/{subject.number}")
    return str(((pull or {}).get("head") or {}).get("sha") or "")


async def _read(github: GitHub, path: str) -> dict[str, Any] | None:
    """Return what is there; None where nothing is."""
    try:
        found: dict[str, Any] = (await github.read(path)).data
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Skip) and not isinstance(unavailable.advice, NotPermitted):
            return None
        raise
    return found


def _account(who: dict[str, Any] | None) -> Account:
    return Account(str(who["login"]), int(who["id"]), str(who.get("type") or "User")) if who else Account("")
