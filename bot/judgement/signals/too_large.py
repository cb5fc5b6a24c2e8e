"""Says that a change takes longer to review than one sitting; from the warning on it is a notice."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from bot.facts.verdict import Place

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Level, Ruling

SHOWN = 3
"""The largest files are named: they are where splitting begins."""

WORTH = 0.05
"""A file with a smaller part of the minutes is not worth naming."""


def too_large(case: Case, answer: Answer) -> Ruling:
    """Compare the minutes with the budget (limit of an act) and the warning (limit of a notice)."""
    effort = case.effort
    minutes, budget, warn = effort.minutes, effort.budget_minutes, effort.warn_minutes
    if minutes <= warn:
        return answer.quiet(minutes, warn, f"{minutes:g} minutes of review are within the {warn} that need no remark")
    about, places = ceil(minutes), _largest(case)
    if minutes <= budget:
        says = f"This change takes about {about} minutes to review: within one sitting of {budget}, but a long one."
        fix = "Nothing has to be done. What stands alone could come first, in a pull request of its own."
        finding = answer.finding("notice", minutes, warn, says=says, fix=fix, evidence=places)
        return answer.fired(minutes, warn, f"{minutes:g} minutes are above the warning at {warn}", (finding,))
    says = f"This change takes about {about} minutes to review: {effort.sittings} sittings of {budget} minutes."
    where = f"the parts of `{places[0].path}` that stand alone" if len(places) == 1 else "what stands alone"
    fix = f"Split it into {effort.sittings} or more pull requests that build on each other, with {where} first."
    # Whoever runs an automation cannot split what it proposes.
    level: Level = "notice" if case.authorship.outcome == "automation" else "act"
    finding = answer.finding(level, minutes, budget, says=says, fix=fix, evidence=places)
    return answer.fired(minutes, budget, f"{minutes:g} minutes are above the budget of {budget}", (finding,))


def _largest(case: Case) -> tuple[Place, ...]:
    """Return the files that take the most minutes, without those that hardly matter."""
    files = sorted((r for r in case.readings if r.minutes > 0), key=lambda r: (-r.minutes, r.path))[:SHOWN]
    worth = [file for file in files if file.minutes >= WORTH * case.effort.minutes] or files
    return tuple(Place(file.path, note=f"about {ceil(file.minutes)} minutes") for file in worth)
