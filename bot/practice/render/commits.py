"""Commits, changed files and contents as JSON."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.practice.json_shapes import stamp
from bot.practice.limits import CONTENTS_BYTES
from bot.practice.render.accounts import render_account
from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.localgit import LocalCommit
    from bot.practice.file_changes import FileChange
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository


def render_commit(repository: PracticeRepository, commit: LocalCommit) -> JsonObject:
    """Return a commit; `author` is null where the address belongs to no account."""
    api, web = f"{API}/repos/{repository.full_name}", f"{WEB}/{repository.full_name}/commit"
    accounts = [repository.world.account_of(email) for email in (commit.author_email, commit.committer_email)]
    author, committer = (render_account(account) if account is not None else None for account in accounts)
    return {
        "sha": commit.sha,
        "node_id": f"C_kwDO{commit.sha}",
        "url": f"{api}/commits/{commit.sha}",
        "html_url": f"{web}/{commit.sha}",
        "comments_url": f"{api}/commits/{commit.sha}/comments",
        "commit": {
            "url": f"{api}/git/commits/{commit.sha}",
            "author": _signed(commit.author_name, commit.author_email, commit.author_date),
            "committer": _signed(commit.committer_name, commit.committer_email, commit.committer_date),
            "message": commit.message,
            "tree": {"sha": commit.tree, "url": f"{api}/git/trees/{commit.tree}"},
            "comment_count": 0,
            "verification": {
                "verified": False,
                "reason": "unsigned",
                "signature": None,
                "payload": None,
                "verified_at": None,
            },
        },
        "author": author,
        "committer": committer,
        "parents": [{"sha": sha, "url": f"{api}/commits/{sha}", "html_url": f"{web}/{sha}"} for sha in commit.parents],
    }


def _signed(name: str, email: str, date: str) -> JsonObject:
    return {"name": name, "email": email, "date": stamp(datetime.fromisoformat(date).astimezone(UTC))}


def render_file(repository: PracticeRepository, change: FileChange, head: str, *, with_patch: bool) -> JsonObject:
    """Return a changed file; `patch` is left out where GitHub leaves it out."""
    path = quote(change.path)
    rendered: JsonObject = {
        "sha": change.sha,
        "filename": change.path,
        "status": change.status,
        "additions": change.additions,
        "deletions": change.deletions,
        "changes": change.additions + change.deletions,
        "blob_url": f"{WEB}/{repository.full_name}/blob/{head}/{path}",
        "raw_url": f"{WEB}/{repository.full_name}/raw/{head}/{path}",
        "contents_url": f"{API}/repos/{repository.full_name}/contents/{path}?ref={head}",
    }
    if change.patch is not None and with_patch:
        rendered["patch"] = change.patch
    if change.previous_path is not None:
        rendered["previous_filename"] = change.previous_path
    return rendered


def render_content(repository: PracticeRepository, path: str, sha: str, content: bytes, ref: str) -> JsonObject:
    """Return a file of the contents API; a large one comes without its content."""
    api, web = f"{API}/repos/{repository.full_name}", f"{WEB}/{repository.full_name}"
    place = quote(path)
    address, blob, page = f"{api}/contents/{place}?ref={ref}", f"{api}/git/blobs/{sha}", f"{web}/blob/{ref}/{place}"
    small = len(content) <= CONTENTS_BYTES
    return {
        "type": "file",
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": sha,
        "size": len(content),
        "encoding": "base64" if small else "none",
        "content": base64.encodebytes(content).decode("ascii") if small else "",
        "url": address,
        "git_url": blob,
        "html_url": page,
        "download_url": f"https://raw.githubusercontent.com/{repository.full_name}/{ref}/{place}",
        "_links": {"self": address, "git": blob, "html": page},
    }


def render_blob(repository: PracticeRepository, sha: str, content: bytes) -> JsonObject:
    """Return a blob of the git database API."""
    return {
        "sha": sha,
        "node_id": f"B_kwDO{sha}",
        "size": len(content),
        "url": f"{API}/repos/{repository.full_name}/git/blobs/{sha}",
        "content": base64.encodebytes(content).decode("ascii"),
        "encoding": "base64",
    }
