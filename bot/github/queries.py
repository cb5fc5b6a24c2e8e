"""The GraphQL operations we send, each with the reason why REST would cost more.

The schema they are written against: https://docs.github.com/en/graphql/reference. One operation answers everything a
journey must know besides the diff and the commits, so that an unchanged pull request costs three reads. `viewer` is the
account of our bot also for installation tokens, which REST's `GET /user` refuses.
"""

from __future__ import annotations

_ACTOR = """
fragment actor on Actor {
  __typename
  login
  ... on Bot { databaseId }
  ... on User { databaseId }
  ... on Mannequin { databaseId }
}
"""
# GraphQL logins lack the `[bot]` suffix that REST keeps: compare databaseId, never login.

_COMMENTS = """
fragment commentPage on IssueCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { id databaseId body createdAt isMinimized viewerDidAuthor author { ...actor } }
}
"""

_DELETION = """
fragment deletion on Node {
  __typename
  ... on CommentDeletedEvent { actor { ...actor } deletedCommentAuthor { ...actor } }
}
"""
# A person's act wins: what they deleted or took away is not put back.

_BLOB = "fragment blob on Blob { oid text byteSize isTruncated isBinary }\n"
_ENTRY = "fragment entry on TreeEntry { mode object { ...blob } }\n" + _BLOB

PULL_REQUEST_SAID = (
    """
query PullRequestSaid($owner: String!, $name: String!, $number: Int!, $app: Int!, $check: String!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isPrivate
    defaultBranchRef { name }
    pullRequest(number: $number) {
      number
      title
      body
      state
      isDraft
      isCrossRepository
      authorAssociation
      additions
      deletions
      changedFiles
      headRefName
      headRefOid
      baseRefName
      baseRefOid
      author { ...actor }
      labels(first: 100) { nodes { name } }
      baseRef {
        target {
          oid
          ... on Commit {
            rules: file(path: ".github/onesitting.yml") { ...entry }
            attributes: file(path: ".gitattributes") { ...entry }
            ownership: file(path: ".github/ownership.yml") { ...entry }
          }
        }
      }
      commits(last: 1) {
        totalCount
        nodes {
          commit {
            oid
            associatedPullRequests(first: 20) { nodes { number state headRefOid repository { databaseId } } }
            checkSuites(first: 10, filterBy: {appId: $app}) {
              nodes {
                status
                checkRuns(first: 10, filterBy: {appId: $app, checkName: $check, checkType: LATEST}) {
                  nodes { databaseId name status conclusion externalId }
                }
              }
            }
          }
        }
      }
      comments(first: 100) { ...commentPage }
      acts: timelineItems(last: 50, itemTypes: [COMMENT_DELETED_EVENT]) { nodes { ...deletion } }
    }
  }
  organisation: repository(owner: $owner, name: ".github") {
    databaseId
    head: object(expression: "HEAD") {
      oid
      ... on Commit {
        rules: file(path: ".github/onesitting.yml") { ...entry }
        ownership: file(path: ".github/ownership.yml") { ...entry }
      }
    }
  }
}
"""
    + _ACTOR
    + _COMMENTS
    + _DELETION
    + _ENTRY
)
"""A pull request, rules and map at the tip of its base branch, the organisation's, and what we said.

In REST these are eleven requests. `organisation` is null where there is no such repository, or the app may not read it.
"""

RULES_CHANGE = (
    """
query RulesChange(
  $owner: String!, $name: String!, $number: Int!, $head: String!, $app: Int!, $check: String!, $pulls: Int!
  $issues: Int!
) {
  viewer { databaseId }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isPrivate
    defaultBranchRef { name }
    pullRequest(number: $number) {
      state
      headRefOid
      baseRef { target { oid ... on Commit { ...rulesAndMap } } }
    }
    head: object(expression: $head) {
      oid
      ... on Commit {
        ...rulesAndMap
        checkSuites(first: 10, filterBy: {appId: $app}) {
          nodes {
            status
            checkRuns(first: 10, filterBy: {appId: $app, checkName: $check, checkType: LATEST}) {
              nodes { databaseId name status conclusion externalId }
            }
          }
        }
      }
    }
    pullRequests(first: $pulls, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { number title headRefOid changedFiles commits(first: 1) { totalCount } }
    }
    issues(first: $issues, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { number title body authorAssociation author { ...actor } labels(first: 100) { nodes { name } } }
    }
  }
  organisation: repository(owner: $owner, name: ".github") {
    databaseId
    head: object(expression: "HEAD") { oid ... on Commit { ...rulesAndMap } }
  }
}
fragment rulesAndMap on Commit {
  rules: file(path: ".github/onesitting.yml") { ...entry }
  ownership: file(path: ".github/ownership.yml") { ...entry }
}
"""
    + _ACTOR
    + _ENTRY
)
"""What a pull request proposes and what is in force, our check run on it, and what it can be tried on: one question.

`head` is `refs/pull/N/head`, which every repository has of its pull requests, those from forks among them.
"""

BEFORE_WRITING = (
    """
query BeforeWriting($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      __typename
      ... on PullRequest { state headRefOid comments(first: 100, after: $after) { ...commentPage } }
      ... on Issue { state comments(first: 100, after: $after) { ...commentPage } }
    }
  }
}
"""
    + _ACTOR
    + _COMMENTS
)
"""The head as it is now, and whether our comment is there already (an earlier answer may have been lost)."""

