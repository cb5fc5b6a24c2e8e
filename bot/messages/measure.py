"""What a finding measured, in words: a count where a rule allows none, else the value and its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted, whole_minutes
from bot.messages.figures import figure, measured

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.facts.verdict import Finding

_NONE_ALLOWED = {
    "missing_rationale": ("place without a reason", "places without a reason"),
    "absent_claim": ("statement that the change does not show", "statements that the change does not show"),
    "known_failure": ("line that tells of a failure", "lines that tell of a failure"),
}
"""What is counted under the rules of a family of which one is too many."""


def in_words(finding: Finding) -> str:
    """Return what was measured: "1 place without a reason", "No words beside the title", "75 minutes, limit 60"."""
    return _said(finding, measured)


def in_plain_words(finding: Finding) -> str:
    """Return the same as plain text, with foreign words as they are."""
    return _said(finding, figure)


def _said(finding: Finding, shown: Callable[[float | str], str]) -> str:
    family = finding.rule.partition("/")[0]
    if family in _NONE_ALLOWED and isinstance(finding.value, int) and finding.limit == 0:
        return counted(finding.value, *_NONE_ALLOWED[family])
    if family == "empty_description":
        return "No words beside the title"
    if family == "agent_policy" and isinstance(finding.value, str):
        return f"Seen {shown(finding.value)}, set here {shown(finding.limit)}"
    if finding.rule == "agent_policy/disclosure":
        return "Said nowhere"
    if family == "too_large" and isinstance(finding.value, int | float) and isinstance(finding.limit, int | float):
        return f"{whole_minutes(finding.value, finding.limit)} minutes, limit {shown(finding.limit)}"
    return f"Measured {shown(finding.value)}, limit {shown(finding.limit)}"
