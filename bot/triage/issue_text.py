"""What the reporter wrote, and only that: comments, quotations and template furniture set aside, code kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.html_comments import without_comments

MAX_CHARACTERS = 65_536
"""GitHub's own limit of a body; a batch may bring more."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>")
_TICK = re.compile(r"\s*[-*+]\s+\[[ xX]\]")
_HEADING = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|\*\*[^*]*\*\*:?\s*$)")
"""A `#` line, or one that is bold from end to end: how templates write their questions."""


@dataclass(frozen=True, slots=True)
class IssueText:
    """`prose` is the reporter's own text: no headings, quotations, tick boxes or fences; `code` stood in fences."""

    title: str
    prose: str
    code: str


def read_issue_text(title: str, body: str) -> IssueText:
    """Split an issue's words by what they are; total: any text gives an answer."""
    prose: list[str] = []
    code: list[str] = []
    fence = ""
    for line in without_comments(body[:MAX_CHARACTERS]).splitlines():
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            else:
                code.append(line)
        elif mark:
            fence = mark[1]
        elif not (_QUOTE.match(line) or _TICK.match(line) or _HEADING.match(line)):
            prose.append(line)
    return IssueText(title[:MAX_CHARACTERS], "\n".join(prose), "\n".join(code))
