"""The reasons: three first, the others behind a fold; each with value, limit, place, rule and the smallest fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.conclusion import asks
from bot.messages.figures import count, measured
from bot.messages.fold import fold
from bot.messages.markdown import prose
from bot.messages.places import place_link, rule_link

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Finding, Verdict

FIRST = 3
"""Reasons before the fold."""

_PLACES = 3


def in_order(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings that are shown: what blocks, what asks, notices, and last what is only observed."""
    return tuple(sorted((finding for finding in verdict.findings if finding.mode != "off"), key=_rank))


def reasons(findings: tuple[Finding, ...], facts: PullRequestFacts) -> str:
    """Return the findings as Markdown: the first three open, all others behind one fold; empty where there are none."""
    first = "\n".join(_reason(number, finding, facts) for number, finding in enumerate(findings[:FIRST], 1))
    rest = findings[FIRST:]
    if not rest:
        return first
    behind = "\n".join(_reason(number, finding, facts) for number, finding in enumerate(rest, FIRST + 1))
    return f"{first}\n{fold(count(len(rest), 'more reason'), behind)}"


def _reason(number: int, finding: Finding, facts: PullRequestFacts) -> str:
    figures = f"Measured {measured(finding.value)}, limit {measured(finding.limit)}"
    parts = [
        f"{number}. {_weight(finding)}{prose(finding.says)}",
        f"   - {figures}; rule {rule_link(finding.rule, finding.place, facts)}.",
    ]
    if finding.evidence:
        parts.append(f"   - Where: {_where(finding, facts)}.")
    if finding.fix:
        parts.append(f"   - Smallest fix: {prose(finding.fix)}")
    return "\n".join(parts) + "\n"


def _where(finding: Finding, facts: PullRequestFacts) -> str:
    shown = ", ".join(place_link(place, facts) for place in finding.evidence[:_PLACES])
    more = len(finding.evidence) - _PLACES
    return f"{shown}, and {count(more, 'more place')}" if more > 0 else shown


def _weight(finding: Finding) -> str:
    if asks(finding):
        return "**Blocks merging:** " if finding.mode == "block" else ""
    return "Observed only: " if finding.mode == "observe" else "Notice: "


def _rank(finding: Finding) -> int:
    if finding.mode == "observe":
        return 3
    return 2 if finding.level == "notice" else 1 if finding.mode == "comment" else 0
