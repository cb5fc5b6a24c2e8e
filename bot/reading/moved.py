"""Blocks of lines that were removed in one place and added in another, indented anew or not."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.marks import MarkedFile

MOVED_BLOCK = 5
"""Lines that must stand together, unchanged, to count as a move: shorter blocks are alike by chance."""

MOVED_LETTERS = 20
"""Letters and digits a block must have: git's own bound for `--color-moved=blocks`; five closing braces are no move."""

_CANDIDATES = 8
"""Places that are compared for the longest block: the bound keeps the time linear where one block was pasted often."""

_END = "\n"
"""Stands where a block ends; no line has it."""

_DEPTHS = 32
"""Different indentations within one block that are kept apart."""


def mark_moved(files: Sequence[MarkedFile]) -> None:
    """Mark what moved, within a file or across files; each line moves once. The order of the files decides ties."""
    removed, added = _Side(files, "-"), _Side(files, "+")
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(removed.texts) - MOVED_BLOCK + 1):
        if _END not in (shingle := tuple(removed.texts[at : at + MOVED_BLOCK])):
            places.setdefault(shingle, []).append(at)
    for found in places.values():
        found.reverse()  # the earliest place is the last, where it is taken away at no cost
    at = 0
    while at < len(added.texts):
        here = places.get(tuple(added.texts[at : at + MOVED_BLOCK]), [])
        while here and removed.is_taken(here[-1]):
            here.pop()
        best, length = 0, 0
        for start in islice(reversed(here), _CANDIDATES):
            if (reach := _reach(removed, start, added, at)) > length:
                best, length = start, reach
        if length >= MOVED_BLOCK and added.letters(at, length) >= MOVED_LETTERS:
            removed.take(best, length)
            added.take(at, length)
            at += length
        else:
            at += max(1, length - MOVED_BLOCK + 1)


class _Side:
    """All removed (or all added) lines one after the other; what does not stand together has an end between."""

    def __init__(self, files: Sequence[MarkedFile], sign: str) -> None:
        self.texts: list[str] = []
        self.depths: list[int] = []
        self._places: list[tuple[MarkedFile, int] | None] = []
        self._taken: set[int] = set()
        for file in files:
            for run in file.runs:
                self._add(file, run, sign)

    def _add(self, file: MarkedFile, run: range, sign: str) -> None:
        # Blank lines belong to a moved block although they are marked as white space already.
        lines = file.lines
        here = [at for at in run if lines[at].sign == sign and (file.kinds[at] is None or not lines[at].text.strip())]
        if len(here) < MOVED_BLOCK:
            return
        for at in here:
            text = lines[at].text.rstrip()
            bare = text.lstrip()
            self.texts.append(bare)
            self.depths.append(len(text) - len(bare))
            self._places.append((file, at))
        self.texts.append(_END)
        self.depths.append(0)
        self._places.append(None)

    def is_taken(self, at: int) -> bool:
        return at in self._taken

    def letters(self, at: int, length: int) -> int:
        """Return how many letters and digits some lines have; it stops counting where there are enough."""
        count = 0
        for text in self.texts[at : at + length]:
            count += sum(char.isalnum() for char in text[:MOVED_LETTERS])
            if count >= MOVED_LETTERS:
                break
        return count

    def take(self, at: int, length: int) -> None:
        for index in range(at, at + length):
            self._taken.add(index)
            if place := self._places[index]:
                place[0].kinds[place[1]] = "moved"


def _reach(removed: _Side, start: int, added: _Side, at: int) -> int:
    """Return for how many lines two places are the same, each depth of indentation turned into one other depth."""
    length = 0
    depths: dict[int, int] = {}
    while (
        start + length < len(removed.texts)
        and at + length < len(added.texts)
        and removed.texts[start + length] != _END
        and removed.texts[start + length] == added.texts[at + length]
        and not removed.is_taken(start + length)
        and (
            not removed.texts[start + length]
            or _keeps_order(depths, removed.depths[start + length], added.depths[at + length])
        )
    ):
        length += 1
    return length


def _keeps_order(depths: dict[int, int], old: int, new: int) -> bool:
    if old in depths:
        return depths[old] == new
    if len(depths) >= _DEPTHS or any(
        (old < other, old > other) != (new < to, new > to) for other, to in depths.items()
    ):
        return False
    depths[old] = new
    return True
