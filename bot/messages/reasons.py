"""The reasons: three first, the others behind a fold; each with value, limit, place, rule and the smallest fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.fold import fold
from bot.messages.markdown import prose
from bot.messages.measure import in_words
from bot.messages.places import place_link, rule_link

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Finding, Verdict

FIRST = 3
"""Reasons before the fold."""

_PLACES = 3


def in_order(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings that are shown: what asks for an act before notices, and what blocks before what does not."""
    return tuple(sorted((finding for finding in verdict.findings if finding.mode != "off"), key=_rank))


def reasons(verdict: Verdict, findings: tuple[Finding, ...], facts: PullRequestFacts) -> str:
    """Return findings of the verdict as Markdown: three open, all others behind one fold."""
    items = [_reason(number, finding, verdict, facts) for number, finding in enumerate(findings, 1)]
    first, rest = "\n".join(items[:FIRST]), items[FIRST:]
    return f"{first}\n{fold(counted(len(rest), 'more reason'), chr(10).join(rest))}" if rest else first


def _reason(number: int, finding: Finding, verdict: Verdict, facts: PullRequestFacts) -> str:
    parts = [
        f"{number}. {_weight(finding, verdict)}{_sentence(prose(finding.says))}",
        f"   - {in_words(finding)}; rule {rule_link(finding.rule, finding.place, facts)}.",
    ]
    if finding.evidence:
        parts.append(f"   - Where: {_where(finding, facts)}.")
    if finding.fix:
        parts.append(f"   - Smallest fix: {_sentence(prose(finding.fix))}")
    return "\n".join(parts) + "\n"


def _where(finding: Finding, facts: PullRequestFacts) -> str:
    shown = ", ".join(place_link(place, facts) for place in finding.evidence[:_PLACES])
    more = len(finding.evidence) - _PLACES
    return f"{shown}, and {counted(more, 'more place')}" if more > 0 else shown


def _weight(finding: Finding, verdict: Verdict) -> str:
    """Return what the finding weighs, in words, where that differs from asking for an act."""
    if finding.level == "notice":
        return "Notice: "
    if verdict.mode not in {"comment", "block"}:
        return ""
    return {"block": "**Fails the check:** ", "observe": "Observed only: "}.get(finding.mode, "")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", ":")) else f"{words}."


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.level != "act", ("block", "comment", "observe", "off").index(finding.mode)
