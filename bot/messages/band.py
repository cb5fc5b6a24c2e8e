"""The band in words, with the real numbers: as a title of plain text and as a sentence of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.conclusion import asks
from bot.messages.figures import minutes
from bot.messages.markdown import plain_text, prose

if TYPE_CHECKING:
    from bot.facts.verdict import Effort, LineCounts, Verdict

_TITLE_AT_MOST = 120
_NOTHING_SEEN = "the change could not be read"


def title(verdict: Verdict) -> str:
    """Return the check run's title: "Needs 3 sittings: 142 min, 1,020 lines to review; 2 findings to answer".

    Lines of tests are named beside them, as the minutes hold both.
    """
    if verdict.mode == "off":
        return "Switched off in this repository"
    observing = "Observe: " if verdict.mode == "observe" else "Expedited: " if verdict.expedited_by else ""
    if verdict.band == "not_analysed":
        return f"{observing}Not analysed: {plain_text(_why_not(verdict), _TITLE_AT_MOST)}"
    asking = sum(asks(finding) for finding in verdict.findings)
    answer = f"; {counted(asking, 'finding')} to answer" if asking and not observing else ""
    return f"{observing}{band_words(verdict)}: {band_figures(verdict)}{answer}"


def band_words(verdict: Verdict) -> str:
    """Return the band alone: "Fits one sitting", "Needs 3 sittings", "Not analysed"."""
    if verdict.band == "not_analysed":
        return "Not analysed"
    if verdict.band == "fits_one_sitting":
        return "Fits one sitting"
    return f"Needs {counted(verdict.effort.sittings, 'sitting')}"


def band_figures(verdict: Verdict) -> str:
    """Return the numbers behind the band: "142 min, 1,020 lines to review"."""
    return f"{_estimate(verdict.effort)}, {_lines(verdict.effort.lines)}"


def band_sentence(verdict: Verdict) -> str:
    """Return the sentence a summary or a comment begins with, as Markdown."""
    if verdict.band == "not_analysed":
        why = prose(_why_not(verdict).rstrip("."))
        return f"**Not analysed:** {why}. This says nothing about the change, good or bad."
    effort = verdict.effort
    return (
        f"**{band_words(verdict)}.** Estimated review: {_estimate(effort)}; "
        f"one sitting here is {minutes(effort.budget_minutes)}."
    )


def _estimate(effort: Effort) -> str:
    return minutes(effort.minutes, effort.budget_minutes)


def _lines(lines: LineCounts) -> str:
    """Return what the minutes go into: "84 lines to review and 40 of tests", "5 lines of tests"."""
    if lines.tests and not lines.to_review:
        return f"{counted(lines.tests, 'line')} of tests"
    tests = f" and {lines.tests:,} of tests" if lines.tests else ""
    return f"{counted(lines.to_review, 'line')} to review{tests}"


def _why_not(verdict: Verdict) -> str:
    return verdict.unseen[0] if verdict.unseen else _NOTHING_SEEN
