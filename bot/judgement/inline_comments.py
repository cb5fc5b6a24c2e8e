"""Comments that a change adds beside a hotspot: a reason in the code is as good as one in the description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def comments_near(hotspot: Hotspot, files: Mapping[str, FileChange]) -> tuple[str, ...]:
    """Return the added comments beside the hotspot's places; `files` by path."""
    out = []
    for place in hotspot.places:
        if place.lines is None or place.side == "old" or place.path not in files:
            continue
        first, last = place.lines[0] - ABOVE, place.lines[1] + BELOW
        for hunk in files[place.path].hunks:
            if hunk.new_start > last or hunk.new_start + hunk.new_lines < first:
                continue
            near = (line.text for line in hunk.lines if line.sign == "+" and line.new and first <= line.new <= last)
            out += [comment for text in near if (comment := comment_of(text))]
    return tuple(out)


def comment_of(line: str) -> str:
    """Return the comment of a line that may hold a reason; empty where there is none, or only a directive."""
    match = _COMMENT.search(line)
    if match is None or _DIRECTIVE.match(match[1]) or len(_WORD.findall(match[1])) < LEAST_WORDS:
        return ""
    return match[1]
