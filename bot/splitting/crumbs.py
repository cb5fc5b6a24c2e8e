"""Parts that are read in a moment: no pull request of their own where another part is tied to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.splitting.drafts import Draft
from bot.splitting.parts import minutes_of
from bot.splitting.steps import stacked

if TYPE_CHECKING:
    from bot.policy.effort import EffortRules
    from bot.splitting.steps import Stack
    from bot.splitting.study import Study

CRUMB = 3.0
"""Minutes below which a part joins one that it needs, or that needs it."""


def without_crumbs(study: Study, stack: Stack, rules: EffortRules) -> Stack:
    """Return a stack in which every part of less than CRUMB minutes stands there because nothing ties it to another.

    It joins the last part that it needs, else the first that needs it: between the two there is none on any path.
    """
    while True:
        pair = _crumb(study, stack, rules)
        if pair is None:
            return stack
        one, other = pair
        drafts = [stack.drafts[one], stack.drafts[other]]
        why = f"too short to stand alone: {stack.why[one, other]}"
        reasons = tuple(dict.fromkeys((*drafts[0].merged, *drafts[1].merged, why)))
        together = Draft(tuple(sorted(drafts[0].atoms + drafts[1].atoms)), reasons)
        rest = [draft for at, draft in enumerate(stack.drafts) if at not in pair]
        stack = stacked(study, [together, *rest])


def _crumb(study: Study, stack: Stack, rules: EffortRules) -> tuple[int, int] | None:
    """Return the first part that is too short, and the one that it joins, in their order."""
    for at, draft in enumerate(stack.drafts):
        needs, needed = stack.needs[at], [one for one, others in stack.needs.items() if at in others]
        if (needs or needed) and minutes_of(study, draft.atoms, rules) < CRUMB:
            return (max(needs), at) if needs else (at, min(needed))
    return None
