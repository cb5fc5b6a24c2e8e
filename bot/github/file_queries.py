"""The GraphQL operations that read files of a repository and of its organisation: see bot.github.queries."""

from __future__ import annotations

from bot.github.fragments import BLOB, ENTRY, PLACE, SETTINGS

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
    + ENTRY
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
"""
    + SETTINGS
)
"""The settings of a repository and of its organisation at their default branches."""

FIRST_RULES = (
    """
query FirstRules($owner: String!, $name: String!, $pulls: Int!) {
  repository(owner: $owner, name: $name) {
    ...place
    head: object(expression: "HEAD") { ...settings }
    pullRequests(first: $pulls, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { number title headRefOid changedFiles commits(first: 1) { totalCount } }
    }
  }
  organisation: repository(owner: $owner, name: ".github") {
    databaseId
    head: object(expression: "HEAD") { ...settings }
  }
}
"""
    + PLACE
    + SETTINGS
)
"""The settings at the default branches, and the newest pull requests that first ones can be tried on."""

FILE_TEXT = (
    """
query FileText($owner: String!, $name: String!, $expression: String!) {
  repository(owner: $owner, name: $name) { object(expression: $expression) { ...blob } }
}
"""
    + BLOB
)
"""A file at the default branch, whatever that is called: REST would answer with its content twice over, in base64."""
