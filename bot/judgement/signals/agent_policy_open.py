"""Says that an account has more pull requests open at a time than a maintainer allows where an agent took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.agent_policy import NOBODY, taking_part, weight
from bot.judgement.naming import counted

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Ruling


def agent_policy_open(case: Case, answer: Answer) -> Ruling:
    """Count the account's open pull requests up to this one: those that were opened first are never held up."""
    policy = case.rules.repository.agents
    limit = policy.max_open_per_author
    if limit is None:
        return answer.off("off: `agents.max_open_per_author` is not set in this repository")
    signs = taking_part(case)
    if not signs:
        return answer.quiet("", limit, NOBODY)
    numbers = case.facts.open_by_author
    if numbers is None:
        return answer.not_evaluated(limit, "not evaluated: only GitHub knows what else the account has open here")
    earlier = [number for number in numbers if number < case.facts.number]
    place = len(earlier) + 1
    if place <= limit:
        return answer.quiet(place, limit, f"{counted(len(earlier), 'earlier pull request')} of the account open here")
    level, mode = weight(answer, signs)
    finding = answer.finding(
        level,
        place,
        limit,
        says=f"{counted(len(earlier), 'earlier pull request')} of the same account {_are(earlier)} open here; where an "
        f"agent took part, {limit} may be open at a time.",
        fix=f"Finish or close {_named(earlier)} first; this check looks again when that happens.",
        mode=mode,
        place=policy.place,
    )
    return answer.fired(place, limit, f"{place} open, {limit} allowed at a time", (finding,))


def _are(numbers: list[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def _named(numbers: list[int]) -> str:
    shown = " or ".join(f"number {number}" for number in sorted(numbers)[:3])
    return shown if len(numbers) <= 3 else f"one of the {len(numbers)}, like number {min(numbers)},"  # noqa: PLR2004
