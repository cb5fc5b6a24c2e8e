"""What an earlier comment of ours is edited to, before it is folded away, once nobody needs it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.footer import SHORT_SHA
from bot.messages.markdown import code, prose
from bot.messages.marker import RESOLVED, REVIEW, WITHDRAWN, opening

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict
    from bot.messages.wanted import Farewell


def farewell(verdict: Verdict, facts: PullRequestFacts) -> tuple[str, Farewell]:
    """Return the words and GitHub's reason for folding; no words where the comment stays as it is.

    It stays on a draft and on a closed pull request (nobody is asked anything there), and while the change cannot be
    analysed: then nobody knows whether its findings still hold.
    """
    if facts.draft or facts.state != "open" or verdict.band == "not_analysed":
        return "", "RESOLVED"
    if verdict.silenced_by or verdict.mode in {"off", "observe"}:
        return withdrawn_comment(verdict), "OUTDATED"
    return resolved_comment(verdict), "RESOLVED"


def resolved_comment(verdict: Verdict) -> str:
    """Return the note that every finding was answered."""
    words = f"Resolved at {_commit(verdict)}: nothing here asks anybody to act any more.\n"
    return opening(REVIEW, RESOLVED) + words


def withdrawn_comment(verdict: Verdict) -> str:
    """Return the note that words are no longer wanted, by a person or by the repository."""
    why = (
        f"silenced by {prose(verdict.silenced_by)}"
        if verdict.silenced_by
        else f"this repository no longer asks for comments (`mode: {verdict.mode}`)"
    )
    return opening(REVIEW, WITHDRAWN) + f"Withdrawn at {_commit(verdict)}: {why}.\n"


def _commit(verdict: Verdict) -> str:
    return code(verdict.head_sha[:SHORT_SHA]) if verdict.head_sha else "the latest commit"
