"""What would be written on GitHub, for the terminal: one line each, with the words below it."""

from bot.effects.kinds import (
    AddAssignees,
    AddLabels,
    CloseDuplicate,
    CloseIssue,
    CreateCheckRun,
    CreateComment,
    CreateIssue,
    EditComment,
    EditIssue,
    Effect,
    MinimizeComment,
    React,
    RemoveAssignees,
    RemoveLabels,
    UnminimizeComment,
    UpdateCheckRun,
)
from bot.messages.terminal import block_for_terminal, for_terminal


def planned_text(effects: tuple[Effect, ...], why_nothing: str) -> str:
    """Return the effects in words; where there are none, the reason."""
    if not effects:
        return f"Would write nothing: {for_terminal(why_nothing)}.\n"
    lines = ["Would write:"]
    for effect in effects:
        what, words = _said(effect)
        lines.append(f"  - {for_terminal(what)}")
        lines += [f"      {line}".rstrip() for line in block_for_terminal(words).splitlines()]
    return "\n".join(lines) + "\n"


def _said(effect: Effect) -> tuple[str, str]:  # noqa: C901, PLR0911 - one return a kind of effect
    match effect:
        case CreateCheckRun() | UpdateCheckRun():
            verb = "create" if isinstance(effect, CreateCheckRun) else "rewrite"
            check = effect.check
            return f"{verb} the check run {check.name} ({check.conclusion}): {check.title}", check.summary
        case CreateComment() | EditComment():
            verb = "post a comment" if isinstance(effect, CreateComment) else "edit the comment"
            return f"{verb} ({len(effect.body):,} characters)", effect.body
        case CreateIssue() | EditIssue():
            verb = "open an issue" if isinstance(effect, CreateIssue) else "edit the issue"
            return f"{verb} ({len(effect.body):,} characters)", effect.body
        case MinimizeComment():
            return f"fold the comment away as {effect.reason}", ""
        case AddLabels():
            return "label: " + ", ".join(effect.labels), ""
        case AddAssignees():
            return "assign: " + ", ".join(effect.assignees), ""
        case RemoveLabels():
            return "take the label off: " + ", ".join(effect.labels), ""
        case RemoveAssignees():
            return "unassign: " + ", ".join(effect.assignees), ""
        case CloseDuplicate():
            return "close it as a duplicate", ""
        case CloseIssue():
            return f"close our issue #{effect.target.number}", ""
        case UnminimizeComment():
            return "show the comment again", ""
        case React():
            return f"react with {effect.content}", ""
