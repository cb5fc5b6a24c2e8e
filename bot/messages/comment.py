"""The one comment: short, written only when a person must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.band import band_sentence
from bot.messages.checklist import checklist
from bot.messages.conclusion import asks
from bot.messages.footer import footer
from bot.messages.limit import limited
from bot.messages.marker import REVIEW, opening, state_for
from bot.messages.reasoning_line import reasoning_line
from bot.messages.reasons import in_order, reasons

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict


def must_act(verdict: Verdict, facts: PullRequestFacts) -> bool:
    """Return whether a person must act: the only reason for a comment.

    Drafts, closed pull requests, repositories that only observe and pull requests that a person silenced get none.
    """
    listening = facts.state == "open" and not facts.draft and not verdict.silenced_by
    speaking = verdict.mode in {"comment", "block"}
    return listening and speaking and any(asks(finding) for finding in verdict.findings)


def comment(verdict: Verdict, facts: PullRequestFacts) -> str:
    """Return the comment's body; its first line is our marker, its second names what it says."""
    shown = tuple(finding for finding in in_order(verdict) if finding.mode != "observe")
    line = reasoning_line(verdict.reasoning)
    parts = (
        band_sentence(verdict) + "\n",
        reasons(verdict, shown, facts),
        f"{line}\n" if line else "",
        checklist(verdict.checklist, facts),
    )
    words = "\n".join(part for part in parts if part)
    return limited(opening(REVIEW, state_for(words, facts.head_sha)) + words, footer(verdict))
