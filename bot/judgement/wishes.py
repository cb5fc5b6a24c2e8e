"""What people asked for, applied to a verdict: a rule ignored, a pull request only observed. Nothing is left out.

What was ignored stays in the verdict with its figures, as observed: who reads it later sees what was let through.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judgement.modes import silenced

if TYPE_CHECKING:
    from bot.facts.verdict import Finding, Mode, Signal, Verdict
    from bot.facts.wishes import Wish


def heed(verdict: Verdict, wishes: tuple[Wish, ...]) -> Verdict:
    """Return the verdict as the wishes on this pull request leave it.

    A block is lifted only by a wish of somebody with triage permission (`lifts_block`), or for one commit by somebody
    with write permission, who lets it be merged without the verdict.
    """
    if verdict.mode == "off" or not wishes:
        return verdict
    verdict = replace(
        verdict,
        findings=tuple(replace(each, mode=_mode(each, wishes, verdict.head_sha)) for each in verdict.findings),
        signals=tuple(replace(each, mode=_mode(each, wishes, verdict.head_sha)) for each in verdict.signals),
    )
    if observer := observed_by(wishes):
        verdict = replace(verdict, mode="observe", silenced_by=verdict.silenced_by or _asked(observer))
    if hurried := expedited_by(wishes, verdict.head_sha):
        verdict = replace(verdict, expedited_by=hurried.by, silenced_by=verdict.silenced_by or _asked(hurried))
    return verdict


def observed_by(wishes: tuple[Wish, ...]) -> Wish | None:
    """Return the wish that lets this pull request only be observed; the first one where there are several."""
    return next((wish for wish in wishes if wish.command == "observe"), None)


def expedited_by(wishes: tuple[Wish, ...], head_sha: str) -> Wish | None:
    """Return the wish that lets this very commit be merged without the verdict; a push ends it."""
    return next((wish for wish in wishes if wish.command == "expedite" and wish.sha and wish.sha == head_sha), None)


def is_about(wish: Wish, rule: str) -> bool:
    """Return whether a wish ignores a rule: by its id, or by that of its family (`missing_rationale`)."""
    return wish.command == "ignore" and wish.arguments[:1] in {(rule,), (rule.partition("/")[0],)}


def _asked(wish: Wish) -> str:
    return f"`/onesitting {wish.command}`, which `{wish.by}` asked for"


def _mode(each: Finding | Signal, wishes: tuple[Wish, ...], head_sha: str) -> Mode:
    mode = each.mode
    if observed_by(wishes) is not None or expedited_by(wishes, head_sha) is not None:
        return "observe" if mode in {"comment", "block"} else mode
    heard = [wish for wish in wishes if is_about(wish, each.rule)]
    if any(wish.lifts_block for wish in heard):
        return "observe" if mode in {"comment", "block"} else mode
    return silenced(mode) if heard else mode
