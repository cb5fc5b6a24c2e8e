"""A split plan in words: the parts as a table, their order, and what was proven about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.split import chains
from bot.judgement.naming import counted
from bot.messages.figures import minutes
from bot.messages.fold import table
from bot.messages.markdown import cell_code, cell_prose, list_item, prose
from bot.messages.places import PATH_AT_MOST
from bot.messages.visible import shorten_middle

if TYPE_CHECKING:
    from bot.facts.split import SplitFile, SplitPart, SplitPlan

_NAMED_FILES = 3
_REASONS = 2
_EDGES = 8
_PROOF_LINES = 6
_SAYS = {
    "nothing": "No split is suggested",
    "independent_concerns": "Independent concerns: these parts can be reviewed side by side",
    "too_large": "Too large for one sitting: review it as an ordered stack",
    "not_analysed": "Not analysed: too little of the change was seen, or it is too long for a plan",
}
_NOTHING = "One concern, one sitting: there is nothing to split."
_NO_PARTS = "It looks like more than one concern, but no parts were found that stand on their own."
_FITS = "It fits one sitting: nobody has to split it. Whoever wants to can do it like this."
_LOOKS = "It fits one sitting. Its lines look like more than one concern, but "
_UNSURE = (
    f"{_LOOKS}nothing else says so (no commits or bullets about different parts, and names tie them): whoever wants to "
    "split it can do it like this."
)
_TIED = f"{_LOOKS}each part that was found is tied to another: whoever wants to split it can do it in this order."


def headline(plan: SplitPlan) -> str:
    """Return what the plan says in one line; it promises no order and no parts that the plan does not have."""
    if plan.says == "independent_concerns" and any(part.depends_on for part in plan.parts):
        return "Independent concerns: not all of these parts need each other; the order below says which do"
    if plan.says == "too_large" and not plan.parts:
        return "Too large for one sitting, and no parts were found that stand on their own"
    return _SAYS[plan.says]


def remark(plan: SplitPlan) -> str:
    """Return what belongs to the headline, as a sentence: why nothing is suggested, or that nobody has to split."""
    if plan.says == "independent_concerns" and not plan.too_large:
        return _FITS
    if plan.says != "nothing":
        return ""
    if plan.parts:
        return _UNSURE if len(chains(plan)) > 1 else _TIED
    return _NO_PARTS if plan.tangled else _NOTHING


def plan_summary(plan: SplitPlan) -> str:
    """Return the summary of the fold: how many parts, how long each is, and whether one builds on another."""
    each = ", ".join(minutes(part.minutes) for part in plan.parts)
    how = "side by side" if _side_by_side(plan) else "in order"
    return f"Split plan: {counted(len(plan.parts), 'part')} ({each}), {how}"


def _side_by_side(plan: SplitPlan) -> bool:
    """Return whether the parts are claimed to be independent: that nothing was found to tie them is less than that."""
    return plan.says == "independent_concerns" and not any(part.depends_on for part in plan.parts)


def plan_body(plan: SplitPlan) -> str:
    """Return the headline, and of a plan with parts the table, the order and the proof, as Markdown."""
    blocks = [f"**{headline(plan)}.**", remark(plan)]
    if plan.parts:
        blocks += [_table(plan), _order(plan), _proof(plan)]
    if plan.unseen:
        where = ", and in the parts as whole files or not at all" if plan.parts else ""
        blocks.append(_listed(f"Not seen{where}:", plan.unseen))
    return "\n\n".join(block.rstrip() for block in blocks if block) + "\n"


def _table(plan: SplitPlan) -> str:
    rows = [
        (
            str(part.number),
            cell_prose(part.title),
            minutes(part.minutes) + (f", {counted(len(part.sittings), 'sitting')}" if part.sittings else ""),
            f"+{part.added:,} -{part.removed:,}",
            _files(part.files),
            ", ".join(map(str, part.depends_on)) or "none",
            _why(part),
        )
        for part in plan.parts
    ]
    return table(("Part", "What", "Time", "Lines", "Files", "After part", "Why"), rows, frozenset({0}))


def _files(files: tuple[SplitFile, ...]) -> str:
    named = ", ".join(cell_code(shorten_middle(file.path, PATH_AT_MOST)) for file in files[:_NAMED_FILES])
    more = len(files) - _NAMED_FILES
    return f"{named} and {more} more" if more > 0 else named


def _why(part: SplitPart) -> str:
    own = [reason for reason in part.reasons if not reason.startswith("after part ")]
    return "; ".join(cell_prose(reason) for reason in own[:_REASONS])


def _order(plan: SplitPlan) -> str:
    """Return what has to go before what and why; parts that nothing ties can go in at any time."""
    if _side_by_side(plan):
        return "Order: none is needed, as far as was checked: each part applies on its own."
    if not plan.order:
        return "Order: by their numbers. The changed lines show nothing that one part needs of another."
    edges = [f"- {edge.before} before {edge.after}: {prose(edge.why)}." for edge in plan.order[:_EDGES]]
    more = len(plan.order) - _EDGES
    edges += [f"- and {counted(more, 'more tie')} of this kind"] if more > 0 else []
    return "\n".join(("Order: by their numbers. What ties them:", "", *edges))


def _proof(plan: SplitPlan) -> str:
    proof = plan.proof
    checked = _listed("Checked by building every state in between:", proof.checked)
    unchecked = _listed("Could not be checked:", proof.unchecked)
    merged = _listed("Put together because it does not stand alone:", proof.merged)
    return "\n\n".join(block for block in (checked, unchecked, merged) if block)


def _listed(first: str, items: tuple[str, ...]) -> str:
    if not items:
        return ""
    shown = [f"- {prose(item) or list_item(item)}" for item in items[:_PROOF_LINES]]
    more = len(items) - _PROOF_LINES
    return "\n".join((first, "", *shown, *([f"- and {more} more"] if more > 0 else [])))
