"""The difference between what is wanted and what was said: very often nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.kinds import (
    AddAssignees,
    AddLabels,
    CloseDuplicate,
    CreateCheckRun,
    CreateComment,
    EditComment,
    Effect,
    MinimizeComment,
    RemoveAssignees,
    RemoveLabels,
    Target,
    UnminimizeComment,
    UpdateCheckRun,
)
from bot.messages.fingerprint import NO_ANNOTATIONS, annotations_part
from bot.messages.marker import RESOLVED, WITHDRAWN, state_of

if TYPE_CHECKING:
    from bot.facts.issue import ActKind, IssueFacts
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.said import Said, SaidComment
    from bot.messages.wanted import CheckText, WantedIssue, WantedPullRequest

_FAREWELLS = {RESOLVED, WITHDRAWN}


def plan_pull_request(facts: PullRequestFacts, wanted: WantedPullRequest) -> tuple[Effect, ...]:
    """Return what must be written, the check run first; nothing on a closed pull request or a local diff."""
    if facts.repository is None or not facts.number or facts.state != "open":
        return ()
    target = Target(facts.repository, facts.number, facts.head_sha)
    return (*_check(target, facts.said, wanted.check), *_comment(target, facts.said, wanted))


def plan_check(target: Target, said: Said, check: CheckText) -> tuple[Effect, ...]:
    """Return what must be written so that a commit without a conversation (a merge group) shows the check run."""
    return _check(target, said, check)


def plan_issue(facts: IssueFacts, wanted: WantedIssue) -> tuple[Effect, ...]:
    """Return what must be written: the comment, then a missing label, then an assignee where nobody is.

    The comment is written once. As long as it tells what is wanted, a label or an assignee that a broken-off write left
    out is made up for; what a person took away is not. Once the routing has changed, or the comment was deleted, the
    issue belongs to people, until a person moves it.
    """
    if facts.repository is None or not facts.number or facts.state != "open" or facts.locked or not wanted.comment:
        return ()
    ours, target = facts.said.comment, Target(facts.repository, facts.number)
    if wanted.moved_at is not None:
        return _moved(target, facts, wanted)
    if facts.said.comment_deleted or (ours and not _tells_the_same(ours.body, wanted.comment)):
        return ()
    comment = () if ours else (CreateComment(target, wanted.comment),)
    labels = _missing(wanted.labels, (*facts.labels, *facts.labels_taken_away))
    assignees = () if facts.assignees else _missing(wanted.assignees, facts.assignees_taken_away)
    return (
        *comment,
        *((AddLabels(target, labels),) if labels else ()),
        *((AddAssignees(target, assignees),) if assignees else ()),
    )


def _moved(target: Target, facts: IssueFacts, wanted: WantedIssue) -> tuple[Effect, ...]:
    """Return what brings an issue to where a person moved it: ours goes and comes, theirs stays."""
    words, ours = wanted.comment or "", facts.said.comment
    if ours is not None:
        comment: tuple[Effect, ...] = (
            () if _tells_the_same(ours.body, words) else (EditComment(target, ours.id, words),)
        )
    else:
        comment = () if facts.said.comment_deleted else (CreateComment(target, words),)
    theirs = _missing(facts.assignees, facts.assignees_by_us)
    labels = _missing(wanted.labels, (*facts.labels, *_taken_since(facts, wanted, "unlabeled")))
    people = (
        () if theirs else _missing(wanted.assignees, (*facts.assignees, *_taken_since(facts, wanted, "unassigned")))
    )
    old_labels = _missing(_both(facts.labels_by_us, facts.labels), wanted.labels)
    old_people = _missing(_both(facts.assignees_by_us, facts.assignees), wanted.assignees)
    return (
        *comment,
        *((AddLabels(target, labels),) if labels else ()),
        *((RemoveLabels(target, old_labels),) if old_labels else ()),
        *((RemoveAssignees(target, old_people),) if old_people else ()),
        *((AddAssignees(target, people),) if people else ()),
        *((CloseDuplicate(target),) if wanted.closed else ()),
    )


def _taken_since(facts: IssueFacts, wanted: WantedIssue, kind: ActKind) -> tuple[str, ...]:
    """Return what a person took away after the move; what was taken away before it may come back by it."""
    moved_at = wanted.moved_at
    return tuple(act.name for act in facts.acts if act.kind == kind and moved_at is not None and act.at > moved_at)


def _both(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return _missing(names, _missing(names, others))


def _missing(names: tuple[str, ...], present: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that are not there; GitHub's labels and logins do not know capital letters."""
    there = {name.lower() for name in present}
    return tuple(name for name in names if name.lower() not in there)


def _check(target: Target, said: Said, check: CheckText) -> tuple[Effect, ...]:
    ours = said.check if said.check and said.check.head_sha == target.head_sha else None
    if ours is None:
        # A switched-off repository hears nothing; only a check run that is already there is told so.
        return () if check.conclusion == "skipped" else (CreateCheckRun(target, check),)
    if ours.status != "completed":
        # Ours are made completed: somebody asked for this one again. An update of it may leave the suite queued, and
        # every later look would write again; a new run is the last word of its suite.
        return (CreateCheckRun(target, check),)
    if ours.fingerprint == check.fingerprint:
        return ()
    before, now = annotations_part(ours.fingerprint), annotations_part(check.fingerprint)
    if before == now:
        return (UpdateCheckRun(target, ours.id, replace(check, annotations=())),)
    if before == NO_ANNOTATIONS:
        return (UpdateCheckRun(target, ours.id, check),)
    # Annotations cannot be taken away from a check run: a new one of the same name takes its place.
    return (CreateCheckRun(target, check),)


def _comment(target: Target, said: Said, wanted: WantedPullRequest) -> tuple[Effect, ...]:
    ours = said.comment
    if wanted.comment is not None:
        if ours is None:
            return () if said.comment_deleted else (CreateComment(target, wanted.comment),)
        return _rewritten(target, ours, wanted.comment)
    return _said_farewell(target, ours, wanted) if ours and wanted.farewell else ()


def _rewritten(target: Target, ours: SaidComment, body: str) -> tuple[Effect, ...]:
    """Return the edit, and show the comment again where it was we who had folded it away."""
    if _tells_the_same(ours.body, body):
        return ()
    folded_by_us = ours.minimized and state_of(ours.body) in _FAREWELLS
    # Shown first: should the edit be lost, its farewell still says that the fold was ours.
    shown = (UnminimizeComment(target, ours.node_id),) if folded_by_us else ()
    return (*shown, EditComment(target, ours.id, body))


def _said_farewell(target: Target, ours: SaidComment, wanted: WantedPullRequest) -> tuple[Effect, ...]:
    """Return the fold and the edit to the farewell, once; a person who unfolds it again is left in peace."""
    if state_of(ours.body) in _FAREWELLS:
        return ()
    # Folded first: should the edit be lost, the findings that still stand there ask for it again.
    folded = () if ours.minimized else (MinimizeComment(target, ours.node_id, wanted.farewell_as),)
    return (*folded, EditComment(target, ours.id, wanted.farewell))


def _tells_the_same(ours: str, body: str) -> bool:
    state = state_of(body)
    return state_of(ours) == state if state else ours.strip() == body.strip()
