"""Remarks beside the lines: one for each place of a finding that has lines at the head commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.conclusion import asks
from bot.messages.markdown import plain_text
from bot.messages.reasons import in_order
from bot.messages.wanted import Annotation, AnnotationLevel

if TYPE_CHECKING:
    from bot.facts.verdict import Finding, Verdict

MOST = 50
"""GitHub takes 50 annotations in one request: a check run of ours is written at once or not at all."""


def annotate(verdict: Verdict) -> tuple[Annotation, ...]:
    """Return the annotations, the weightiest findings first, at most MOST.

    Lines of the old file have no place at the head and are left to the summary.
    """
    found = [
        Annotation(
            path=place.path,
            lines=(max(1, place.lines[0]), max(1, *place.lines)),
            level=_level(verdict, finding),
            title=plain_text(finding.rule, 200),
            message=_message(finding),
        )
        for finding in in_order(verdict)
        for place in finding.evidence
        if place.lines and place.side == "new"
    ]
    return tuple(found[:MOST])


def _level(verdict: Verdict, finding: Finding) -> AnnotationLevel:
    if verdict.mode in {"off", "observe"} or not asks(finding):
        return "notice"
    return "failure" if finding.mode == "block" else "warning"


def _message(finding: Finding) -> str:
    fix = f"\nSmallest fix: {plain_text(finding.fix)}" if finding.fix else ""
    return plain_text(finding.says) + fix
