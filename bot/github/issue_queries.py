"""The GraphQL operations about issues, digests and reports: see bot.github.queries."""

from __future__ import annotations

from bot.github.fragments import ACTOR, COMMENTS, DELETION, PLACE

ISSUE_SAID = (
    """
query IssueSaid($owner: String!, $name: String!, $number: Int!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    ...place
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
    + ACTOR
    + COMMENTS
    + DELETION
    + PLACE
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
    + ACTOR
)
"""Past issues with their labels, who set them, and what they said before: in REST three requests an issue."""

DIGEST_SAID = (
    """
query DigestSaid($owner: String!, $name: String!, $number: Int!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    ...place
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
    + ACTOR
    + COMMENTS
    + DELETION
    + PLACE
)
"""The issue that reminds, with our newest comments; null (with a NOT_FOUND error) where that number has none."""

REPORT_HOME = (
    """
query ReportHome($owner: String!, $name: String!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) { ...place }
}
"""
    + PLACE
)
"""Where a report goes, whether everybody can read it, and who we are there: REST tells an app no login of its own."""
