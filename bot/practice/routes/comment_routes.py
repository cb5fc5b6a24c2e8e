"""Comments on issues and pull requests, and reactions to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.limits import BODY_CHARACTERS
from bot.practice.render.issues import render_comment, render_reaction
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, invalid, not_found
from bot.practice.routes.issue_routes import ISSUE, READS, WRITES
from bot.practice.routes.repository_routes import REPO

if TYPE_CHECKING:
    from bot.practice.comments import PracticeComment


def list_comments(call: Call) -> Answer:
    """Answer the comments, oldest first."""
    return call.paged([render_comment(comment) for comment in call.issue.comments])


def create_comment(call: Call) -> Answer:
    """Write a comment as the app."""
    issue, body = call.issue, _body(call)
    if issue.locked:
        raise ApiError(403, "Unable to create comment because issue is locked.")
    comment = issue.comment(body, by=call.actor, via=call.world.app)
    return Answer(201, render_comment(comment), {"Location": str(render_comment(comment)["url"])})


def get_comment(call: Call) -> Answer:
    """Answer one comment."""
    return Answer(200, render_comment(_comment(call)))


def edit_comment(call: Call) -> Answer:
    """Change the words of a comment of the app's own."""
    comment, body = _own(call), _body(call)
    comment.edit(body, by=call.actor)
    return Answer(200, render_comment(comment))


def delete_comment(call: Call) -> Answer:
    """Remove a comment."""
    _comment(call).delete(by=call.actor)
    return Answer(204)


def create_reaction(call: Call) -> Answer:
    """React to a comment: 201 for a new reaction, 200 for one that is there already."""
    comment, content = _comment(call), call.text("content", required=True) or ""
    if content not in ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"):
        raise invalid("Reaction", "content", f"{content} is not a reaction")
    before = len(comment.reactions)
    reaction = comment.react(content, call.actor)
    return Answer(201 if len(comment.reactions) > before else 200, render_reaction(reaction))


def _comment(call: Call) -> PracticeComment:
    comment = call.repository.comments.get(call.number("comment_id"))
    if comment is None:
        raise not_found()
    return comment


def _own(call: Call) -> PracticeComment:
    comment = _comment(call)
    if comment.author is not call.actor:
        raise ApiError(403, "Resource not accessible by integration")
    return comment


def _body(call: Call) -> str:
    body = call.text("body", required=True) or ""
    if not body.strip():
        raise invalid("IssueComment", "body", "body can't be blank")
    if len(body) > BODY_CHARACTERS:
        raise invalid("IssueComment", "body", f"body is too long (maximum is {BODY_CHARACTERS} characters)")
    return body


_COMMENT = f"{REPO}/issues/comments/{{comment_id}}"

ROUTES = (
    Endpoint("GET", f"{ISSUE}/comments", list_comments, READS),
    Endpoint("POST", f"{ISSUE}/comments", create_comment, WRITES),
    Endpoint("GET", _COMMENT, get_comment, READS),
    Endpoint("PATCH", _COMMENT, edit_comment, WRITES),
    Endpoint("DELETE", _COMMENT, delete_comment, WRITES),
    Endpoint("POST", f"{_COMMENT}/reactions", create_reaction, WRITES),
)
