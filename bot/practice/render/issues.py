"""Issues, comments, labels and reactions as JSON. A pull request is an issue too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp, stamp_or_none
from bot.practice.render.accounts import render_account
from bot.practice.render.apps import render_app
from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.practice.comments import PracticeComment, Reaction
    from bot.practice.issues import PracticeIssue
    from bot.practice.json_shapes import JsonObject
    from bot.practice.labels import Label

_REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def render_label(label: Label) -> JsonObject:
    """Return a label of a repository."""
    return {
        "id": label.id,
        "node_id": label.node_id,
        "url": f"{API}/repos/{label.full_name}/labels/{label.name}",
        "name": label.name,
        "description": label.description,
        "color": label.color,
        "default": False,
        "archived_at": None,
        "archived_by": None,
    }


def render_issue(issue: PracticeIssue) -> JsonObject:
    """Return an issue; a pull request has the key `pull_request` more."""
    repository = f"{API}/repos/{issue.repository.full_name}"
    api = f"{repository}/issues/{issue.number}"
    web = f"{WEB}/{issue.repository.full_name}"
    rendered: JsonObject = {
        "id": issue.issue_id,
        "node_id": issue.node_id,
        "url": api,
        "repository_url": repository,
        "labels_url": f"{api}/labels{{/name}}",
        "comments_url": f"{api}/comments",
        "events_url": f"{api}/events",
        "timeline_url": f"{api}/timeline",
        "html_url": f"{web}/{'pull' if issue.is_pull_request else 'issues'}/{issue.number}",
        "number": issue.number,
        "state": issue.state,
        "state_reason": issue.state_reason,
        "title": issue.title,
        "body": issue.body,
        "user": render_account(issue.author),
        "labels": [render_label(label) for label in issue.label_objects],
        "assignee": render_account(issue.assignees[0]) if issue.assignees else None,
        "assignees": [render_account(account) for account in issue.assignees],
        "milestone": None,
        "locked": issue.locked,
        "active_lock_reason": None,
        "comments": len(issue.comments),
        "created_at": stamp(issue.created_at),
        "updated_at": stamp(issue.updated_at),
        "closed_at": stamp_or_none(issue.closed_at),
        "closed_by": None,
        "author_association": issue.association,
        "reactions": _reactions(f"{api}/reactions", []),
        "performed_via_github_app": None,
    }
    if issue.is_pull_request:
        address = f"{web}/pull/{issue.number}"
        rendered["draft"] = issue.draft
        rendered["pull_request"] = {
            "url": f"{repository}/pulls/{issue.number}",
            "html_url": address,
            "diff_url": f"{address}.diff",
            "patch_url": f"{address}.patch",
            "merged_at": None,
        }
    return rendered


def render_comment(comment: PracticeComment) -> JsonObject:
    """Return a comment with the app it came through, if any."""
    issue = comment.issue
    repository = f"{API}/repos/{issue.repository.full_name}"
    kind = "pull" if issue.is_pull_request else "issues"
    api = f"{repository}/issues/comments/{comment.id}"
    return {
        "id": comment.id,
        "node_id": comment.node_id,
        "url": api,
        "html_url": f"{WEB}/{issue.repository.full_name}/{kind}/{issue.number}#issuecomment-{comment.id}",
        "issue_url": f"{repository}/issues/{issue.number}",
        "body": comment.body,
        "user": render_account(comment.author),
        "created_at": stamp(comment.created_at),
        "updated_at": stamp(comment.updated_at),
        "author_association": issue.repository.association_of(comment.author),
        "reactions": _reactions(f"{api}/reactions", comment.reactions),
        "performed_via_github_app": render_app(comment.via) if comment.via is not None else None,
    }


def render_reaction(reaction: Reaction) -> JsonObject:
    """Return one reaction."""
    return {
        "id": reaction.id,
        "node_id": f"REA_kwDO{reaction.id}",
        "user": render_account(reaction.by),
        "content": reaction.content,
        "created_at": stamp(reaction.at),
    }


def _reactions(url: str, reactions: list[Reaction]) -> JsonObject:
    counts = {name: sum(reaction.content == name for reaction in reactions) for name in _REACTIONS}
    return {"url": url, "total_count": len(reactions), **counts}
