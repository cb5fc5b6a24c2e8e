"""What people asked for, applied to a verdict: a rule ignored, a pull request only observed. Nothing is left out.

What was ignored stays in the verdict with its figures, as observed: who reads it later sees what was let through.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judgement.modes import silenced

if TYPE_CHECKING:
    from bot.facts.verdict import Mode, Verdict
    from bot.facts.wishes import Wish


def heed(verdict: Verdict, wishes: tuple[Wish, ...]) -> Verdict:
    """Return the verdict as the wishes on this pull request leave it.

    A block is lifted only by a wish of somebody with triage permission (`lifts_block`).
    """
    if verdict.mode == "off" or not wishes:
        return verdict
    verdict = replace(
        verdict,
        findings=tuple(replace(each, mode=_mode(each.rule, each.mode, wishes)) for each in verdict.findings),
        signals=tuple(replace(each, mode=_mode(each.rule, each.mode, wishes)) for each in verdict.signals),
    )
    observer = observed_by(wishes)
    if observer is None:
        return verdict
    asked = f"`/onesitting observe`, which `{observer.by}` asked for"
    return replace(verdict, mode="observe", silenced_by=verdict.silenced_by or asked)


def observed_by(wishes: tuple[Wish, ...]) -> Wish | None:
    """Return the wish that lets this pull request only be observed; the first one where there are several."""
    return next((wish for wish in wishes if wish.command == "observe"), None)


def is_about(wish: Wish, rule: str) -> bool:
    """Return whether a wish ignores a rule: by its id, or by that of its family (`missing_rationale`)."""
    return wish.command == "ignore" and wish.arguments[:1] in {(rule,), (rule.partition("/")[0],)}


def _mode(rule: str, mode: Mode, wishes: tuple[Wish, ...]) -> Mode:
    if observed_by(wishes) is not None:
        return "observe" if mode in {"comment", "block"} else mode
    heard = [wish for wish in wishes if is_about(wish, rule)]
    if any(wish.lifts_block for wish in heard):
        return "observe" if mode in {"comment", "block"} else mode
    return silenced(mode) if heard else mode
