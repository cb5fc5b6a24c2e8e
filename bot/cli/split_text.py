"""A split plan for the terminal, and as Markdown: parts, minutes, files, order, reasons, proof."""

from bot.cli.text import bold, wrapped
from bot.facts.split import SplitFile, SplitGroup, SplitPlan
from bot.judgement.naming import counted
from bot.messages.markdown import code, prose
from bot.messages.split_plan import headline, plan_body, remark
from bot.messages.terminal import for_terminal

SHOWN_FILES = 8


def plan_text(plan: SplitPlan) -> str:
    """Return the plan as a person reads it."""
    lines = [bold(headline(plan)), f"  {_figures(plan)}", *wrapped(remark(plan), "  ", "  "), ""]
    for part in plan.parts:
        needs = f", after part {_numbers(part.depends_on)}" if part.depends_on else ""
        sittings = f", {len(part.sittings)} sittings" if part.sittings else ""
        lines.append(
            f"{bold(f'Part {part.number}')}: {for_terminal(part.title)} (+{part.added} -{part.removed}, "
            f"{part.minutes:g} min{sittings}{needs})"
        )
        lines += [f"    {for_terminal(_file(file))}" for file in part.files[:SHOWN_FILES]]
        if len(part.files) > SHOWN_FILES:
            more = len(part.files) - SHOWN_FILES
            lines.append(f"    and {counted(more, 'more file')} (`--format json` lists all)")
        for number, sitting in enumerate(part.sittings, 1):
            lines += wrapped(f"sitting {number}: {_named(sitting)}", "    ", "      ")
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
    """Return the plan as GitHub's Markdown, in the words of the server; foreign text in it is inert."""
    lines = [f"# {headline(plan)}", "", f"{_figures(plan)}.", "", plan_body(plan).partition("\n\n")[2]]
    for part in plan.parts:
        lines += [f"**Part {part.number}**: {prose(part.title)}", ""]
        for number, sitting in enumerate(part.sittings or (SplitGroup(part.files),), 1):
            lines += [f"Sitting {number}:", ""] if part.sittings else []
            lines += [*(f"- {code(_file(file))}" for file in sitting.files), ""]
    return "\n".join(lines)


def _figures(plan: SplitPlan) -> str:
    tangled = "more than one concern" if plan.tangled else "one concern, as far as can be told"
    return f"{plan.minutes:g} minutes of {plan.budget_minutes}; {tangled} (score {plan.concern_score:.2f})"


def _named(sitting: SplitGroup) -> str:
    """Return the files of a sitting; their lines are in the other formats."""
    more = len(sitting.files) - SHOWN_FILES
    names = ", ".join(file.path for file in sitting.files[:SHOWN_FILES])
    return f"{names} and {more} more" if more > 0 else names


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