ISSUE_SAID = (
    """
query IssueSaid($owner: String!, $name: String!, $number: Int!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isPrivate
    defaultBranchRef { name }
    issue(number: $number) {
      number
      title
      body
      state
      locked
      createdAt
      authorAssociation
      author { ...actor }
      labels(first: 100) { nodes { name } }
      assignees(first: 20) { nodes { login databaseId } }
      comments(first: 100) { ...commentPage }
      newest: comments(last: 50) { ...commentPage }
      acts: timelineItems(
        last: 100
        itemTypes: [
          LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, COMMENT_DELETED_EVENT,
          CLOSED_EVENT, REOPENED_EVENT
        ]
      ) {
        nodes {
          ...deletion
          ... on LabeledEvent { actor { ...actor } createdAt label { name } }
          ... on UnlabeledEvent { actor { ...actor } createdAt label { name } }
          ... on AssignedEvent { actor { ...actor } createdAt assignee { ... on User { login } } }
          ... on UnassignedEvent { actor { ...actor } createdAt assignee { ... on User { login } } }
          ... on ClosedEvent { actor { ...actor } createdAt }
          ... on ReopenedEvent { actor { ...actor } createdAt }
        }
      }
      fixes: closedByPullRequestsReferences(first: 10, includeClosedPrs: true) {
        nodes { number mergedAt author { ...actor } repository { name owner { login } } }
      }
    }
  }
}
"""
    + _ACTOR
    + _COMMENTS
    + _DELETION
)
"""An issue, what was said on it, who set or took away its labels and assignees, and which pull requests close it."""

LABELLED_ISSUES = (
    """
query LabelledIssues($owner: String!, $name: String!, $labels: [String!], $first: Int!, $after: String) {
  viewer { databaseId }
  repository(owner: $owner, name: $name) {
    issues(first: $first, after: $after, labels: $labels, orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        title
        body
        createdAt
        author { ...actor }
        labels(first: 100) { nodes { name } }
        acts: timelineItems(last: 50, itemTypes: [LABELED_EVENT, RENAMED_TITLE_EVENT]) {
          nodes {
            __typename
            ... on LabeledEvent { actor { ...actor } createdAt label { name } }
            ... on RenamedTitleEvent { createdAt previousTitle currentTitle }
          }
        }
        edits: userContentEdits(first: 20) { nodes { editedAt diff } }
      }
    }
  }
}
"""
    + _ACTOR
)
"""Past issues with their labels, who set them, and what they said before: in REST three requests an issue."""

DIGEST_SAID = (
    """
query DigestSaid($owner: String!, $name: String!, $number: Int!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isPrivate
    defaultBranchRef { name }
    issue(number: $number) {
      title
      body
      state
      comments(last: 100) { ...commentPage }
      acts: timelineItems(last: 50, itemTypes: [COMMENT_DELETED_EVENT]) {
        nodes { ...deletion ... on CommentDeletedEvent { createdAt } }
      }
    }
  }
}
"""
    + _ACTOR
    + _COMMENTS
    + _DELETION
)
"""The issue that reminds, with our newest comments; null (with a NOT_FOUND error) where that number has none."""

OWNERSHIP_TEXTS = (
    """
query OwnershipTexts($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { head: object(expression: "HEAD") { ...maps } }
  organisation: repository(owner: $owner, name: ".github") { head: object(expression: "HEAD") { ...maps } }
}
fragment maps on GitObject {
  oid
  ... on Commit { ownership: file(path: ".github/ownership.yml") { ...entry } }
}
"""
    + _ENTRY
)
"""The ownership maps at the default branches; `organisation` is null (with a NOT_FOUND error) where there is none."""

SETTINGS_TEXTS = (
    """
query SettingsTexts($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { name owner { login } head: object(expression: "HEAD") { ...settings } }
  organisation: repository(owner: $owner, name: ".github") {
    databaseId
    head: object(expression: "HEAD") { ...settings }
  }
}
fragment settings on GitObject {
  oid
  ... on Commit { rules: file(path: ".github/onesitting.yml") { ...entry } }
}
"""
    + _ENTRY
)
"""The settings of a repository and of its organisation at their default branches."""

FILE_TEXT = (
    """
query FileText($owner: String!, $name: String!, $expression: String!) {
  repository(owner: $owner, name: $name) { object(expression: $expression) { ...blob } }
}
"""
    + _BLOB
)
"""A file at the default branch, whatever that is called: REST would answer with its content twice over, in base64."""

REPORT_HOME = """
query ReportHome($owner: String!, $name: String!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isPrivate
    defaultBranchRef { name }
  }
}
"""
"""Where a report goes, whether everybody can read it, and who we are there: REST tells an app no login of its own."""

MINIMIZE_COMMENT = """
mutation MinimizeComment($id: ID!, $classifier: ReportedContentClassifiers!) {
  minimizeComment(input: {subjectId: $id, classifier: $classifier}) { minimizedComment { isMinimized } }
}
"""
"""Hide a comment as RESOLVED or OUTDATED; REST has no such verb."""

UNMINIMIZE_COMMENT = """
mutation UnminimizeComment($id: ID!) {
  unminimizeComment(input: {subjectId: $id}) { unminimizedComment { isMinimized } }
}
"""
"""Show a comment again that was hidden."""
