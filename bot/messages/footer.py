"""The last lines: what was measured by which rules, and how to re-run, silence and dispute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.markdown import code

if TYPE_CHECKING:
    from bot.facts.verdict import Verdict

SHORT_SHA = 7

_WAYS = (
    "Re-run: **Re-run** on the check *Reviewability*, or push. "
    "Silence: the label `onesitting: ignore` (unless `.github/onesitting.yml` names another). "
    "Dispute: name the rule and what it got wrong in a reply; a maintainer can change its limit or its mode in "
    "`.github/onesitting.yml`."
)


def footer(verdict: Verdict) -> str:
    """Return the footer as Markdown, below a rule."""
    sha = code(verdict.head_sha[:SHORT_SHA]) if verdict.head_sha else "the change as given"
    return f"\n---\n\nMeasured: {sha}, rules {code(verdict.rules_revision or 'unknown')}. {_WAYS}\n"
