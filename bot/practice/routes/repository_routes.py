"""Repositories and what git holds of them: contents, blobs, commits, comparisons; and who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.limits import COMMITS_LISTED, COMPARE_FILES
from bot.practice.render.accounts import render_account
from bot.practice.render.commits import render_blob, render_commit, render_content, render_file
from bot.practice.render.links import API, WEB
from bot.practice.render.pull_requests import render_listed_pull_request
from bot.practice.render.repositories import render_full_repository
from bot.practice.routes.call import Answer, Call, Endpoint, not_found

if TYPE_CHECKING:
    from bot.practice.json_shapes import JsonObject

_ROLES = {"maintain": "write", "triage": "read"}
"""The old permission word for a role: https://docs.github.com/en/rest/collaborators/collaborators"""

_ORDER = ("none", "read", "triage", "write", "maintain", "admin")
_FLAGS = ("pull", "triage", "push", "maintain", "admin")


def get_repository(call: Call) -> Answer:
    """Answer a repository."""
    return Answer(200, render_full_repository(call.repository))


def get_content(call: Call) -> Answer:
    """Answer a file: as JSON, or as it is where the raw media type is asked for. A folder is a list."""
    repository, path = call.repository, call.params["path"].strip("/")
    ref = call.query.get("ref") or repository.default_branch
    commit = repository.resolve(ref)
    if commit is None:
        raise not_found()
    found = repository.git.file(commit, path)
    if found is None:
        return _folder(call, commit, path, ref)
    entry, content = found
    if "raw" in call.headers.get("accept", ""):
        return Answer(200, content, {"Content-Type": "application/vnd.github.raw; charset=utf-8"})
    return Answer(200, render_content(repository, path, entry.sha, content, ref))


def _folder(call: Call, commit: str, path: str, ref: str) -> Answer:
    repository = call.repository
    prefix = f"{path}/" if path else ""
    inside = {name: entry for name, entry in repository.git.tree(commit).items() if name.startswith(prefix)}
    if not inside:
        raise not_found()
    listed: dict[str, JsonObject] = {}
    for name, entry in sorted(inside.items()):
        first, slash, _ = name.removeprefix(prefix).partition("/")
        place = prefix + first
        rendered = render_content(repository, place, entry.sha, b"", ref)
        del rendered["content"], rendered["encoding"]
        listed.setdefault(place, rendered | {"type": "dir" if slash else "file"})
    return Answer(200, list(listed.values()))


def get_blob(call: Call) -> Answer:
    """Answer a blob by its id."""
    sha = call.params["file_sha"]
    content = call.repository.git.blob(sha)
    if content is None:
        raise not_found()
    return Answer(200, render_blob(call.repository, sha, content))


def get_commit(call: Call) -> Answer:
    """Answer a commit by any name."""
    repository = call.repository
    sha = repository.resolve(call.params["ref"])
    if sha is None:
        raise not_found()
    commit = repository.git.commit(sha)
    base = commit.parents[0] if commit.parents else repository.git.repository.empty_tree
    changes = repository.git.changes(base, sha)[:COMPARE_FILES]
    added, removed = sum(c.additions for c in changes), sum(c.deletions for c in changes)
    files = [render_file(repository, change, sha, with_patch=True) for change in changes]
    stats = {"additions": added, "deletions": removed, "total": added + removed}
    return Answer(200, render_commit(repository, commit) | {"stats": stats, "files": files})


def list_pulls_of_commit(call: Call) -> Answer:
    """Answer the pull requests that have a commit."""
    sha = call.params["commit_sha"]
    pulls = [
        pull
        for pull in call.repository.pull_requests
        if pull.head_sha == sha or any(commit.sha == sha for commit in pull.commits)
    ]
    return call.paged([render_listed_pull_request(pull) for pull in pulls])


