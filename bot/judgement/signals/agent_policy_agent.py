"""Says that an agent took part which the repository does not take changes from, where a maintainer set a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.agent_policy import NOBODY, is_named, names_of, seen_by, taking_part, weight
from bot.policy.agent_settings import ANY

if TYPE_CHECKING:
    from bot.facts.verdict import AuthorshipSign
    from bot.judgement.case import Answer, Case, Ruling


def agent_policy_agent(case: Case, answer: Answer) -> Ruling:
    """Compare the agents that took part with `agents.allow` and `agents.deny`."""
    policy = case.rules.repository.agents
    if not policy.allow and not policy.deny:
        return answer.off("off: `agents.allow` and `agents.deny` are not set in this repository")
    limit = "; ".join(
        f"{which} {', '.join(names)}" for which, names in (("allow", policy.allow), ("deny", policy.deny)) if names
    )
    signs = tuple(sign for sign in taking_part(case) if sign.entry)
    refused = tuple(sign for sign in signs if not _is_allowed(case, sign))
    if not refused:
        return answer.quiet("", limit, f"allowed: {names_of(signs)}" if signs else NOBODY)
    names = names_of(refused)
    level, mode = weight(answer, refused)
    finding = answer.finding(
        level,
        ", ".join(dict.fromkeys(sign.entry for sign in refused)),
        limit,
        says=f"This repository does not take changes by {names}, which took part here ({seen_by(refused)}).",
        fix="Propose it without that agent, or ask a maintainer to allow it in `.github/onesitting.yml`.",
        mode=mode,
        place=policy.place,
    )
    return answer.fired(finding.value, limit, f"not allowed: {names}", (finding,))


def _is_allowed(case: Case, sign: AuthorshipSign) -> bool:
    policy, rules = case.rules.repository.agents, case.rules.agents
    if is_named(sign, policy.deny, rules):
        return False
    return is_named(sign, policy.allow, rules) or (not policy.allow and ANY not in policy.deny)
