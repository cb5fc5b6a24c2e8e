"""Limits and modes for what agents wrote: authorship is judged first, then the settings that hold are chosen.

Only a maintainer's word lets authorship move a limit, and two things stay so whatever is configured: a disclosure alone
never brings other limits, and no check fails by evidence that anybody could have written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.verdict import Settings
from bot.judgement.agent_policy import is_disclosing
from bot.judgement.modes import rule_mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.verdict import Authorship, AuthorshipSign, Finding, Mode
    from bot.judgement.case import Ruling
    from bot.policy.agent_settings import AgentAuthored
    from bot.policy.agents import AgentRules
    from bot.policy.rules import Rules


def settings_for(authorship: Authorship, rules: Rules, by_path: Settings) -> tuple[Settings, Rules]:
    """Return which settings hold for a change of this authorship and why, and the rules with them in force.

    `by_path` are those that hold by its paths, and are in `rules`. Where both hold, the shorter sitting and the louder
    mode do: being written by an agent softens nothing.
    """
    apart, sitting = rules.repository.agent_authored, rules.agent_sitting
    if apart is None or sitting is None:
        return by_path, rules
    why_not = _why_not(authorship, apart, rules.agents)
    if why_not:
        return (by_path if by_path.name == "paths" else Settings(why=why_not, place=apart.place)), rules
    proof = proven(authorship)
    shared, budget = by_path.name == "paths", by_path.budget_minutes or rules.effort.sitting.budget_minutes
    why = f"{_why(authorship, proof)}; {by_path.why}" if shared else _why(authorship, proof)
    settings = Settings("agent_authored", why, budget, apart.place)
    modes = {rule: _mode(rule, mode, rules, is_proven=proof is not None) for rule, mode in apart.signals.items()}
    if shared:
        modes = {rule: _louder(mode, rules.repository.signals.get(rule, mode)) for rule, mode in modes.items()}
        sitting = min(sitting, rules.effort.sitting, key=lambda each: each.budget_minutes)
    repository = replace(rules.repository, signals={**rules.repository.signals, **modes})
    return settings, replace(rules, effort=replace(rules.effort, sitting=sitting), repository=repository)


def _louder(one: Mode, other: Mode) -> Mode:
    return max(one, other, key=_LOUDNESS.index)


def proven(authorship: Authorship) -> AuthorshipSign | None:
    """Return the first sign that GitHub itself vouches for; None where anybody could have written all of them."""
    return next((sign for sign in authorship.evidence if not sign.forgeable), None)


def without_new_blocks(findings: Iterable[Finding], ordinary: Iterable[Ruling]) -> list[Finding]:
    """Return the findings with no block that the ordinary settings would not have: for evidence that is not proven."""
    blocking = {
        finding.rule for ruling in ordinary for finding in ruling.findings if (finding.level, finding.mode) == _BLOCKS
    }
    return [
        replace(finding, mode="comment") if finding.mode == "block" and finding.rule not in blocking else finding
        for finding in findings
    ]


_BLOCKS = ("act", "block")
_LOUDNESS: tuple[Mode, ...] = ("off", "observe", "comment", "block")


def _why_not(authorship: Authorship, apart: AgentAuthored, agents: AgentRules) -> str:
    if authorship.outcome not in apart.applies_to:
        named = " and ".join(f"`{outcome}`" for outcome in apart.applies_to) or "nothing"
        return f"`agent_authored` is for {named}, and authorship here is `{authorship.outcome}`"
    if all(is_disclosing(sign, agents) for sign in authorship.evidence):
        return "authorship rests on what was disclosed alone, and saying so brings no other limits"
    if all(is_disclosing(sign, agents) or sign.confidence == "low" for sign in authorship.evidence):
        return "authorship is a guess from a weak sign, which brings no other limits"
    return ""


def _why(authorship: Authorship, proof: AuthorshipSign | None) -> str:
    if proof is not None:
        channel = proof.channel.replace("_", " ")
        return f"authorship is `{authorship.outcome}`, by its {channel} `{proof.signal}`, which cannot be forged"
    first = authorship.evidence[0]
    channel = first.channel.replace("_", " ")
    says = f"authorship is `{authorship.outcome}`, by its {channel} `{first.signal}`"
    return f"{says}; anybody can write that, so it fails no check"


def _mode(rule: str, mode: Mode, rules: Rules, *, is_proven: bool) -> Mode:
    """Return the mode of a rule apart; one that would block only by what anybody can write asks instead."""
    if mode != "block" or is_proven:
        return mode
    entry = rules.signals.signals.get(rule) or rules.signals.signals.get(rule.partition("/")[0])
    ordinary = rule_mode(rule, entry.mode if entry is not None else "comment", rules.repository)
    return "block" if ordinary == "block" else "comment"
