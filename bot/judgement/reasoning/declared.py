"""What a description declares: who answers review, what a person read, what a person ran. Quoted, never believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.verdict import ReasoningLog
from bot.judgement.authorship.said_lines import BOX, is_title, lines_of, opens, words_of
from bot.judgement.authorship.sign import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.policy.line_patterns import LinePattern
    from bot.policy.reasoning import Declaration, Declarations

MOST = 3
"""Declarations of one thing that are quoted."""

SECTION_LINES = 8
"""A section's first words are its answer; what stands further down belongs to something else."""

_ADDRESS = re.compile(r"([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TAG = re.compile(r"<[^<>]{1,80}>")


def declared(body: str, messages: Sequence[str], asked: Declaration, *, by_person: bool) -> tuple[str, ...]:
    """Return the words that declare it, as they are written; `by_person` says whether "I" is a person's word."""
    headings = asked.headings + (asked.own_headings if by_person else ())
    lines = asked.lines + (asked.own_lines if by_person else ())
    found = [*_in_body(body, headings, lines)]
    found += [said for message in messages for line in lines_of(message) for said in _said(words_of(line), asked.lines)]
    return tuple(dict.fromkeys(shortened(unaddressed(words)) for words in found))[:MOST]


def unaddressed(words: str) -> str:
    """Return words in which who it is stays readable, and nobody's mail address is published once more."""
    return _ADDRESS.sub(r"\1@…", words)


def prompt_in(text: str, asked: Declarations) -> Iterator[ReasoningLog]:
    """Yield the plan or prompt that stands in the text itself, below a heading or a fold's summary of its own."""
    lines = lines_of(text)
    for number, line in enumerate(lines):
        heading = words_of(_TAG.sub("", line))
        titled = is_title(line) or "<summary>" in line
        if titled and heading and any(each.fullmatch(heading) for each in asked.prompts) and _goes_on(lines, number):
            yield ReasoningLog("description", "", shortened(heading))
            return


def _goes_on(lines: list[str], number: int) -> bool:
    """Return whether there are words below this line, before the next heading."""
    for line in lines[number + 1 : number + 1 + SECTION_LINES]:
        if is_title(line):
            return False
        if words_of(_TAG.sub("", line)):
            return True
    return False


def _in_body(body: str, headings: tuple[LinePattern, ...], patterns: tuple[LinePattern, ...]) -> Iterator[str]:
    section = 0  # lines left in which the answer to a heading is looked for
    for line in lines_of(body):
        opened, said = opens(line, headings)
        section = SECTION_LINES if opened else 0 if is_title(line) else max(section - 1, 0)
        box = BOX.fullmatch(line)
        if box is not None and box[1] == " ":
            continue
        words = words_of(said if opened else box[2] if box is not None else line)
        if not words:
            continue
        if section:
            section = 0
            yield words
        else:
            yield from _said(words, patterns)


def _said(words: str, patterns: Iterable[LinePattern]) -> Iterator[str]:
    for pattern in patterns:
        if words and (found := pattern.fullmatch(words)) is not None:
            yield found.groupdict().get("said") or words
            return
