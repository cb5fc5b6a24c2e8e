"""The fragments that our GraphQL operations share."""

from __future__ import annotations

ACTOR = """
fragment actor on Actor {
  __typename
  login
  ... on Bot { databaseId }
  ... on User { databaseId }
  ... on Mannequin { databaseId }
}
"""
# GraphQL logins lack the `[bot]` suffix that REST keeps: compare databaseId, never login.

COMMENTS = """
fragment commentPage on IssueCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { id databaseId body createdAt isMinimized viewerDidAuthor author { ...actor } }
}
"""

DELETION = """
fragment deletion on Node {
  __typename
  ... on CommentDeletedEvent { actor { ...actor } deletedCommentAuthor { ...actor } }
}
"""
# A person's act wins: what they deleted or took away is not put back.

BLOB = "fragment blob on Blob { oid text byteSize isTruncated isBinary }\n"
ENTRY = "fragment entry on TreeEntry { mode object { ...blob } }\n" + BLOB

PLACE = """
fragment place on Repository { databaseId name owner { login } isPrivate defaultBranchRef { name } }
"""
# Numeric ids outlive a rename; the name is for addresses and words.

CHECKS = """
fragment ourChecks on Commit {
  checkSuites(first: 10, filterBy: {appId: $app}) {
    nodes {
      status
      checkRuns(first: 10, filterBy: {appId: $app, checkName: $check, checkType: LATEST}) {
        nodes { databaseId name status conclusion externalId }
      }
    }
  }
}
"""

RULES_AND_MAP = (
    """
fragment rulesAndMap on Commit {
  rules: file(path: ".github/onesitting.yml") { ...entry }
  ownership: file(path: ".github/ownership.yml") { ...entry }
}
"""
    + ENTRY
)

SETTINGS = (
    """
fragment settings on GitObject {
  oid
  ... on Commit { rules: file(path: ".github/onesitting.yml") { ...entry } }
}
"""
    + ENTRY
)
