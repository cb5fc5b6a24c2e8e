"""Pull requests as JSON: as a list shows them, and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp, stamp_or_none
from bot.practice.render.accounts import render_account
from bot.practice.render.issues import render_label
from bot.practice.render.links import API, WEB
from bot.practice.render.repositories import render_repository

if TYPE_CHECKING:
    from bot.practice.json_shapes import JsonObject
    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.repositories import PracticeRepository


def render_listed_pull_request(pull: PracticePullRequest) -> JsonObject:
    """Return a pull request as lists show it: without counts."""
    repository = f"{API}/repos/{pull.repository.full_name}"
    api, issue = f"{repository}/pulls/{pull.number}", f"{repository}/issues/{pull.number}"
    web = f"{WEB}/{pull.repository.full_name}/pull/{pull.number}"
    links = {
        "self": api,
        "html": web,
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{api}/comments",
        "review_comment": f"{repository}/pulls/comments{{/number}}",
        "commits": f"{api}/commits",
        "statuses": f"{repository}/statuses/{pull.head_sha}",
    }
    return {
        "url": api,
        "id": pull.id,
        "node_id": pull.node_id,
        "html_url": web,
        "diff_url": f"{web}.diff",
        "patch_url": f"{web}.patch",
        "issue_url": issue,
        **{f"{name}_url": links[name] for name in _LINKED},
        "number": pull.number,
        "state": pull.state,
        "locked": pull.locked,
        "active_lock_reason": None,
        "title": pull.title,
        "user": render_account(pull.author),
        "body": pull.body,
        "labels": [render_label(label) for label in pull.label_objects],
        "milestone": None,
        "assignee": render_account(pull.assignees[0]) if pull.assignees else None,
        "assignees": [render_account(account) for account in pull.assignees],
        "requested_reviewers": [],
        "requested_teams": [],
        "draft": pull.draft,
        "created_at": stamp(pull.created_at),
        "updated_at": stamp(pull.updated_at),
        "closed_at": stamp_or_none(pull.closed_at),
        "merged_at": stamp_or_none(pull.merged_at),
        "merge_commit_sha": None,
        "head": _end(pull.head_repository, pull.branch, pull.head_sha),
        "base": _end(pull.repository, pull.base, pull.base_sha),
        "_links": {name: {"href": href} for name, href in links.items()},
        "author_association": pull.association,
        "auto_merge": None,
    }


_LINKED = ("comments", "commits", "review_comments", "review_comment", "statuses")


def render_pull_request(pull: PracticePullRequest) -> JsonObject:
    """Return a pull request whole, as `GET .../pulls/{n}` and webhooks show it."""
    changes = pull.changes
    return render_listed_pull_request(pull) | {
        "merged": pull.merged_at is not None,
        "mergeable": None if pull.state == "closed" else True,
        "rebaseable": None,
        "mergeable_state": "unknown" if pull.state == "closed" else "clean",
        "merged_by": None,
        "comments": len(pull.comments),
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": pull.commit_count,
        "additions": sum(change.additions for change in changes),
        "deletions": sum(change.deletions for change in changes),
        "changed_files": len(changes),
    }


def _end(repository: PracticeRepository, ref: str, sha: str) -> JsonObject:
    return {
        "label": f"{repository.owner.login}:{ref}",
        "ref": ref,
        "sha": sha,
        "user": render_account(repository.owner),
        "repo": render_repository(repository),
    }
