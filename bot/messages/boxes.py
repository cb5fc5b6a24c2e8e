"""The boxes of the checklist in our comment: made here, ticked by people, read back and kept when we edit.

Whether a box is ticked stands in the comment alone, as a person left it. Behind each box a hidden mark names its
question; foreign text never stands between the two, so that it can make no box of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_KEPT = 60
"""Ticks of questions that are not shown: what is kept of them has to fit above the limit of a body."""

_BOX = re.compile(r"^- \[([ xX])\] <!-- onesitting:item ([0-9a-f]{16}) -->", re.MULTILINE)
_KEPT = re.compile(r"^<!-- onesitting:ticked((?: [0-9a-f]{16})+) -->\r?$")
_HIDDEN_LINES = 2
"""The marker and the state (bot.messages.marker) come first."""


def box(item: str) -> str:
    """Return an open box with the hidden name of its question; its words go behind it."""
    return f"- [ ] <!-- onesitting:item {item} -->"


def boxes(body: str) -> dict[str, bool]:
    """Return which questions have a box in a comment of ours, and whether it is ticked; of two the first one counts."""
    found: dict[str, bool] = {}
    for mark, item in _BOX.findall(body):
        found.setdefault(item, mark != " ")
    return found


def ticked(body: str) -> frozenset[str]:
    """Return the questions that are ticked, those included that have no box at the moment (see `keep_ticks`)."""
    shown = boxes(body)
    third = body.split("\n", _HIDDEN_LINES + 1)[_HIDDEN_LINES : _HIDDEN_LINES + 1]
    kept = _KEPT.match(third[0]) if third else None
    hidden = frozenset(kept[1].split()) if kept else frozenset[str]()
    return frozenset(item for item, is_ticked in shown.items() if is_ticked) | (hidden - shown.keys())


def keep_ticks(body: str, items: Collection[str]) -> str:
    """Return the body of a comment with the boxes of `items` ticked, and no other.

    Those that have no box in it (a comment that says farewell or was cut, a question that is not asked at the moment)
    are named in a hidden line, so that the same question about the same lines comes back as it was left.
    """
    words = _BOX.sub(lambda found: f"- [{'x' if found[2] in items else ' '}]{found[0][5:]}", body)
    rest = sorted(set(items) - boxes(body).keys())[:MOST_KEPT]
    if not rest:
        return words
    lines = words.split("\n", _HIDDEN_LINES)
    return "\n".join((*lines[:_HIDDEN_LINES], f"<!-- onesitting:ticked {' '.join(rest)} -->", *lines[_HIDDEN_LINES:]))
