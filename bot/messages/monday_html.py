"""The Monday report as one HTML page that needs nothing beside it: no script, no font, no address but its links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages import monday_words as words
from bot.messages.links import issue_url
from bot.messages.visible import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.report import IssueRef, NumberLine, Report

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { font-weight: 600; }
svg { display: block; height: 1.5rem; width: 5rem; }
polyline { fill: none; stroke: currentColor; stroke-linecap: round; stroke-width: 2; }
"""
_WIDE, _HIGH, _EDGE = 100, 30, 3


def monday_html(report: Report, web: str) -> str:
    """Return the page."""
    parts = (
        f"<h1>{_text(words.title(report))}</h1>\n<p>{_text(words.span(report))}</p>\n",
        _section("The numbers", _numbers(report.numbers)),
        _section("Feedback", _feedback(report, web)),
        _section("What people said", _list(_said(report, web))),
        _section("Said and shipped", _list(_shipped(report, web))),
        _section("Merged without the verdict", _list(_let_through(report, web))),
        _section("Routing", _health(report)),
        _section("To decide", _list(_decisions(report, web))),
    )
    head = f'<meta charset="utf-8">\n<title>{_text(words.title(report))}</title>\n<style>\n{_STYLE}</style>\n'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}</head>\n<body>\n{"".join(parts)}</body>\n</html>\n'


def _numbers(lines: Sequence[NumberLine]) -> str:
    rows = []
    for line in lines:
        cells = _cells(words.number_row(line))
        rows.append((*cells[:5], f"{_sparkline(line)}{cells[5]}", *cells[6:]))
    return _table(words.NUMBER_HEADER, rows)


def _sparkline(line: NumberLine) -> str:
    """Return a small drawing of the weeks; whoever cannot see it has the same figures beside it.

    A week without a number is a gap: a line across it would tell a number that nobody reported.
    """
    known = [value for value in line.trend if value is not None]
    if len(known) < 2 or not line.metric:  # noqa: PLR2004 - one point is no line
        return ""
    low, high = min(known), max(known)
    step = (_WIDE - 2 * _EDGE) / (len(line.trend) - 1)
    room = _HIGH - 2 * _EDGE
    runs: list[list[str]] = [[]]
    for index, value in enumerate(line.trend):
        if value is None:
            runs.append([])
            continue
        share = (value - low) / (high - low) if high > low else 0.5
        runs[-1].append(f"{_EDGE + step * index:.0f},{_HIGH - _EDGE - room * share:.0f}")
    # A line from a point to itself is a dot: its ends are round.
    drawn = "".join(f'<polyline points="{" ".join(run if run[1:] else run * 2)}"/>' for run in runs if run)
    return f'<svg viewBox="0 0 {_WIDE} {_HIGH}" aria-hidden="true">{drawn}</svg>'


def _feedback(report: Report, web: str) -> str:
    rows = [(*_cells(words.feedback_row(row)), _links(row.overdue, web) or "none") for row in report.feedback]
    return _table(words.FEEDBACK_HEADER, rows)


def _health(report: Report) -> str:
    if not report.health:
        return ""
    rows = (_cells(words.health_row(row)) for row in report.health)
    return f"<p>{_text(words.HEALTH_SAYS)}</p>\n{_table(words.HEALTH_HEADER, rows)}"


def _said(report: Report, web: str) -> Iterable[str]:
    for each in report.said:
        about = _text(", ".join(each.words)) or "the same"
        many = counted(len(each.issues), "issue")
        yield f"{_text(each.area or 'no area')}: {many} about {about}: {_links(each.issues, web)}"


def _shipped(report: Report, web: str) -> Iterable[str]:
    for each in report.shipped:
        yield f"{_link(each.issue, web)} {_text(each.title)}: closed by {_link(each.pull, web)}"


def _let_through(report: Report, web: str) -> Iterable[str]:
    for each in report.let_through:
        ended = " (taken back)" if each.taken_back else ""
        yield f"{_link(each.pull, web)} by {_text(each.by)}{ended}: {_text(each.why)}"


def _decisions(report: Report, web: str) -> Iterable[str]:
    for each in report.decisions:
        yield f"{_text(words.decision(each).replace('`', ''))} {_links(each.issues, web)}".rstrip()


def _section(name: str, body: str) -> str:
    return f"<h2>{name}</h2>\n{body}" if body else ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    every = list(rows)
    if not every:
        return ""
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in every)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _list(items: Iterable[str]) -> str:
    every = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ul>\n{every}</ul>\n" if every else ""


def _links(issues: Iterable[IssueRef], web: str) -> str:
    return ", ".join(_link(each, web) for each in issues)


def _link(ref: IssueRef, web: str) -> str:
    url = issue_url(web, ref.full_name, ref.number)
    text = _text(words.reference(ref))
    return f'<a href="{escape(url)}">{text}</a>' if url else text


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_text, row))


def _text(text: str) -> str:
    """Return foreign words as inert HTML on one line, with what cannot be seen shown."""
    return escape(one_line(shorten(text, 1_000)))
