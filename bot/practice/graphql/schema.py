"""The schema: every type and field that can be asked for. https://docs.github.com/en/graphql/reference"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.graphql import git_objects as git
from bot.practice.graphql import mutations
from bot.practice.graphql import resolvers as get
from bot.practice.graphql.types import (
    PAGE_INFO,
    FieldType,
    Node,
    computed,
    connection,
    connection_type,
    scalar,
    single,
)
from bot.practice.json_shapes import stamp, stamp_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACCOUNT = {
    "login": computed(get.graphql_login),
    "id": scalar("node_id"),
    "databaseId": scalar("id"),
    "url": computed(lambda account: f"https://github.com/{account.login}"),
}
_ISSUE = {
    "id": scalar("node_id"),
    "number": scalar("number"),
    "title": scalar("title"),
    "body": computed(lambda issue: issue.body or ""),
    "locked": scalar("locked"),
    "state": computed(get.state),
    "createdAt": computed(lambda issue: stamp(issue.created_at)),
    "updatedAt": computed(lambda issue: stamp(issue.updated_at)),
    "closedAt": computed(lambda issue: stamp_or_none(issue.closed_at)),
    "authorAssociation": scalar("association"),
    "author": single("Actor", lambda issue, _arguments, _call: get.actor(issue.author)),
    "labels": connection("Label", get.labels, "orderBy"),
    "assignees": connection("User", get.assignees),
    "comments": connection("IssueComment", get.comments, "orderBy"),
}
_GIT_OBJECT = {
    "oid": computed(git.oid),
    "id": computed(lambda found: f"G_kwDO{git.oid(found)}"),
    "abbreviatedOid": computed(lambda found: git.oid(found)[:7]),
}
_EVENT = {
    "id": scalar("node_id"),
    "createdAt": computed(lambda event: stamp(event.at)),
    "actor": single("Actor", lambda event, _arguments, _call: get.actor(event.actor)),
}
_LABEL_EVENT = _EVENT | {"label": single("Label", lambda event, _arguments, _call: Node("Label", event.label))}
_ASSIGNMENT = _EVENT | {"assignee": single("Assignee", lambda event, _arguments, _call: get.actor(event.assignee))}

TYPES: Mapping[str, Mapping[str, FieldType]] = {
    "Query": {
        "viewer": single("User", lambda _root, _arguments, call: get.viewer(call)),
        "repository": single("Repository", get.repository, "owner!", "name!", "followRenames"),
        "organization": single("Organization", get.organization, "login!"),
        "node": single("Node", get.node, "id!"),
        "rateLimit": single("RateLimit", get.rate_limit),
    },
    "Mutation": {
        "minimizeComment": single("MinimizeCommentPayload", mutations.minimize_comment, "input!"),
        "unminimizeComment": single("UnminimizeCommentPayload", mutations.unminimize_comment, "input!"),
    },
    "MinimizeCommentPayload": {
        "minimizedComment": single("Minimizable", lambda found, _arguments, _call: found),
        "clientMutationId": computed(lambda _found: None),
    },
    "UnminimizeCommentPayload": {
        "unminimizedComment": single("Minimizable", lambda found, _arguments, _call: found),
        "clientMutationId": computed(lambda _found: None),
    },
    "RateLimit": {
        "limit": scalar("limit"),
        "remaining": scalar("remaining"),
        "used": computed(lambda rate: rate.limit - rate.remaining),
        "cost": computed(lambda _rate: 1),
        "resetAt": computed(lambda rate: stamp(rate.reset_at)),
    },
    "Repository": {
        "id": scalar("node_id"),
        "databaseId": scalar("id"),
        "name": scalar("name"),
        "nameWithOwner": scalar("full_name"),
        "isPrivate": scalar("private"),
        "isArchived": scalar("archived"),
        "isFork": computed(lambda repository: repository.parent is not None),
        "owner": single("RepositoryOwner", lambda found, _arguments, _call: get.actor(found.owner)),
        "defaultBranchRef": single("Ref", lambda found, _arguments, _call: git.ref(found, found.default_branch)),
        "ref": single("Ref", lambda found, given, _call: git.ref(found, given["qualifiedName"]), "qualifiedName!"),
        "object": single("GitObject", git.git_object, "expression", "oid"),
        "issue": single("Issue", get.issue, "number!"),
        "pullRequest": single("PullRequest", get.pull_request, "number!"),
        "issueOrPullRequest": single("IssueOrPullRequest", get.issue_or_pull_request, "number!"),
        "label": single("Label", get.label, "name!"),
        "issues": connection("Issue", get.issues, "states", "labels", "orderBy"),
        "pullRequests": connection("PullRequest", get.pull_requests, "states", "headRefName", "baseRefName", "orderBy"),
    },
    "Ref": {
        "id": computed(lambda place: f"REF_{place.name}"),
        "name": scalar("name"),
        "target": single("GitObject", git.target),
    },
    "Issue": {
        **_ISSUE,
        "timelineItems": connection("IssueTimelineItems", get.timeline, "itemTypes", "since"),
        "databaseId": scalar("issue_id"),
        "closedByPullRequestsReferences": connection("PullRequest", get.closing, "includeClosedPrs"),
        "userContentEdits": connection("UserContentEdit", get.body_edits),
        "stateReason": computed(lambda issue: (issue.state_reason or "").upper() or None),
    },
    "PullRequest": {
        **_ISSUE,
        "timelineItems": connection("PullRequestTimelineItems", get.timeline, "itemTypes", "since"),
        "databaseId": scalar("id"),
        "isDraft": scalar("draft"),
        "isCrossRepository": scalar("from_fork"),
        "merged": computed(lambda pull: pull.merged_at is not None),
        "mergedAt": computed(lambda pull: stamp_or_none(pull.merged_at)),
        "additions": computed(lambda pull: sum(change.additions for change in pull.changes)),
        "deletions": computed(lambda pull: sum(change.deletions for change in pull.changes)),
        "changedFiles": computed(lambda pull: len(pull.changes)),
        "headRefName": scalar("branch"),
        "headRefOid": scalar("head_sha"),
        "baseRefName": scalar("base"),
        "baseRefOid": scalar("base_sha"),
        "headRef": single("Ref", lambda pull, _arguments, _call: git.ref(pull.head_repository, pull.branch)),
        "baseRef": single("Ref", lambda pull, _arguments, _call: git.ref(pull.repository, pull.base)),
        "repository": single("Repository", lambda pull, _arguments, _call: Node("Repository", pull.repository)),
        "headRepository": single("Repository", get.head_repository),
        "commits": connection("PullRequestCommit", git.commits),
        "files": connection("PullRequestChangedFile", get.files),
    },
    "PullRequestChangedFile": {"path": scalar("path"), "changeType": computed(get.change_type)},
    "PullRequestCommit": {"commit": single("Commit", lambda found, _arguments, _call: found)},
    "Label": {
        "id": scalar("node_id"),
        "name": scalar("name"),
        "color": scalar("color"),
        "description": scalar("description"),
    },
    "IssueComment": {
        "id": scalar("node_id"),
        "databaseId": scalar("id"),
        "body": scalar("body"),
        "isMinimized": scalar("minimized"),
        "minimizedReason": scalar("minimized_as"),
        "createdAt": computed(lambda comment: stamp(comment.created_at)),
        "updatedAt": computed(lambda comment: stamp(comment.updated_at)),
        "authorAssociation": computed(lambda comment: comment.issue.repository.association_of(comment.author)),
        "author": single("Actor", lambda comment, _arguments, _call: get.actor(comment.author)),
        "viewerDidAuthor": FieldType("", lambda comment, _arguments, call: comment.author is call.actor),
    },
    "LabeledEvent": _LABEL_EVENT,
    "UnlabeledEvent": _LABEL_EVENT,
    "AssignedEvent": _ASSIGNMENT,
    "UnassignedEvent": _ASSIGNMENT,
    "ClosedEvent": _EVENT,
    "ReopenedEvent": _EVENT,
    "RenamedTitleEvent": _EVENT
    | {
        "previousTitle": computed(lambda event: event.titles[0]),
        "currentTitle": computed(lambda event: event.titles[1]),
    },
    "UserContentEdit": {
        "editedAt": computed(lambda edit: stamp(edit[0])),
        "createdAt": computed(lambda edit: stamp(edit[0])),
        "diff": computed(lambda edit: edit[1]),
    },
    "CommentDeletedEvent": _EVENT | {"deletedCommentAuthor": single("Actor", get.deleted_author)},
    "Commit": {
        **_GIT_OBJECT,
        "message": computed(lambda found: found.commit.message),
        "messageHeadline": computed(lambda found: found.commit.title),
        "committedDate": computed(lambda found: found.commit.committer_date),
        "file": single("TreeEntry", git.tree_entry, "path!"),
        "checkSuites": connection("CheckSuite", git.check_suites, "filterBy"),
        "associatedPullRequests": connection("PullRequest", git.pull_requests_of, "orderBy"),
    },
    "TreeEntry": {
        "name": computed(lambda found: found.path.rpartition("/")[2]),
        "path": scalar("path"),
        "mode": computed(lambda found: int(found.mode, 8)),
        "oid": computed(git.oid),
        "object": single("GitObject", git.entry_object),
    },
    "Blob": {
        **_GIT_OBJECT,
        "byteSize": computed(lambda blob: len(blob.content)),
        "isBinary": scalar("is_binary"),
        "isTruncated": scalar("is_truncated"),
        "text": scalar("text"),
    },
    "Tree": _GIT_OBJECT,
    "CheckSuite": {
        "id": computed(lambda suite: f"CS_kwDO{suite.id}"),
        "databaseId": scalar("id"),
        "app": single("App", git.suite_app),
        "status": scalar("status"),
        "checkRuns": connection("CheckRun", git.check_runs, "filterBy"),
    },
    "App": {"databaseId": scalar("id"), "slug": scalar("slug"), "name": scalar("slug")},
    "CheckRun": {
        "id": scalar("node_id"),
        "databaseId": scalar("id"),
        "name": scalar("name"),
        "status": computed(lambda run: run.status.upper()),
        "conclusion": computed(lambda run: run.conclusion.upper() if run.conclusion else None),
        "externalId": computed(lambda run: run.external_id or None),
        "title": scalar("title"),
        "summary": scalar("summary"),
        "text": scalar("text"),
    },
    "PageInfo": PAGE_INFO,
    "User": _ACCOUNT | {"name": scalar("name")},
    "Bot": _ACCOUNT,
    "Mannequin": _ACCOUNT,
    "Organization": _ACCOUNT
    | {
        "name": scalar("name"),
        "viewerCanAdminister": FieldType("", lambda found, _arguments, call: get.administers(call, found)),
    },
    **{
        f"{name}Connection": connection_type(name)
        for name in (
            "IssueTimelineItems",
            "PullRequestTimelineItems",
            "UserContentEdit",
            "Label",
            "User",
            "IssueComment",
            "PullRequestCommit",
            "PullRequestChangedFile",
            "CheckSuite",
            "CheckRun",
            "Issue",
            "PullRequest",
        )
    },
}

_EVENTS = frozenset({
    "LabeledEvent", "UnlabeledEvent", "AssignedEvent", "UnassignedEvent", "CommentDeletedEvent", "ClosedEvent",
    "ReopenedEvent", "RenamedTitleEvent",
})  # fmt: skip

ABSTRACT: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Actor": (frozenset({"login", "url"}), frozenset({"User", "Bot", "Mannequin", "Organization"})),
    "RepositoryOwner": (frozenset({"login", "id", "url"}), frozenset({"User", "Organization"})),
    "GitObject": (frozenset({"oid", "id", "abbreviatedOid"}), frozenset({"Commit", "Blob", "Tree"})),
    "Node": (frozenset({"id"}), _EVENTS | {"IssueComment", "PullRequest", "Issue", "CheckRun", "Repository"}),
    "Minimizable": (frozenset({"isMinimized", "minimizedReason"}), frozenset({"IssueComment"})),
    "IssueTimelineItems": (frozenset(), _EVENTS | {"IssueComment"}),
    "PullRequestTimelineItems": (frozenset(), _EVENTS | {"IssueComment"}),
    "Assignee": (frozenset(), frozenset({"User", "Bot", "Mannequin", "Organization"})),
    "IssueOrPullRequest": (frozenset(), frozenset({"Issue", "PullRequest"})),
}
"""Interfaces and unions: the fields that may be asked of them directly, and the types that they stand for."""
