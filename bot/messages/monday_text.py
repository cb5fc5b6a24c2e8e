"""The Monday report for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages import monday_words as words
from bot.messages.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.facts.report import IssueRef, NumberLine, Report


def monday_text(report: Report) -> str:
    """Return the report as lines of plain text; foreign words are inert."""
    return "".join(for_terminal(line) + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield words.title(report)
    yield words.span(report)
    yield from _titled("The numbers", (part for line in report.numbers for part in _number(line)))
    yield from _titled("Feedback", _feedback(report))
    said = (
        f"{each.area or 'no area'}: {counted(len(each.issues), 'issue')} about {', '.join(each.words) or 'the same'}: "
        f"{_refs(each.issues)}"
        for each in report.said
    )
    yield from _titled("What people said", said)
    yield from _titled("Said and shipped", (_shipped_line(report, index) for index in range(len(report.shipped))))
    let_through = (
        f"{words.reference(each.pull)} by {each.by}{' (taken back)' if each.taken_back else ''}: {each.why}"
        for each in report.let_through
    )
    yield from _titled("Merged without the verdict", let_through)
    health = (
        ", ".join(f"{name} {value}" for name, value in zip(words.HEALTH_HEADER, words.health_row(row), strict=True))
        for row in report.health
    )
    yield from _titled("Routing, thirteen weeks", health)
    decisions = (
        words.decision(each).replace("`", "") + (f" {_refs(each.issues)}" if each.issues else "")
        for each in report.decisions
    )
    yield from _titled("To decide", decisions)


def _titled(name: str, lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    if every:
        yield ""
        yield name
        yield from (f"  {line}" for line in every)


def _number(line: NumberLine) -> Iterator[str]:
    moved = words.change(line)
    about = f" {line.metric}:" if line.metric else ""
    yield f"{line.owner}, {line.title}:{about} {words.number(line)}" + (f" ({moved} to last week)" if moved else "")
    details = (
        ("four weeks", words.trend(line)),
        ("goal", line.goal),
        ("guardrail", line.guardrail),
        ("why", line.says),
    )
    told = "; ".join(f"{name}: {value}" for name, value in details if value)
    if told:
        yield f"  {told}"


def _feedback(report: Report) -> Iterator[str]:
    for row in report.feedback:
        owner, *cells = words.feedback_row(row)
        told = ", ".join(f"{name} {value}" for name, value in zip(words.FEEDBACK_HEADER[1:-1], cells, strict=True))
        yield f"{owner}: {told}" + (f"; overdue: {_refs(row.overdue)}" if row.overdue else "")


def _shipped_line(report: Report, index: int) -> str:
    each = report.shipped[index]
    return f"{words.reference(each.issue)} {each.title}: closed by {words.reference(each.pull)}"


def _refs(issues: Sequence[IssueRef]) -> str:
    return ", ".join(map(words.reference, issues))
