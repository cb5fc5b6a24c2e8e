"""Repositories as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp
from bot.practice.render.accounts import render_account
from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository

_ADDRESSES = {
    "archive_url": "/{archive_format}{/ref}", "assignees_url": "/assignees{/user}", "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}", "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}", "commits_url": "/commits{/sha}", "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}", "contributors_url": "/contributors", "deployments_url": "/deployments",
    "downloads_url": "/downloads", "events_url": "/events", "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}", "git_refs_url": "/git/refs{/sha}", "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks", "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}", "issues_url": "/issues{/number}", "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}", "languages_url": "/languages", "merges_url": "/merges",
    "milestones_url": "/milestones{/number}", "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}", "releases_url": "/releases{/id}", "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}", "subscribers_url": "/subscribers", "subscription_url": "/subscription",
    "tags_url": "/tags", "teams_url": "/teams", "trees_url": "/git/trees{/sha}",
}  # fmt: skip


def render_repository(repository: PracticeRepository) -> JsonObject:
    """Return a repository as it stands in answers, pull requests and webhooks."""
    api, web = f"{API}/repos/{repository.full_name}", f"{WEB}/{repository.full_name}"
    open_issues = sum(issue.state == "open" for issue in repository.issues.values())
    return {
        "id": repository.id,
        "node_id": repository.node_id,
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
        "owner": render_account(repository.owner),
        "html_url": web,
        "description": None,
        "fork": repository.parent is not None,
        "url": api,
        **{name: api + path for name, path in _ADDRESSES.items()},
        "git_url": f"git://github.com/{repository.full_name}.git",
        "ssh_url": f"git@github.com:{repository.full_name}.git",
        "clone_url": f"{web}.git",
        "svn_url": web,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "size": 0,
        "topics": [],
        "visibility": "private" if repository.private else "public",
        "default_branch": repository.default_branch,
        "forks": 0,
        "forks_count": 0,
        "stargazers_count": 0,
        "watchers": 0,
        "watchers_count": 0,
        "open_issues": open_issues,
        "open_issues_count": open_issues,
        "is_template": False,
        "web_commit_signoff_required": False,
        "has_issues": True,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
        "allow_forking": True,
        "archived": repository.archived,
        "disabled": False,
        "created_at": stamp(repository.created_at),
        "updated_at": stamp(repository.updated_at),
        "pushed_at": stamp(repository.updated_at),
    }


def render_full_repository(repository: PracticeRepository) -> JsonObject:
    """Return what `GET /repos/{owner}/{repo}` answers: two counts more."""
    return render_repository(repository) | {"subscribers_count": 0, "network_count": 0}


def render_short_repository(repository: PracticeRepository) -> JsonObject:
    """Return the few fields that stand in webhooks about installations."""
    return {
        "id": repository.id,
        "node_id": repository.node_id,
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
    }
