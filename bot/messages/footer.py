"""The last lines: what was measured by which rules, and how to re-run, silence and dispute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.markdown import code

if TYPE_CHECKING:
    from bot.facts.verdict import Verdict

SHORT_SHA = 7

_WAYS = (
    "To re-run: press **Re-run** on the check *Reviewability*, or push. "
    "To silence: `/onesitting ignore RULE REASON` in a comment for one rule; `onesitting: ignore` on a line of its own "
    "in the description, or the repository's ignore label, for all. "
    "To dispute: reply with the rule and what it got wrong; its mode is set in `.github/onesitting.yml`."
)


def footer(verdict: Verdict, page: str = "") -> str:
    """Return the footer as Markdown, below a rule; `page` is the address of the page that explains the verdict."""
    sha = code(verdict.head_sha[:SHORT_SHA]) if verdict.head_sha else "the change as given"
    why = f"[Every rule, what it measured and what led to this]({page}). " if page else ""
    return f"\n---\n\nMeasured: {sha}, rules {code(verdict.rules_revision or 'unknown')}. {why}{_WAYS}\n"
