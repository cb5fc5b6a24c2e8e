"""The signals: one file each, and this list. A signal looks at a case and answers with a ruling; it never fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.case import answer_for
from bot.judgement.signals.absent_claim import absent_claim
from bot.judgement.signals.agent_policy_agent import agent_policy_agent
from bot.judgement.signals.agent_policy_disclosure import agent_policy_disclosure
from bot.judgement.signals.agent_policy_model import agent_policy_model
from bot.judgement.signals.agent_policy_open import agent_policy_open
from bot.judgement.signals.empty_description import empty_description
from bot.judgement.signals.independent_concerns import independent_concerns
from bot.judgement.signals.known_failure import known_failure
from bot.judgement.signals.missing_rationale import missing_rationale
from bot.judgement.signals.scattered_scope import scattered_scope
from bot.judgement.signals.too_large import too_large
from bot.judgement.signals.unmentioned_folder import unmentioned_folder
from bot.judgement.signals.visible_reasoning import visible_reasoning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.judgement.case import Answer, Case, Ruling

SIGNALS: Mapping[str, Callable[[Case, Answer], Ruling]] = {
    "too_large": too_large,
    "missing_rationale": missing_rationale,
    "independent_concerns": independent_concerns,
    "scattered_scope": scattered_scope,
    "unmentioned_folder": unmentioned_folder,
    "absent_claim": absent_claim,
    "known_failure": known_failure,
    "empty_description": empty_description,
    "visible_reasoning": visible_reasoning,
    "agent_policy/agent": agent_policy_agent,
    "agent_policy/model": agent_policy_model,
    "agent_policy/disclosure": agent_policy_disclosure,
    "agent_policy/open_pull_requests": agent_policy_open,
}
"""Rule id to signal, in the order in which they are shown."""


def rulings(case: Case) -> tuple[Ruling, ...]:
    """Return what every signal says, in the order of the list; a signal whose mode is off was not looked at."""
    out = []
    for rule, judge in SIGNALS.items():
        answer = answer_for(rule, case)
        off = answer.quiet("", "", "not looked at: its mode is off")
        out.append(judge(case, answer) if answer.mode != "off" else off)
    return tuple(out)
