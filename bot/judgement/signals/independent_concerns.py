"""Says that a change holds concerns that do not need each other, where the split plan is sure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.split import chains
from bot.facts.verdict import Place
from bot.judgement.case import answer_for
from bot.judgement.naming import counted, in_parts

if TYPE_CHECKING:
    from bot.facts.split import SplitPart, SplitPlan
    from bot.facts.verdict import Mode
    from bot.judgement.case import Answer, Case, Level, Ruling

RULE = "independent_concerns"
LIMIT = 1
SHOWN = 3
_NOT_SAID = {
    "nothing": "no concerns were found that are surely independent",
    "too_large": "its parts build on each other, or nothing but likeness speaks for taking them apart",
    "not_analysed": "not measured: too little of the change could be read, or it is too long for a plan",
}


def independent_concerns(case: Case, answer: Answer) -> Ruling:
    """Name the first part of each chain of a plan that says so.

    A notice: nobody has to split what one person can read. More than `concerns` of them in a change above the warning
    of `too_large` ask, and so does any number where the repository names this rule with `block`.
    """
    plan = case.plan
    if case.authorship.outcome == "automation":
        return answer.quiet(0, LIMIT, "opened by automation, whose scope is its configuration's")
    if plan is None:
        return answer.quiet("not looked for", LIMIT, "not looked for: the change is short, or was not read")
    if plan.says != RULE:
        return answer.quiet(LIMIT, LIMIT, _NOT_SAID[plan.says])
    first = _first_parts(plan)
    level: Level = "act" if _many(case, answer, len(first)) else "notice"
    says = f"This change holds {len(first)} concerns that do not need each other: {in_parts(first[:SHOWN])}"
    says += f"; and {len(first) - SHOWN} more." if len(first) > SHOWN else "."
    fix = "Give each a pull request of its own; the split plan has the lines of each."
    places = tuple(_place(part) for part in first)
    why = f"{counted(len(first), 'concern')} that do not need each other"
    return answer.fired(
        len(first), LIMIT, why, (answer.finding(level, len(first), LIMIT, says=says, fix=fix, evidence=places),)
    )


def are_named(case: Case, mode: Mode) -> bool:
    """Return whether this rule names the concerns, and as loudly as one of the given mode would."""
    says = case.plan is not None and case.plan.says == RULE
    return says and case.authorship.outcome != "automation" and answer_for(RULE, case).mode == mode


def _many(case: Case, answer: Answer, concerns: int) -> bool:
    if case.rules.repository.signals.get(answer.rule) == "block":
        return True
    return concerns > answer.entry.limits["concerns"] and case.effort.minutes > case.effort.warn_minutes


def _first_parts(plan: SplitPlan) -> tuple[SplitPart, ...]:
    return tuple(plan.parts[chain[0] - 1] for chain in chains(plan))


def _place(part: SplitPart) -> Place:
    largest = max(part.files, key=lambda file: sum(last - first + 1 for first, last in (*file.added, *file.removed)))
    return Place(largest.path, largest.added[0] if largest.added else None, note=f"part {part.number}")
