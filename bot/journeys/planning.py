"""When a change is looked at for parts, and the plan that is then a fact for judgement. Pure: callers bring the texts.

Judgement and splitting do not know each other; the server and the commands both come here, so that they say the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judgement.verdict import judge, look
from bot.splitting.plan import plan_split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bot.facts.change import FileChange
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import Verdict
    from bot.judgement.case import Case
    from bot.policy.ownership import OwnershipMap
    from bot.policy.rules import Rules
    from bot.splitting.proof import Texts
    from bot.splitting.weights import SplitWeights

    ReadTexts: TypeAlias = Callable[[PullRequestFacts], Mapping[str, Texts]]


def is_worth_planning(case: Case) -> bool:
    """Return whether a plan could be shown: the change is above the warning, was read, and is still open.

    Below the warning nobody is told to split, so nothing is computed. Who asks for a plan gets one all the same.
    """
    asked = any(wish.command == "split" for wish in case.facts.wishes)
    effort, listening = case.effort, case.facts.state == "open" and case.rules.repository.mode != "off"
    return listening and case.analysed and (asked or effort.minutes > effort.warn_minutes)


def plan_of(case: Case, weights: SplitWeights, contents: Mapping[str, Texts] | None = None) -> SplitPlan:
    """Return how a change falls into parts. `contents` are texts at base and head by path, where they are known."""
    rules = case.rules
    return plan_split(case.facts, case.readings, case.effort, rules.effort, weights, contents, rules.revision)


def divisible(facts: PullRequestFacts) -> tuple[FileChange, ...]:
    """Return the files that several parts may share: only of these whole texts add to the proof."""
    return tuple(
        file
        for file in facts.files
        if len(file.hunks) > 1 and file.status in {"modified", "renamed"} and file.seen == "whole"
    )


def judged(
    facts: PullRequestFacts,
    rules: Rules,
    weights: SplitWeights,
    read_texts: ReadTexts | None = None,
    ownership: OwnershipMap | None = None,
) -> tuple[Verdict, SplitPlan | None]:
    """Return the verdict on a change, and how it falls into parts where that was worth looking for.

    `read_texts` is asked for texts at base and head only then.
    """
    case = look(facts, rules)
    if not is_worth_planning(case):
        return judge(case, rules, ownership), None
    plan = plan_of(case, weights, read_texts(case.facts) if read_texts else None)
    return judge(replace(case, plan=plan), rules, ownership), plan
