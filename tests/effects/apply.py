"""What GitHub would show after an effect: the smallest model that planning again can be tried on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.kinds import (
    AddAssignees,
    AddLabels,
    CloseDuplicate,
    CloseIssue,
    CreateCheckRun,
    CreateComment,
    CreateIssue,
    EditComment,
    EditIssue,
    Effect,
    MinimizeComment,
    React,
    RemoveAssignees,
    RemoveLabels,
    UnminimizeComment,
    UpdateCheckRun,
)
from bot.facts.said import SaidCheck, SaidComment
from bot.messages.boxes import keep_ticks, ticked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.issue import IssueFacts
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.said import Said
    from bot.messages.wanted import CheckText


def after(facts: PullRequestFacts, effects: Iterable[Effect]) -> PullRequestFacts:
    """Return the facts of a pull request as GitHub shows them once the effects were performed."""
    for effect in effects:
        facts = replace(facts, said=_said(facts.said, effect))
    return facts


def after_issue(facts: IssueFacts, effects: Iterable[Effect]) -> IssueFacts:
    """Return the facts of an issue as GitHub shows them once the effects were performed."""
    for effect in effects:
        if isinstance(effect, AddLabels):
            facts = replace(
                facts, labels=(*facts.labels, *effect.labels), labels_by_us=(*facts.labels_by_us, *effect.labels)
            )
        elif isinstance(effect, AddAssignees):
            facts = replace(facts, assignees=(*facts.assignees, *effect.assignees))
            facts = replace(facts, assignees_by_us=(*facts.assignees_by_us, *effect.assignees))
        elif isinstance(effect, RemoveLabels):
            facts = replace(facts, labels=_without(facts.labels, effect.labels))
            facts = replace(facts, labels_by_us=_without(facts.labels_by_us, effect.labels))
        elif isinstance(effect, RemoveAssignees):
            facts = replace(facts, assignees=_without(facts.assignees, effect.assignees))
            facts = replace(facts, assignees_by_us=_without(facts.assignees_by_us, effect.assignees))
        elif isinstance(effect, CloseDuplicate):
            facts = replace(facts, state="closed")
        else:
            facts = replace(facts, said=_said(facts.said, effect))
    return facts


def _without(names: tuple[str, ...], gone: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)


def _said(said: Said, effect: Effect) -> Said:
    match effect:
        case CreateCheckRun():
            return replace(said, check=_check(9, effect.target.head_sha, effect.check))
        case UpdateCheckRun():
            return replace(said, check=_check(effect.check_run_id, effect.target.head_sha, effect.check))
        case CreateComment():
            return replace(said, comment=SaidComment(5, "C5", effect.body))
        case EditComment():
            ours = _comment(said)
            return replace(said, comment=replace(ours, body=keep_ticks(effect.body, ticked(ours.body))))
        case MinimizeComment():
            return replace(said, comment=replace(_comment(said), minimized=True))
        case UnminimizeComment():
            return replace(said, comment=replace(_comment(said), minimized=False))
        case CreateIssue() | EditIssue() | CloseIssue():
            raise AssertionError("a verdict opens no issue")
        case AddLabels() | AddAssignees() | React() | RemoveLabels() | RemoveAssignees() | CloseDuplicate():
            raise AssertionError("a verdict asks for no labels, no assignees and no reactions")


def _check(number: int, head_sha: str, check: CheckText) -> SaidCheck:
    return SaidCheck(number, head_sha, "completed", check.conclusion, check.fingerprint)


def _comment(said: Said) -> SaidComment:
    assert said.comment is not None
    return said.comment
