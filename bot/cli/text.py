"""A verdict for the terminal: words and numbers in columns, bold only where a person is watching."""

import os
import shutil
import sys
import textwrap

from bot.cli.reasoning_text import reasoning_text
from bot.facts.verdict import FileReading, Finding, Place, RulePlace, Verdict
from bot.judgement.naming import counted
from bot.messages.measure import in_words
from bot.messages.terminal import for_terminal

SHOWN_FILES = 10


def verdict_text(verdict: Verdict) -> str:
    """Return the verdict as a person reads it: band, numbers, reasons, checklist, what was set aside."""
    lines = [*_head(verdict), ""]
    for number, finding in enumerate(verdict.findings, 1):
        lines += [*_finding(number, finding), ""]
    if verdict.checklist:
        lines.append(bold("To look at in this change"))
        for item in verdict.checklist:
            where = f"  ({_place(item.place)})" if item.place else ""
            lines += wrapped(item.says + where, "  - ", "    ")
        lines.append("")
    lines += _set_aside([file for file in verdict.files if file.counts == "set_aside"])
    if verdict.unseen:
        lines += [bold("Not seen"), *(f"  {for_terminal(note)}" for note in verdict.unseen), ""]
    lines += wrapped(f"Rules {verdict.rules_revision}. `onesitting explain` shows the rules that did not fire.", "", "")
    return "\n".join(lines) + "\n"


def explanation_text(verdict: Verdict) -> str:
    """Return every rule that was looked at and every file, after the numbers."""
    ordinary = _settings(verdict) if verdict.settings.name != "agent_authored" else []
    lines = [*_head(verdict), *ordinary, "", bold("Rules")]
    for signal in verdict.signals:
        state = "fired" if signal.fired else "quiet" if signal.evaluated else "not evaluated"
        figures = [
            f"{name} {figure}" for name, figure in (("value", signal.value), ("limit", signal.limit)) if figure != ""
        ]
        measured = ", ".join((state, *figures, f"mode {signal.mode}"))
        lines.append(f"  {signal.rule}: {measured}{_rule(signal.place)}")
        lines += wrapped(signal.why, "    ", "    ")
    lines += ["", bold("Authorship")]
    lines += [f"  {_sign_text(sign.channel, sign.signal, sign.forgeable)}" for sign in verdict.authorship.evidence]
    lines += [] if verdict.authorship.evidence else ["  no evidence; that means unknown, not human"]
    lines += ["", bold("Scope"), *_scope(verdict), "", bold("Files")]
    for file in verdict.files:
        pile = file.counts.replace("_", " ")
        counts = f"+{file.added} -{file.removed}, {pile}, {file.minutes:.1f} min"
        lines.append(f"  {for_terminal(file.path)}: {counts}: {for_terminal(file.reason)}")
    for finding in verdict.findings:
        lines += ["", *_finding(0, finding)]
    return "\n".join(lines) + "\n"


def _head(verdict: Verdict) -> list[str]:
    effort = verdict.effort
    band = {
        "fits_one_sitting": "Fits one sitting",
        "needs_sittings": f"Needs {effort.sittings} sittings",
        "not_analysed": "Not analysed",
    }[verdict.band]
    if verdict.band == "not_analysed":
        return [bold(band)]
    counts = effort.lines
    lines = [
        f"{bold(band)}: {effort.minutes:g} minutes of {effort.budget_minutes}",
        f"  {counted(counts.to_review, 'line')} to review, {counts.tests:,} in tests, {counts.set_aside:,} set aside",
    ]
    if effort.contributions:
        parts = "; ".join(f"{part.what} {part.minutes:g} min" for part in effort.contributions)
        lines += wrapped(f"most of it: {parts}", "  ", "    ")
    author = verdict.authorship
    who = " ".join(part for part in (author.agent, author.model and f"({author.model})") if part)
    said = author.outcome.replace("_", " ") + (f", {who}, {author.confidence} confidence" if who else "")
    moves = "does not move" if verdict.settings.name != "agent_authored" else "chose the limits of"
    lines += wrapped(f"authorship: {said} ({moves} the verdict)", "  ", "    ")
    lines += _settings(verdict) if verdict.settings.name == "agent_authored" else []
    lines += wrapped(reasoning_text(verdict.reasoning), "  ", "    ") if verdict.reasoning else []
    areas = ", ".join(f"{area.id} ({area.owner})" for area in verdict.areas)
    return lines + (wrapped(f"areas: {areas}", "  ", "    ") if areas else [])


def _settings(verdict: Verdict) -> list[str]:
    settings = verdict.settings
    return (
        wrapped(f"limits: {settings.name}{_rule(settings.place)}: {settings.why}", "  ", "    ") if settings.why else []
    )


def _scope(verdict: Verdict) -> list[str]:
    scope = verdict.scope
    figures = f"{counted(len(scope.packages), 'package')}, {counted(len(scope.layers), 'layer')} to read"
    names = ", ".join((*scope.packages, *scope.layers))
    riders = "; ".join(_place(place) for place in scope.riders)
    lines = wrapped(f"{figures}: {names}" if names else figures, "  ", "    ")
    return lines + (wrapped(f"small, with no tie to the rest: {riders}", "  ", "    ") if riders else [])


def _finding(number: int, finding: Finding) -> list[str]:
    must = "to act on" if finding.level == "act" else "worth knowing"
    title = f"{number}. {finding.rule}" if number else finding.rule
    lines = [f"{bold(title)} ({must}): {for_terminal(in_words(finding))}{_rule(finding.place)}"]
    lines += wrapped(finding.says, "   ", "   ")
    lines += [f"   at {_place(place)}" for place in finding.evidence[:5]]
    lines += [f"   and {len(finding.evidence) - 5} more places"] if len(finding.evidence) > 5 else []  # noqa: PLR2004
    return lines + (wrapped(f"Clears it: {finding.fix}", "   ", "   ") if finding.fix else [])


def _set_aside(files: list[FileReading]) -> list[str]:
    if not files:
        return []
    lines = [bold("Set aside, with the reason")]
    lines += [
        f"  {for_terminal(file.path)} ({file.added + file.removed:,} lines): {for_terminal(file.reason)}"
        for file in files[:SHOWN_FILES]
    ]
    if len(files) > SHOWN_FILES:
        lines.append(f"  and {len(files) - SHOWN_FILES} more (`--format json` lists all)")
    return [*lines, ""]


def _place(place: Place) -> str:
    note = f" {for_terminal(place.note)}" if place.note else ""
    if place.lines is None:
        return for_terminal(place.path) + note
    first, last = place.lines
    old = " (old file)" if place.side == "old" else ""
    return f"{for_terminal(place.path)}:{first}" + (f"-{last}" if last != first else "") + old + note


def _rule(place: RulePlace | None) -> str:
    return f" [{for_terminal(place.file)}:{place.line}]" if place else ""


def _sign_text(channel: str, signal: str, forgeable: bool) -> str:  # noqa: FBT001 - three columns of one row
    proof = "anybody could have written it" if forgeable else "cannot be forged"
    return f"{channel.replace('_', ' ')}: {for_terminal(signal)} ({proof})"


def wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return text in lines as wide as the terminal, the first and the others each with their own indent."""
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 110))
    return textwrap.wrap(
        for_terminal(text), width, initial_indent=first, subsequent_indent=rest, break_long_words=False
    )


def bold(text: str) -> str:
    """Return text bold where a person is watching, plain elsewhere."""
    plain = os.environ.get("NO_COLOR") or not sys.stdout.isatty()
    return text if plain else f"\x1b[1m{text}\x1b[0m"
