"""The check run's conclusion: one table for every band, standing and mode (shown in docs/what-it-says.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.facts.verdict import Band, Finding, Mode, Verdict
    from bot.messages.wanted import Conclusion

Standing = Literal["clear", "asks", "blocks"]
"""What the findings ask for: nothing, a person's act, or a person's act before merging."""

STANDINGS: tuple[Standing, ...] = ("clear", "asks", "blocks")
MODES: tuple[Mode, ...] = ("off", "observe", "comment", "block")

# `neutral` and `skipped` satisfy a required check, `failure` and `action_required` do not.
CONCLUSIONS: dict[tuple[Band, Standing], tuple[Conclusion, Conclusion, Conclusion, Conclusion]] = {
    #                                off        observe    comment    block
    ("fits_one_sitting", "clear"): ("skipped", "neutral", "success", "success"),
    ("fits_one_sitting", "asks"): ("skipped", "neutral", "neutral", "neutral"),
    ("fits_one_sitting", "blocks"): ("skipped", "neutral", "failure", "failure"),
    ("needs_sittings", "clear"): ("skipped", "neutral", "neutral", "neutral"),
    ("needs_sittings", "asks"): ("skipped", "neutral", "neutral", "neutral"),
    ("needs_sittings", "blocks"): ("skipped", "neutral", "failure", "failure"),
    ("not_analysed", "clear"): ("skipped", "neutral", "neutral", "action_required"),
    ("not_analysed", "asks"): ("skipped", "neutral", "neutral", "action_required"),
    ("not_analysed", "blocks"): ("skipped", "neutral", "failure", "failure"),
}
"""(band, standing) -> the conclusion in each of MODES."""


def conclude(verdict: Verdict) -> Conclusion:
    """Return the conclusion of the check run; neutral where somebody let the commit be merged without the verdict."""
    if verdict.expedited_by and verdict.mode != "off":
        return "neutral"
    return CONCLUSIONS[verdict.band, standing(verdict)][MODES.index(mode_in_force(verdict))]


def standing(verdict: Verdict) -> Standing:
    """Return what the findings ask for, whatever the repository's mode makes of it."""
    asking = [finding for finding in verdict.findings if asks(finding)]
    if any(finding.mode == "block" for finding in asking):
        return "blocks"
    return "asks" if asking else "clear"


def asks(finding: Finding) -> bool:
    """Return whether a finding asks a person to act and is not only observed."""
    return finding.level == "act" and finding.mode in {"comment", "block"}


def mode_in_force(verdict: Verdict) -> Mode:
    """Return the repository's mode, or `block` where it comments and a single rule blocks.

    Observing and off are ceilings: no rule speaks louder than the repository lets it.
    """
    blocking = any(mode == "block" for mode in _rule_modes(verdict))
    return "block" if verdict.mode == "comment" and blocking else verdict.mode


def _rule_modes(verdict: Verdict) -> list[Mode]:
    return [finding.mode for finding in verdict.findings] + [signal.mode for signal in verdict.signals]
