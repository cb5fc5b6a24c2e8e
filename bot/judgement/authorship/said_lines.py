"""The lines of a description as people say things in them: headings, ticked boxes, a word with a colon, prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.policy.line_patterns import LinePattern

MOST_LINES = 2_000  # of a description; what stands further down was not meant to be found
LONGEST_LINE = 600
MARKS = " \t#>*_-+`~|:.\u2013\u2014"  # with en dash and em dash
HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+(.*)")
BOLD = re.compile(r"[ \t>]*(?:\*\*|__)([^*_]{1,80})(?:\*\*|__)[ \t]*:?[ \t-]*")
BOX = re.compile(r"[ \t>]*[-*+][ \t]+\[([ xX])\][ \t]*(.*)")
_INLINE = re.compile(r"([^:\u2013\u2014]{2,60}?)[*_ \t]*(?::|\s[-\u2013\u2014]\s)[*_ \t:-]*(.*)")


def lines_of(text: str) -> list[str]:
    """Return the lines that are read, each cut to a bounded length."""
    return [line[:LONGEST_LINE] for line in text.split("\n", MOST_LINES)[:MOST_LINES]]


def is_title(line: str) -> bool:
    """Return whether the line is a heading, or one word in bold that stands for a heading."""
    return HEADING.fullmatch(line) is not None or BOLD.fullmatch(line) is not None


def words_of(text: str) -> str:
    """Return a line's words without the marks of Markdown around them."""
    return text.replace("**", "").strip(MARKS)


def opens(line: str, headings: tuple[LinePattern, ...]) -> tuple[bool, str]:
    """Return whether the line opens a section of one of these headings, and what it says behind its colon."""
    words = line.strip(MARKS + "?")
    if not words:
        return False, ""
    if matches_any(words, headings):
        return True, ""
    inline = _INLINE.fullmatch(words)
    if inline is not None and matches_any(inline[1].strip(MARKS + "?"), headings):
        return True, inline[2]
    return False, ""


def matches_any(words: str, patterns: Iterable[LinePattern]) -> bool:
    """Return whether one of the patterns matches the whole line."""
    return any(pattern.fullmatch(words) for pattern in patterns)
