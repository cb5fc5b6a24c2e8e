"""What should be visible on GitHub, as data: a check run, at most one comment, labels and assignees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

CHECK_NAME = "Reviewability"
"""The check run's name never changes: branch protection depends on it."""

RULES_CHECK_NAME = "OneSitting rules"
"""The check run of a pull request that changes rules or the ownership map."""

Conclusion = Literal["success", "neutral", "failure", "action_required", "skipped"]
AnnotationLevel = Literal["notice", "warning", "failure"]
Farewell = Literal["RESOLVED", "OUTDATED"]
"""The reasons of GraphQL's `minimizeComment` that we use."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on lines (first, last; from 1) of a file at the head commit. `title` and `message` are plain text.

    `column` counts from 1, 0 where the whole line is meant; GitHub takes one on a single line only.
    """

    path: str
    lines: tuple[int, int]
    level: AnnotationLevel
    title: str
    message: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Button:
    """A button on the check run. GitHub allows three; label 20, description 40, identifier 20 characters."""

    label: str
    description: str
    identifier: str


@dataclass(frozen=True, slots=True)
class CheckText:
    """The check run "Reviewability". `title` is plain text; `summary` and `text` are Markdown.

    `fingerprint` names everything else here and goes into `external_id`: the same words, the same fingerprint.
    Its last part, behind the dot, names the annotations alone (see bot.messages.fingerprint). `details_url` is where
    GitHub's "Details" leads, empty for GitHub's own page of the check run.
    """

    title: str
    summary: str
    text: str
    conclusion: Conclusion
    annotations: tuple[Annotation, ...] = ()
    buttons: tuple[Button, ...] = ()
    fingerprint: str = ""
    name: str = CHECK_NAME
    details_url: str = ""


@dataclass(frozen=True, slots=True)
class WantedPullRequest:
    """What a pull request should show. `comment` None: there should be no visible comment of ours.

    `farewell` is then what an earlier comment of ours is edited to before it is minimised for `farewell_as`; an empty
    `farewell` leaves the earlier comment as it is (a draft, a closed pull request, a change we could not analyse).
    """

    check: CheckText
    comment: str | None
    farewell: str = ""
    farewell_as: Farewell = "RESOLVED"


@dataclass(frozen=True, slots=True)
class WantedIssue:
    """What a feedback issue should show; empty where nothing should be said or done.

    `moved_at`: when a person moved it. Then our comment is edited, and what we had set goes where it is not wanted any
    more. `closed`: it is to be closed as a duplicate.
    """

    comment: str | None = None
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    moved_at: datetime | None = None
    closed: bool = False
