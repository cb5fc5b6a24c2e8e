"""The name of a question at its lines: a tick belongs to the text somebody looked at, not to a line number."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.change import FileChange
    from bot.facts.verdict import ChecklistItem, Place

DIGITS = 16


def item_id(item: ChecklistItem, file: FileChange | None) -> str:
    """Return 16 hexadecimal digits that are the same for the same rule, question, path and lines.

    Lines that only moved up or down keep the name. A question about a whole file is about all its changed lines.
    """
    about = [item.rule, item.says]
    if item.place is not None:
        about += [item.place.path, item.place.side]
        about += _lines(item.place, file) if file is not None else ()
    return sha256("\0".join(about).encode(errors="replace")).hexdigest()[:DIGITS]


def _lines(place: Place, file: FileChange) -> Iterator[str]:
    first, last = place.lines or (0, 0)
    for line in (line for hunk in file.hunks for line in hunk.lines):
        number = line.new if place.side == "new" else line.old
        if place.lines is None and line.sign != " ":
            yield line.sign + line.text
        elif place.lines is not None and number is not None and first <= number <= last:
            yield line.text