def compare(call: Call) -> Answer:
    """Answer what the head has that the base has not, and the files that differ from the merge base."""
    repository = call.repository
    base_name, dots, head_name = call.params["basehead"].partition("...")
    # "owner:branch" names a branch of a fork, which shares the objects.
    ends = [repository.resolve(name.rpartition(":")[2]) for name in (base_name, head_name)]
    if not dots or ends[0] is None or ends[1] is None:
        raise not_found()
    base, head = ends[0], ends[1]
    merge_base = repository.git.merge_base(base, head)
    if merge_base is None:
        raise not_found()
    commits, behind = repository.git.commits(base, head), repository.git.commits(head, base)
    api, web = f"{API}/repos/{repository.full_name}", f"{WEB}/{repository.full_name}/compare/{base}...{head}"
    status = "diverged" if commits and behind else "ahead" if commits else "behind" if behind else "identical"
    changes = repository.git.changes(merge_base, head)[:COMPARE_FILES]
    page = call.paged([render_commit(repository, commit) for commit in commits[-COMMITS_LISTED:]])
    body: JsonObject = {
        "url": f"{api}/compare/{base}...{head}",
        "html_url": web,
        "permalink_url": web,
        "diff_url": f"{web}.diff",
        "patch_url": f"{web}.patch",
        "base_commit": render_commit(repository, repository.git.commit(base)),
        "merge_base_commit": render_commit(repository, repository.git.commit(merge_base)),
        "status": status,
        "ahead_by": len(commits),
        "behind_by": len(behind),
        "total_commits": len(commits),
        "commits": page.body,
        "files": [render_file(repository, change, head, with_patch=True) for change in changes],
    }
    return Answer(200, body, page.headers)


def get_permission(call: Call) -> Answer:
    """Answer what an account may do with the repository."""
    repository = call.repository
    account = call.world.accounts.get(call.params["username"].lower())
    if account is None:
        raise not_found()
    # "release-manager:triage" is a role of the organisation's own, made on top of one of GitHub's.
    name, _, base = repository.permission_of(account).partition(":")
    base = base or name
    held = {flag: base in _ORDER and _ORDER.index(base) >= least for least, flag in enumerate(_FLAGS, 1)}
    return Answer(
        200,
        {
            "permission": _ROLES.get(base, base),
            "role_name": name,
            "user": render_account(account) | {"role_name": name, "permissions": held},
        },
    )


def get_tree(call: Call) -> Answer:
    """Answer every file of a commit, whatever its folder: only the recursive listing is played."""
    commit = call.repository.resolve(call.params["tree_sha"])
    if commit is None or not call.query.get("recursive"):
        raise not_found()
    files = call.repository.git.tree(commit)
    listed = [
        {"path": path, "mode": entry.mode, "type": "blob", "sha": entry.sha} for path, entry in sorted(files.items())
    ]
    return Answer(200, {"sha": commit, "tree": listed, "truncated": False})


def list_labels(call: Call) -> Answer:
    """Answer the repository's labels."""
    labels = call.repository.labels.values()
    return call.paged([{"id": label.id, "name": label.name, "color": label.color} for label in labels])


def get_user(call: Call) -> Answer:
    """Answer an account."""
    account = call.world.accounts.get(call.params["username"].lower())
    if account is None:
        raise not_found()
    return Answer(200, render_account(account))


def check_assignee(call: Call) -> Answer:
    """Answer 204 for somebody who can be assigned."""
    if not assignable(call, call.params["assignee"]):
        raise not_found()
    return Answer(204)


def assignable(call: Call, login: str) -> bool:
    """Tell whether an account can be assigned: it exists, and it may at least triage."""
    account = call.world.accounts.get(login.lower())
    if account is None:
        return False
    return call.repository.collaborators.get(login.lower(), "none") in ("triage", "write", "maintain", "admin")


READ = ("metadata:read",)
CONTENTS = ("contents:read",)
REPO = "/repos/{owner}/{repo}"

ROUTES = (
    Endpoint("GET", REPO, get_repository, READ),
    Endpoint("GET", "/repositories/{repository_id}", get_repository, READ, open_to_people=True),
    Endpoint("GET", f"{REPO}/contents/{{path:path}}", get_content, CONTENTS),
    Endpoint("GET", f"{REPO}/git/blobs/{{file_sha}}", get_blob, CONTENTS),
    Endpoint("GET", f"{REPO}/git/trees/{{tree_sha}}", get_tree, CONTENTS),
    Endpoint("GET", f"{REPO}/labels", list_labels, ("issues:read", "pull_requests:read")),
    Endpoint("GET", "/users/{username}", get_user, READ),
    Endpoint("GET", f"{REPO}/compare/{{basehead:path}}", compare, CONTENTS),
    Endpoint("GET", f"{REPO}/commits/{{commit_sha}}/pulls", list_pulls_of_commit, ("pull_requests:read",)),
    Endpoint("GET", f"{REPO}/commits/{{ref}}", get_commit, CONTENTS),
    Endpoint("GET", f"{REPO}/collaborators/{{username}}/permission", get_permission, READ),
    Endpoint("GET", f"{REPO}/assignees/{{assignee}}", check_assignee, ("issues:read", "pull_requests:read")),
)
