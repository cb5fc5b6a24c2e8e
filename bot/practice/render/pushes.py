"""Pushes as JSON: the webhook's own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.render.links import WEB

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository

_NOTHING = "0" * 40


def render_push(
    repository: PracticeRepository, branch: str, before: str | None, after: str, who: Account
) -> JsonObject:
    """Return what a push webhook says of a branch that moved. The list of commits names the last one only."""
    return {
        "ref": f"refs/heads/{branch}",
        "before": before or _NOTHING,
        "after": after,
        "base_ref": None,
        "created": before is None,
        "deleted": False,
        "forced": False,
        "compare": f"{WEB}/{repository.full_name}/compare/{(before or _NOTHING)[:12]}...{after[:12]}",
        "pusher": {"name": who.login, "email": who.email},
        "commits": [_commit(repository, after)],
        "head_commit": _commit(repository, after),
    }


def _commit(repository: PracticeRepository, sha: str) -> JsonObject:
    commit = repository.git.commit(sha)
    author = {"name": commit.author_name, "email": commit.author_email}
    return {
        "id": sha,
        "tree_id": commit.tree,
        "distinct": True,
        "message": commit.message,
        "timestamp": commit.committer_date,
        "url": f"{WEB}/{repository.full_name}/commit/{sha}",
        "author": author,
        "committer": {"name": commit.committer_name, "email": commit.committer_email},
        "added": [],
        "removed": [],
        "modified": [],
    }
