"""The GraphQL operations we send, each with the reason why REST would cost more.

The schema they are written against: https://docs.github.com/en/graphql/reference. One operation answers everything a
journey must know besides the diff and the commits, so that an unchanged pull request costs three reads. `viewer` is the
account of our bot also for installation tokens, which REST's `GET /user` refuses.
"""

from __future__ import annotations

from bot.github.fragments import ACTOR, CHECKS, COMMENTS, DELETION, PLACE, RULES_AND_MAP

PULL_REQUEST_SAID = (
    """
query PullRequestSaid($owner: String!, $name: String!, $number: Int!, $app: Int!, $check: String!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    ...place
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
            ...rulesAndMap
            attributes: file(path: ".gitattributes") { ...entry }
          }
        }
      }
      commits(last: 1) {
        totalCount
        nodes {
          commit {
            oid
            associatedPullRequests(first: 20) { nodes { number state headRefOid repository { databaseId } } }
            ...ourChecks
          }
        }
      }
      comments(first: 100) { ...commentPage }
      acts: timelineItems(last: 50, itemTypes: [COMMENT_DELETED_EVENT]) { nodes { ...deletion } }
    }
  }
  organisation: repository(owner: $owner, name: ".github") {
    databaseId
    head: object(expression: "HEAD") { oid ... on Commit { ...rulesAndMap } }
  }
}
"""
    + ACTOR
    + COMMENTS
    + DELETION
    + PLACE
    + CHECKS
    + RULES_AND_MAP
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
    ...place
    pullRequest(number: $number) {
      state
      headRefOid
      baseRef { target { oid ... on Commit { ...rulesAndMap } } }
      files(first: 100) { totalCount nodes { path changeType } }
    }
    head: object(expression: $head) {
      oid
      ... on Commit {
        ...rulesAndMap
        ...ourChecks
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
"""
    + ACTOR
    + PLACE
    + CHECKS
    + RULES_AND_MAP
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
    + ACTOR
    + COMMENTS
)
"""The head as it is now, and whether our comment is there already (an earlier answer may have been lost)."""

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
