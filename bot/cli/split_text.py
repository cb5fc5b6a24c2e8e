"""A split plan for the terminal, and as Markdown: parts, minutes, files, order, reasons, proof."""

from bot.cli.text import bold, wrapped
from bot.facts.split import SplitFile, SplitPart, SplitPlan
from bot.messages.markdown import cell_code, cell_prose, code, list_item, prose
from bot.messages.terminal import for_terminal

SHOWN_FILES = 8
_SAYS = {
    "nothing": "No split is suggested",
    "independent_concerns": "Independent concerns: these parts can be reviewed side by side",
    "too_large": "Too large for one sitting: review it as an ordered stack",
    "not_analysed": "Not analysed: too little of the change was seen",
}


def headline(plan: SplitPlan) -> str:
    """Return what the plan says in one line; it promises no order and no parts that the plan does not have."""
    if plan.says == "independent_concerns" and any(part.depends_on for part in plan.parts):
        return "Independent concerns: review each on its own; where lines touch, the order below applies"
    if plan.says == "too_large" and not plan.parts:
        return "Too large for one sitting, and no parts were found that stand on their own"
    return _SAYS[plan.says]


def plan_text(plan: SplitPlan) -> str:
    """Return the plan as a person reads it."""
    lines = [bold(headline(plan)), f"  {_figures(plan)}", ""]
    for part in plan.parts:
        needs = f", after part {_numbers(part.depends_on)}" if part.depends_on else ""
        sittings = f", {len(part.sittings)} sittings" if part.sittings else ""
        lines.append(
            f"{bold(f'Part {part.number}')}: {for_terminal(part.title)} (+{part.added} -{part.removed}, "
            f"{part.minutes:g} min{sittings}{needs})"
        )
        lines += [f"    {for_terminal(_file(file))}" for file in part.files[:SHOWN_FILES]]
        if len(part.files) > SHOWN_FILES:
            lines.append(f"    and {len(part.files) - SHOWN_FILES} more files (`--format json` lists all)")
        for reason in part.reasons:
            lines += wrapped(reason, "  - ", "    ")
        lines.append("")
    if plan.parts:
        lines += [bold("Proof"), *(f"  checked: {for_terminal(says)}" for says in plan.proof.checked)]
        lines += [f"  not checked: {for_terminal(says)}" for says in plan.proof.unchecked]
        lines.append("")
    if plan.unseen:
        lines += [bold("Not seen"), *(f"  {for_terminal(note)}" for note in plan.unseen), ""]
    return "\n".join(lines)


def plan_markdown(plan: SplitPlan) -> str:
    """Return the plan as GitHub's Markdown; foreign text in it is inert."""
    lines = [f"# {headline(plan)}", "", f"{_figures(plan)}.", ""]
    if plan.parts:
        lines += ["| Part | Minutes | Files | Depends on | What |", "| ---: | ---: | --- | --- | --- |"]
        lines += [_row(part) for part in plan.parts]
        for part in plan.parts:
            lines += ["", f"**Part {part.number}**: {prose(part.title)}", ""]
            lines += [f"- {prose(reason)}" for reason in part.reasons]
            lines += [f"- {code(_file(file))}" for file in part.files]
        lines += ["", "## Proof", ""]
        lines += [f"- checked: {list_item(says)}" for says in plan.proof.checked]
        lines += [f"- not checked: {list_item(says)}" for says in plan.proof.unchecked]
    if plan.unseen:
        lines += ["", "## Not seen", "", *(f"- {prose(note)}" for note in plan.unseen)]
    return "\n".join(lines) + "\n"


def _row(part: SplitPart) -> str:
    names = ", ".join(cell_code(file.path) for file in part.files[:3])
    more = f" and {len(part.files) - 3} more" if len(part.files) > 3 else ""  # noqa: PLR2004 - what fits a cell
    needs = _numbers(part.depends_on) if part.depends_on else "nothing"
    return f"| {part.number} | {part.minutes:g} | {names}{more} | {needs} | {cell_prose(part.title)} |"


def _figures(plan: SplitPlan) -> str:
    tangled = "more than one concern" if plan.tangled else "one concern, as far as can be told"
    return f"{plan.minutes:g} minutes of {plan.budget_minutes}; {tangled} (score {plan.concern_score:.2f})"


def _file(file: SplitFile) -> str:
    if file.whole or not (file.added or file.removed):
        note = f" ({file.note})" if file.note else " (whole file)"
        return file.path + note
    sides = [f"+{_ranges(file.added)}"] if file.added else []
    sides += [f"-{_ranges(file.removed)}"] if file.removed else []
    return f"{file.path} {' '.join(sides)}"


def _ranges(ranges: tuple[tuple[int, int], ...]) -> str:
    shown = [f"{first}-{last}" if last != first else f"{first}" for first, last in ranges[:6]]
    return ",".join(shown) + (",…" if len(ranges) > 6 else "")  # noqa: PLR2004 - what fits a line


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
