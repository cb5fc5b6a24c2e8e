"""Issues (a pull request is one), their labels and assignees."""

from __future__ import annotations

from datetime import datetime

from bot.practice.render.issues import render_issue, render_label
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, invalid, not_found
from bot.practice.routes.repository_routes import REPO, assignable


def get_issue(call: Call) -> Answer:
    """Answer an issue, or a pull request as an issue."""
    return Answer(200, render_issue(call.issue))


def list_issues(call: Call) -> Answer:
    """Answer the issues, pull requests among them, newest first; filtered by state, creator, labels and time."""
    issues = sorted(call.repository.issues.values(), key=lambda issue: -issue.number)
    if (state := call.query.get("state", "open")) != "all":
        issues = [issue for issue in issues if issue.state == state]
    if creator := call.query.get("creator"):
        issues = [issue for issue in issues if issue.author.login.lower() == creator.lower()]
    if wanted := call.query.get("labels"):
        names = {name.strip().lower() for name in wanted.split(",")}
        issues = [issue for issue in issues if names <= {label.lower() for label in issue.labels}]
    if since := call.query.get("since"):
        issues = [issue for issue in issues if issue.updated_at >= datetime.fromisoformat(since)]
    if call.query.get("sort") == "updated":
        issues.sort(key=lambda issue: issue.updated_at, reverse=True)
    if call.query.get("direction") == "asc":
        issues.reverse()
    return call.paged([render_issue(issue) for issue in issues])


def update_issue(call: Call) -> Answer:
    """Open or close an issue, or write other words."""
    issue, state = call.issue, call.text("state")
    if call.text("title") is not None or call.text("body") is not None:
        issue.edit(title=call.text("title"), body=call.text("body"), by=call.actor)
    if state == "closed" and issue.state == "open":
        issue.close(by=call.actor, reason=call.text("state_reason") or "completed")
    elif state == "open" and issue.state == "closed":
        issue.reopen(by=call.actor)
    return Answer(200, render_issue(issue))


def create_issue(call: Call) -> Answer:
    """Open an issue, as the app's bot."""
    title, body = call.text("title", required=True) or "", call.text("body")
    return Answer(201, render_issue(call.repository.open_issue(title=title, body=body, author=call.actor)))


def list_issue_labels(call: Call) -> Answer:
    """Answer the labels that are on."""
    return call.paged([render_label(label) for label in call.issue.label_objects])


def add_labels(call: Call) -> Answer:
    """Put labels on; a label the repository has not got is made."""
    issue = call.issue
    issue.label(*_label_names(call), by=call.actor)
    return Answer(200, [render_label(label) for label in issue.label_objects])


def set_labels(call: Call) -> Answer:
    """Make the labels exactly these."""
    issue, names = call.issue, _label_names(call)
    for name in [name for name in issue.labels if name.lower() not in {wanted.lower() for wanted in names}]:
        issue.unlabel(name, by=call.actor)
    issue.label(*names, by=call.actor)
    return Answer(200, [render_label(label) for label in issue.label_objects])


def remove_label(call: Call) -> Answer:
    """Take one label off."""
    issue = call.issue
    if not issue.unlabel(call.params["name"], by=call.actor):
        raise ApiError(404, "Label does not exist")
    return Answer(200, [render_label(label) for label in issue.label_objects])


def add_assignees(call: Call) -> Answer:
    """Assign people; those who cannot be assigned are silently left out, as on GitHub."""
    issue = call.issue
    for login in call.texts("assignees"):
        if assignable(call, login):
            issue.assign(call.world.accounts[login.lower()], by=call.actor)
    return Answer(201, render_issue(issue))


def remove_assignees(call: Call) -> Answer:
    """Take people off."""
    issue = call.issue
    logins = {login.lower() for login in call.texts("assignees")}
    issue.unassign(*[account for account in issue.assignees if account.login.lower() in logins], by=call.actor)
    return Answer(200, render_issue(issue))


def list_repository_labels(call: Call) -> Answer:
    """Answer the labels of the repository."""
    return call.paged([render_label(label) for label in call.repository.labels.values()])


def get_repository_label(call: Call) -> Answer:
    """Answer one label of the repository."""
    label = call.repository.labels.get(call.params["name"].lower())
    if label is None:
        raise not_found()
    return Answer(200, render_label(label))


def create_repository_label(call: Call) -> Answer:
    """Make a label."""
    repository, name = call.repository, call.text("name", required=True) or ""
    if name.lower() in repository.labels:
        error = {"resource": "Label", "code": "already_exists", "field": "name"}
        raise ApiError(422, "Validation Failed", errors=[error])
    if not 0 < len(name) <= _LABEL_CHARACTERS:
        raise invalid("Label", "name", "name is too long (maximum is 50 characters)")
    color = call.text("color") or "ededed"
    label = repository.label(name, color=color, description=call.text("description"))
    call.world.act(call.actor, "made the label", repository.full_name, name)
    return Answer(201, render_label(label))


def _label_names(call: Call) -> list[str]:
    names = call.texts("labels")
    for name in names:
        if not 0 < len(name) <= _LABEL_CHARACTERS:
            raise invalid("Label", "name", "name is too long (maximum is 50 characters)")
    return names


_LABEL_CHARACTERS = 50
READS = ("issues:read", "pull_requests:read")
WRITES = ("issues:write", "pull_requests:write")
ISSUE = f"{REPO}/issues/{{issue_number}}"

ROUTES = (
    Endpoint("GET", f"{REPO}/issues", list_issues, READS),
    Endpoint("POST", f"{REPO}/issues", create_issue, ("issues:write",)),
    Endpoint("GET", ISSUE, get_issue, READS),
    Endpoint("PATCH", ISSUE, update_issue, WRITES),
    Endpoint("GET", f"{ISSUE}/labels", list_issue_labels, READS),
    Endpoint("POST", f"{ISSUE}/labels", add_labels, WRITES),
    Endpoint("PUT", f"{ISSUE}/labels", set_labels, WRITES),
    Endpoint("DELETE", f"{ISSUE}/labels/{{name:path}}", remove_label, WRITES),
    Endpoint("POST", f"{ISSUE}/assignees", add_assignees, WRITES),
    Endpoint("DELETE", f"{ISSUE}/assignees", remove_assignees, WRITES),
    Endpoint("GET", f"{REPO}/labels", list_repository_labels, READS),
    Endpoint("GET", f"{REPO}/labels/{{name:path}}", get_repository_label, READS),
    Endpoint("POST", f"{REPO}/labels", create_repository_label, WRITES),
)
