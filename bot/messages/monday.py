"""The Monday report as one issue on GitHub: tables first, plots and details behind folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages import monday_words as words
from bot.messages.fold import fold, table
from bot.messages.links import quiet_issue_url
from bot.messages.markdown import cell, cell_code, code, link_text, paragraph, prose
from bot.messages.marker import MONDAY, opening
from bot.messages.trend_plot import trend_plot
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.report import Cluster, IssueRef, NumberLine, OwnerFeedback, Report, Shipped

MOST_LINKS, MOST_CLUSTERS, MOST_PLOTS, MOST_CELL = 10, 10, 12, 200
MOST_BODY = 60_000
"""GitHub takes 65,536 characters of an issue."""


def say_monday(report: Report, web: str) -> tuple[str, str]:
    """Return title and body of the report's issue. `web` is where people read this GitHub.

    People are named and not mentioned: a report calls nobody. Links go through an address that leaves no trace on the
    issues that they lead to.
    """
    body = opening(MONDAY, report.week.name.lower().replace("-", "")) + markdown(report, web)
    return shorten(words.title(report), 250), body


def markdown(report: Report, web: str) -> str:
    """Return the report in Markdown; sections that have nothing to say are left out."""
    parts = [
        words.span(report) + "\n",
        _numbers(report.numbers),
        _feedback(report.feedback, web),
        _said(report, web),
        _shipped(report.shipped, web),
        _let_through(report, web),
        _health(report),
        _decisions(report, web),
        _plots(report.numbers),
    ]
    text = ""
    for part in filter(None, parts):
        if len(text) + len(part) > MOST_BODY:
            return text + "\nThe rest is too long for an issue: `onesitting report` prints it whole.\n"
        text += ("\n" if text else "") + part
    return text


def _numbers(lines: Sequence[NumberLine]) -> str:
    if not lines:
        return "## The numbers\n\nNo ownership map names an area yet.\n"
    rows = []
    for line in lines:
        owner, *rest = words.number_row(line)
        rows.append((cell_code(shorten(owner, 60)), *(cell(shorten(each, MOST_CELL)) for each in rest)))
    return "## The numbers\n\n" + table(words.NUMBER_HEADER, rows, frozenset({3, 4}))


def _feedback(rows: Sequence[OwnerFeedback], web: str) -> str:
    if not rows:
        return ""
    shown = []
    for row in rows:
        owner, *rest = words.feedback_row(row)
        shown.append((cell_code(owner), *rest, _links(row.overdue, web) or "none"))
    return "## Feedback\n\n" + table(words.FEEDBACK_HEADER, shown, frozenset({1, 2, 3, 4}))


def _said(report: Report, web: str) -> str:
    if not report.said:
        return ""
    items = [_cluster(each, web) for each in report.said[:MOST_CLUSTERS]]
    if (left := len(report.said) - MOST_CLUSTERS) > 0:
        items.append(f"- {counted(left, 'smaller group')} more.\n")
    if report.alone:
        items.append(f"- {counted(report.alone, 'more issue')}, each about something else.\n")
    return "## What people said\n\n" + "".join(items)


def _cluster(each: Cluster, web: str) -> str:
    about = ", ".join(code(shorten(word, 40)) for word in each.words) or "the same"
    area = f"{code(shorten(each.area, 80))}: " if each.area else "no area: "
    return f"- {area}{counted(len(each.issues), 'issue')} about {about}: {_links(each.issues, web)}\n"


def _shipped(shipped: Sequence[Shipped], web: str) -> str:
    if not shipped:
        return ""
    items = (
        f"- {_link(each.issue, web)} {paragraph(shorten(each.title, 120))}: closed by {_link(each.pull, web)}\n"
        for each in shipped
    )
    return "## Said and shipped\n\n" + "".join(items)


def _let_through(report: Report, web: str) -> str:
    if not report.let_through:
        return ""
    items = []
    for each in report.let_through:
        ended = " (taken back)" if each.taken_back else ""
        why = prose(f"{shorten(each.why, 300)}")
        items.append(f"- {_link(each.pull, web)} by {code(shorten(each.by, 60))}{ended}: {why}\n")
    return "## Merged without the verdict\n\n" + "".join(items)


def _health(report: Report) -> str:
    if not report.health:
        return ""
    rows = [(cell_code(row.area), *words.health_row(row)[1:]) for row in report.health]
    return f"## Routing\n\n{words.HEALTH_SAYS}\n\n{table(words.HEALTH_HEADER, rows)}"


def _decisions(report: Report, web: str) -> str:
    if not report.decisions:
        return ""
    items = []
    for each in report.decisions:
        where = f" {_links(each.issues, web)}" if each.issues else ""
        items.append(f"- {prose(words.decision(each))}{where}\n")
    return "## To decide\n\n" + "".join(items)


def _plots(lines: Sequence[NumberLine]) -> str:
    plots = [plot for plot in map(trend_plot, lines) if plot]
    if not plots:
        return ""
    shown = plots[:MOST_PLOTS]
    body = "The axes do not begin at zero; the figures stand in the table above.\n\n" + "\n".join(shown)
    return fold(f"Four weeks as plots: {counted(len(shown), 'number')}", body)


def _links(issues: Iterable[IssueRef], web: str) -> str:
    every = list(issues)
    shown = ", ".join(_link(each, web) for each in every[:MOST_LINKS])
    return shown + (f" and {len(every) - MOST_LINKS} more" if len(every) > MOST_LINKS else "")


def _link(ref: IssueRef, web: str) -> str:
    url = quiet_issue_url(web, ref.full_name, ref.number)
    text = link_text(words.reference(ref))
    return f"[{text}]({url})" if url else text
