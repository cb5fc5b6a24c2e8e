"""Issue forms: GitHub writes the answers of one into the body as `### Field`, an empty line, the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.html_comments import without_comments
from bot.triage.issue_text import MAX_CHARACTERS

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FIELD = re.compile(r"###\s+(\S.*)")
_TICK = re.compile(r"\s*[-*]\s+\[([ xX])\]\s+(.*)")
_NO_ANSWER = "_no response_"
MAX_FIELDS = 50
MAX_ANSWER = 200
"""Characters; a longer answer is text, not a choice."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A field of a form with its choices: the whole answer, and its parts where several were picked."""

    field: str
    choices: tuple[str, ...]


def read_form(body: str) -> tuple[Answer, ...]:
    """Return the answers of the form in `body`, in order, at most 50; empty for a body that no form wrote.

    Several picks of a dropdown are joined by commas, tick boxes are a list of which the ticked ones count:
    https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
    """
    answers: list[Answer] = []
    field, lines, fence = "", list[str](), ""
    for line in without_comments(body[:MAX_CHARACTERS]).splitlines():
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif heading := _FIELD.fullmatch(line):
            answers.append(Answer(field, _choices(lines)))
            field, lines = heading[1].strip(), []
            continue
        lines.append(line)
    answers.append(Answer(field, _choices(lines)))
    return tuple(answer for answer in answers if answer.field)[:MAX_FIELDS]


def _choices(lines: list[str]) -> tuple[str, ...]:
    written = [line.strip() for line in lines if line.strip()]
    ticks = [match for line in written if (match := _TICK.fullmatch(line))]
    if ticks:
        return tuple(match[2].strip() for match in ticks if match[1] != " ")
    if len(written) != 1 or len(written[0]) > MAX_ANSWER or written[0].casefold() == _NO_ANSWER:
        return ()
    parts = [part.strip() for part in written[0].split(",")]
    return tuple(dict.fromkeys(part for part in (written[0], *parts) if part))
