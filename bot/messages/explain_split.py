"""The split plan and its proof, as a section of the page that explains a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.explain_page import PartRow, SplitSection
from bot.messages.figures import minutes
from bot.messages.split_plan import headline, remark
from bot.messages.visible import shorten_middle

if TYPE_CHECKING:
    from bot.facts.split import SplitPart, SplitPlan

MOST_FILES = 30
MOST_TIES = 30
_LONGEST_PATH = 200


def split_section(plan: SplitPlan) -> SplitSection:
    """Return the plan; of one without parts, why there are none."""
    proof = plan.proof
    return SplitSection(
        headline(plan),
        remark(plan),
        tuple(_part(part) for part in plan.parts),
        tuple(f"Part {edge.before} before part {edge.after}: {edge.why}" for edge in plan.order[:MOST_TIES]),
        proof.checked if plan.parts else (),
        proof.unchecked if plan.parts else (),
        proof.merged if plan.parts else (),
        plan.unseen,
    )


def _part(part: SplitPart) -> PartRow:
    return PartRow(
        part.number,
        part.title,
        minutes(part.minutes),
        part.added,
        part.removed,
        _after(part),
        tuple(shorten_middle(file.path, _LONGEST_PATH) for file in part.files[:MOST_FILES]),
        max(0, len(part.files) - MOST_FILES),
        part.reasons,
    )


def _after(part: SplitPart) -> str:
    if not part.depends_on:
        return "needs no other part"
    return f"after part{'s' if len(part.depends_on) > 1 else ''} {', '.join(map(str, part.depends_on))}"
