"""What is open at the end of some lines: brackets, and strings of many lines, as far as most languages write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.splitting.words import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|`[^`]*`|"""|\'\'\'|'  # of many lines, closed or not
    r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|\'[^\'\\\n]*+(?:\\.[^\'\\\n]*+)*+\'|//.*|(?:^|(?<=\s))#.*|/\*.*?\*/',
    re.MULTILINE,
)
"""Strings and comments. A backslash ends no raw string of Go, so it counts for nothing between backticks."""
_OPEN = frozenset(['"""', "'''"])


def depth(lines: Sequence[str]) -> tuple[int, int, int, int]:
    """Return how many more round, square and curly brackets lines open than close, and how many strings stay open.

    What stands in strings and comments does not count.
    """
    text = _QUIET.sub(lambda found: found[0] if found[0] in _OPEN else "", _joined(lines))
    round_, square, curly = (text.count(opens) - text.count(closes) for opens, closes in ("()", "[]", "{}"))
    return round_, square, curly, sum(map(text.count, (*_OPEN, "`")))


def within_strings(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines (from 0) begin inside a string that an earlier line began."""
    text = _joined(lines)
    inside: set[int] = set()
    at = begun = 0
    for found in _QUIET.finditer(text):
        at += text.count("\n", begun, found.start())
        begun = found.end()
        ends = at + found[0].count("\n")
        inside.update(range(at + 1, ends + 1))
        at = ends
    return frozenset(inside)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line[:MAX_LINE] for line in lines)
