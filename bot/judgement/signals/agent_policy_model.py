"""Says that a model took part which the repository does not take changes from, where a maintainer set a policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judgement.agent_policy import seen_by, taking_part, weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.judgement.case import Answer, Case, Ruling
    from bot.policy.agent_settings import ModelsSetting
    from bot.policy.line_patterns import LinePattern


def agent_policy_model(case: Case, answer: Answer) -> Ruling:
    """Compare the models that signs name with `agents.models`. Anybody can write a model's name: it never fails."""
    policy = case.rules.repository.agents
    models = policy.models
    if not models.allow and not models.deny:
        return answer.off("off: `agents.models` is not set in this repository")
    limit = "; ".join(
        f"{which} {', '.join(pattern.text for pattern in patterns)}"
        for which, patterns in (("allow", models.allow), ("deny", models.deny))
        if patterns
    )
    signs = tuple(sign for sign in taking_part(case) if sign.model)
    refused = tuple(sign for sign in signs if not _is_allowed(sign.model, models))
    if not refused:
        return answer.quiet("", limit, "every model that is named is allowed" if signs else "no model is named")
    names = " and ".join(dict.fromkeys(f"`{sign.model}`" for sign in refused))
    level, mode = weight(answer, [replace(sign, forgeable=True) for sign in refused])
    finding = answer.finding(
        level,
        ", ".join(dict.fromkeys(sign.model for sign in refused)),
        limit,
        says=f"This repository does not take changes made with {names} ({seen_by(refused)}).",
        fix="Propose it without that model, or ask a maintainer to allow it in `.github/onesitting.yml`.",
        mode=mode,
        place=policy.place,
    )
    return answer.fired(finding.value, limit, f"not allowed: {names}", (finding,))


def _is_allowed(model: str, models: ModelsSetting) -> bool:
    return not _matches(model, models.deny) and (not models.allow or _matches(model, models.allow))


def _matches(model: str, patterns: Iterable[LinePattern]) -> bool:
    return any(pattern.fullmatch(model) for pattern in patterns)
