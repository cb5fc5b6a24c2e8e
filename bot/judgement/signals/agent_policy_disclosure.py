"""Says that nothing in a change tells that an agent took part, where a maintainer asks that it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.agent_policy import NOBODY, is_disclosed, names_of, seen_by, taking_part, weight

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Ruling


def agent_policy_disclosure(case: Case, answer: Answer) -> Ruling:
    """Ask for a sentence where signs of an agent stand alone; whoever says it openly has done all that is asked."""
    policy = case.rules.repository.agents
    if not policy.require_disclosure:
        return answer.off("off: `agents.require_disclosure` is not set in this repository")
    signs = taking_part(case)
    if is_disclosed(case, signs):
        return answer.quiet(1, 1, "the change says itself that an agent took part")
    if not signs:
        return answer.quiet(0, 1, NOBODY)
    names = names_of(signs)
    level, mode = weight(answer, signs)
    finding = answer.finding(
        level,
        0,
        1,
        says=f"Neither the description nor a trailer says that {names} took part ({seen_by(signs)}).",
        fix="Say in the description which tool was used and for what, or add a trailer like `Assisted-by: TOOL:MODEL`.",
        mode=mode,
        place=policy.place,
    )
    return answer.fired(0, 1, f"not said: {names}", (finding,))
