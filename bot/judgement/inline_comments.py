"""Comments that a change adds beside a hotspot: a reason in the code is as good as one in the description."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.judgement.hotspots import Hotspot

ABOVE, BELOW = 3, 1
"""Lines above and below the place in which a comment counts."""

LEAST_WORDS = 4
"""Fewer words are a label and not a reason."""

_COMMENT = re.compile(r"(?:^\s*\*|(?:^|\s)(?:#|//|--|/\*+|<!--|;))\s*([^\s].*)$")
_DIRECTIVE = re.compile(
    r"(?i)^(noqa|type:|eslint|pylint|pragma|@ts-|nosec|prettier|biome|mypy|todo\b|fixme\b|!|region\b)"
)
_WORD = re.compile(r"[A-Za-z]{2,}")


class InlineComments:
    """The comments that a change adds, found once for each file that has a hotspot."""

    def __init__(self, files: Iterable[FileChange]) -> None:
        """Take the files; a path stands once."""
        self._files = {file.path: file for file in files}
        self._read: dict[str, tuple[tuple[int, str], ...]] = {}

    def near(self, hotspot: Hotspot) -> tuple[str, ...]:
        """Return the comments beside the hotspot's places."""
        out: list[str] = []
        for place in hotspot.places:
            if place.lines is not None and place.side == "new":
                comments = self._of(place.path)
                first, last = place.lines[0] - ABOVE, place.lines[1] + BELOW
                begin, end = bisect_left(comments, (first, "")), bisect_left(comments, (last + 1, ""))
                out += [comment for _, comment in comments[begin:end]]
        return tuple(out)

    def _of(self, path: str) -> tuple[tuple[int, str], ...]:
        """Return the added comments of a file with their lines, in order."""
        if path not in self._read:
            hunks = self._files[path].hunks if path in self._files else ()
            added = ((line.new, line.text) for hunk in hunks for line in hunk.lines if line.sign == "+" and line.new)
            found = ((number, comment_of(text)) for number, text in added)
            self._read[path] = tuple(sorted((number, comment) for number, comment in found if comment))
        return self._read[path]


def comment_of(line: str) -> str:
    """Return the comment of a line that may hold a reason; empty where there is none, or only a directive."""
    match = _COMMENT.search(line)
    if match is None or _DIRECTIVE.match(match[1]) or len(_WORD.findall(match[1])) < LEAST_WORDS:
        return ""
    return match[1]
