"""Says that a change takes longer to review than one sitting; from the warning on it is a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import Place
from bot.judgement.naming import counted, in_parts, named, whole_minutes

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Level, Ruling

SHOWN = 3
"""The largest files are named: they are where splitting begins."""

WORTH = 0.05
"""A file with a smaller part of the minutes is not worth naming."""

MOST_PARTS = 6
"""Above it no number of parts is advice: nobody plans thirteen pull requests by a number."""


def too_large(case: Case, answer: Answer) -> Ruling:
    """Compare the minutes with the budget (limit of an act) and the warning (limit of a notice)."""
    effort = case.effort
    minutes, budget, warn = effort.minutes, effort.budget_minutes, effort.warn_minutes
    if not case.analysed:
        return answer.quiet("not measured", warn, "not measured: too little of the change could be read")
    if minutes <= warn:
        return answer.quiet(
            minutes, warn, f"{counted(minutes, 'minute')} of review: within the {warn} that need no remark"
        )
    about, places = whole_minutes(minutes, budget), _largest(case)
    if minutes <= budget:
        says = f"This change takes about {about} minutes to review: within one sitting of {budget}, but a long one."
        fix = "Nothing has to be done. What stands alone could come first, in a pull request of its own."
        finding = answer.finding("notice", minutes, warn, says=says, fix=fix, evidence=places)
        return answer.fired(minutes, warn, f"{minutes:g} minutes are above the warning at {warn}", (finding,))
    says = f"This change takes about {about:,} minutes to review: {effort.sittings} sittings of {budget} minutes."
    # Whoever runs an automation cannot split what it proposes.
    level: Level = "notice" if case.authorship.outcome == "automation" else "act"
    finding = answer.finding(level, minutes, budget, says=says, fix=_fix(case, places), evidence=places)
    return answer.fired(minutes, budget, f"{minutes:g} minutes are above the budget of {budget}", (finding,))


def _fix(case: Case, places: tuple[Place, ...]) -> str:
    if case.plan is not None and case.plan.parts:
        return f"Split it into the {len(case.plan.parts)} parts of the plan: {in_parts(case.plan.parts)}."
    if case.effort.sittings > MOST_PARTS:
        largest = named([place.path for place in places])
        contributions = "contribution is" if len(places) == 1 else "contributions are"
        return f"Split it along what stands alone; the largest {contributions} {largest}."
    where = f"the parts of `{places[0].path}` that stand alone" if len(places) == 1 else "what stands alone"
    return f"Split it into {case.effort.sittings} or more pull requests that build on each other, with {where} first."


def _largest(case: Case) -> tuple[Place, ...]:
    """Return the files that take the most minutes, without those that hardly matter."""
    files = sorted((r for r in case.readings if r.minutes > 0), key=lambda r: (-r.minutes, r.path))[:SHOWN]
    worth = [file for file in files if file.minutes >= WORTH * case.effort.minutes] or files
    return tuple(Place(file.path, note=f"about {counted(whole_minutes(file.minutes), 'minute')}") for file in worth)
