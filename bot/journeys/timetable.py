"""The timetable: (event, action) to the subjects that are due. Reads five fields, ignores the rest, never raises.

A webhook is a hint: nothing of its content is believed beyond "look at this again". Payloads:
https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.repository import Subject, SubjectKind
from bot.journeys.payload import Payload, is_id, is_repository_name, is_sha, mapping
from bot.journeys.standing import STANDING_EVENTS
from bot.journeys.ticking import holds_boxes
from bot.policy.commands import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_SUBJECTS = 100
"""A check suite lists the pull requests of its head; more than this is nobody's intent."""
HOUSE = ("OWNER", "MEMBER", "COLLABORATOR")
"""GitHub's words for those whose comment may be an owner's answer."""
Found = tuple[SubjectKind, object]
"""What a line of the timetable finds: a kind, and what should be its number or its commit."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timetable: these actions of this event make what `where` finds in the payload due."""

    event: str
    actions: frozenset[str]
    where: Callable[[Payload], Iterator[Found]]


def _pull_request(payload: Payload) -> Iterator[Found]:
    yield "pull_request", mapping(payload, "pull_request").get("number")


def _issue(payload: Payload) -> Iterator[Found]:
    issue = mapping(payload, "issue")
    if not issue.get("pull_request"):
        yield "issue", issue.get("number")


def _merge_group(payload: Payload) -> Iterator[Found]:
    yield "merge_group", mapping(payload, "merge_group").get("head_sha")


def _comment(payload: Payload) -> Iterator[Found]:
    """Find a comment of a person that speaks to us, or did before it was edited; what it asks for is read anew.

    Else an issue that its reporter, or somebody of the house, wrote on: it may be an answer. Our own comment, touched
    by somebody else, is a matter of its pull request or issue.
    """
    comment, sender = mapping(payload, "comment"), mapping(payload, "sender")
    words = (comment.get("body"), mapping(mapping(payload, "changes"), "body").get("from"))
    speaks = any(isinstance(text, str) and PREFIX in text.lower() for text in words)
    by, issue = mapping(comment, "user"), mapping(payload, "issue")
    if by.get("type") == "Bot" and by.get("id") != sender.get("id") and any(map(holds_boxes, words)):
        # Somebody ticked a box, wrote over our words or deleted them.
        yield "pull_request" if issue.get("pull_request") else "issue", issue.get("number")
    if by.get("type") != "User" or sender.get("type") != "User":
        return
    if speaks:
        yield "comment", comment.get("id")
    elif comment.get("author_association") in HOUSE or by.get("id") == mapping(issue, "user").get("id", 0):
        yield from _issue(payload)


def _pressed(payload: Payload) -> Iterator[Found]:
    yield "commit", mapping(payload, "check_run").get("head_sha")


def _listed_in(holder: str) -> Callable[[Payload], Iterator[Found]]:
    """Return what finds the pull requests that a check names: some of other repositories, none for forks.

    Where it names none of this repository, its commit is due: whose head it is has to be looked up.
    """

    def listed(payload: Payload) -> Iterator[Found]:
        here = mapping(payload, "repository").get("id")
        check = mapping(payload, holder)
        entries = check.get("pull_requests")
        named = False
        for entry in entries[:MOST_SUBJECTS] if isinstance(entries, list) else ():
            if isinstance(entry, dict) and mapping(mapping(entry, "base"), "repo").get("id", here) == here:
                named = True
                yield "pull_request", entry.get("number")
        if not named:
            yield "commit", check.get("head_sha")

    return listed


TIMETABLE: tuple[Line, ...] = (
    Line(
        "pull_request",
        frozenset({
            "opened", "synchronize", "reopened", "edited", "ready_for_review", "converted_to_draft",
            "labeled", "unlabeled", "closed",
        }),
        _pull_request,
    ),
    Line(
        "issues",
        frozenset({
            "opened", "edited", "reopened", "labeled", "unlabeled", "assigned", "unassigned", "typed", "untyped",
            "closed", "deleted", "transferred",
        }),
        _issue,
    ),
    Line("issue_comment", frozenset({"created", "edited", "deleted"}), _comment),
    Line("check_run", frozenset({"rerequested"}), _listed_in("check_run")),
    Line("check_run", frozenset({"requested_action"}), _pressed),
    Line("check_suite", frozenset({"rerequested"}), _listed_in("check_suite")),
    Line("merge_group", frozenset({"checks_requested"}), _merge_group),
)  # fmt: skip
_LINES = {(line.event, action): line for line in TIMETABLE for action in line.actions}

KEPT = STANDING_EVENTS
"""Events that make no subject due and are stored all the same: who installed the app, and where."""


def is_used(event: str, due: tuple[Subject, ...]) -> bool:
    """Return whether the delivery is worth a row."""
    return bool(due) or event in KEPT


def subjects(
    event: str, payload: Payload, *, app_id: int | None = None, bot_id: int | None = None
) -> tuple[Subject, ...]:
    """Return what is due because of this event, each subject once; nothing for events our own app caused.

    `app_id` is our App ID, `bot_id` the numeric account id of our app's bot user: the sender of what it does itself.
    Any JSON object gives an answer; without an installation or a repository that is none.
    """
    action = payload.get("action")
    line = _LINES.get((event, action)) if isinstance(action, str) else None
    if line is None or _is_ours(event, payload, app_id, bot_id):
        return ()
    repository = mapping(payload, "repository")
    home, name = repository.get("id"), repository.get("full_name")
    installation = mapping(payload, "installation").get("id")
    if not (is_id(home) and is_id(installation) and is_repository_name(name)):
        return ()
    found = (_subject(kind, installation, home, name, which) for kind, which in line.where(payload))
    return tuple(dict.fromkeys(subject for subject in found if subject is not None))


def _subject(kind: SubjectKind, installation: int, home: int, name: str, which: object) -> Subject | None:
    """Return the subject with its number, or with its commit where it has no number; None for what is neither."""
    if kind in ("merge_group", "commit"):
        return Subject(kind, installation, home, name, 0, which) if is_sha(which) else None
    return Subject(kind, installation, home, name, which) if is_id(which) else None


def _is_ours(event: str, payload: Payload, app_id: int | None, bot_id: int | None) -> bool:
    if bot_id is not None and mapping(payload, "sender").get("id") == bot_id:
        return True
    if app_id is None:
        return False
    if event in (
        "check_run",
        "check_suite",
    ):  # a person asks for our check again: another app's check is not ours to run
        return mapping(mapping(payload, event), "app").get("id", app_id) != app_id
    opened = event == "issues" and payload.get("action") == "opened"
    return opened and mapping(mapping(payload, "issue"), "performed_via_github_app").get("id") == app_id
