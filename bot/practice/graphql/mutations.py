"""What GraphQL changes: comments are folded away and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.comments import PracticeComment
from bot.practice.graphql.allowed import require
from bot.practice.graphql.language import GraphQLError
from bot.practice.graphql.types import Arguments, Node

if TYPE_CHECKING:
    from bot.practice.routes.call import Call

_REASONS = {"SPAM": "spam", "ABUSE": "abuse", "OFF_TOPIC": "off-topic", "OUTDATED": "outdated",
            "RESOLVED": "resolved", "DUPLICATE": "duplicate"}  # fmt: skip


def minimize_comment(_root: object, given: Arguments, call: Call) -> Node:
    """Fold a comment away."""
    comment = _comment(given, call)
    classifier = given["input"].get("classifier")
    if classifier not in _REASONS:
        says = f"Expected type 'ReportedContentClassifiers!' for argument 'classifier', not {classifier!r}"
        raise GraphQLError(says)
    comment.minimize(_REASONS[classifier], call.actor)
    return Node("MinimizeCommentPayload", Node("IssueComment", comment))


def unminimize_comment(_root: object, given: Arguments, call: Call) -> Node:
    """Show a comment again."""
    comment = _comment(given, call)
    comment.unminimize(call.actor)
    return Node("UnminimizeCommentPayload", Node("IssueComment", comment))


def _comment(given: Arguments, call: Call) -> PracticeComment:
    number = given["input"].get("subjectId")
    found = call.world.nodes.get(number)
    if not isinstance(found, PracticeComment) or not call.opens(found.issue.repository):
        raise GraphQLError(f"Could not resolve to a node with the global id of '{number}'", "NOT_FOUND")
    alternatives = ("issues:write", "pull_requests:write") if found.issue.is_pull_request else ("issues:write",)
    require(call, *alternatives)
    return found
