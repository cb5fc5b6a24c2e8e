"""What was done to each changed line: white space only, moved from elsewhere in the diff, or something to think about.

Each kind has a reader of its own that marks lines; the first that marks a line has it, and what none marks is semantic.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange, Line
    from bot.policy.effort import LineKind

    Marks = list[LineKind | None]

MOVED_BLOCK = 5
"""Lines that must stand together, unchanged, to count as a move: shorter blocks are alike by chance."""

MOVED_LETTERS = 20
"""Letters and digits a block must have: git's own bound for `--color-moved=blocks`; five closing braces are no move."""


def read_line_kinds(files: Sequence[FileChange]) -> tuple[tuple[LineKind, ...], ...]:
    """Return, for each file in the order given, the kind of each added or removed line in the order of its hunks.

    Moves are found across all the files given. The result does not depend on the order of the files.
    """
    lines = [_changed(file) for file in files]
    marks: list[Marks] = [[None] * len(changed) for changed in lines]
    for file, changed, mark in zip(files, lines, marks, strict=True):
        _mark_whitespace(_runs(file), changed, mark)
    in_order = sorted(range(len(files)), key=lambda index: (files[index].path, files[index].status))
    _mark_moved([(_runs(files[index]), lines[index], marks[index]) for index in in_order])
    return tuple(tuple(kind or "semantic" for kind in mark) for mark in marks)


def _changed(file: FileChange) -> list[Line]:
    return [line for hunk in file.hunks for line in hunk.lines if line.sign != " "]


def _runs(file: FileChange) -> list[range]:
    """Return the runs of changed lines that no context line interrupts, as ranges over the file's changed lines."""
    runs: list[range] = []
    at = start = 0
    for hunk in file.hunks:
        for line in hunk.lines:
            if line.sign != " ":
                at += 1
            elif at > start:
                runs.append(range(start, at))
                start = at
        if at > start:
            runs.append(range(start, at))
            start = at
    return runs


def _mark_whitespace(runs: Sequence[range], lines: Sequence[Line], marks: Marks) -> None:
    """Mark blank lines, and lines of a run that stand on both its sides when white space is left out.

    Where a run has the same characters on both sides it was only laid out anew, whatever the line breaks.
    """
    for run in runs:
        squeezed = {at: "".join(lines[at].text.split()) for at in run}
        removed = [at for at in run if lines[at].sign == "-"]
        added = [at for at in run if lines[at].sign == "+"]
        if "".join(squeezed[at] for at in removed) == "".join(squeezed[at] for at in added):
            both = Counter(squeezed.values())
        else:
            both = Counter(squeezed[at] for at in removed) & Counter(squeezed[at] for at in added)
        for side in (removed, added):
            left = Counter(both)
            for at in side:
                if not squeezed[at] or left[squeezed[at]] > 0:
                    left[squeezed[at]] -= 1
                    marks[at] = "whitespace"


def _mark_moved(files: Sequence[tuple[Sequence[range], Sequence[Line], Marks]]) -> None:
    """Mark blocks of lines that were removed in one place and added in another; each line moves once."""
    removed = [block for runs, lines, marks in files for block in _blocks(runs, lines, marks, "-")]
    added = [block for runs, lines, marks in files for block in _blocks(runs, lines, marks, "+")]
    places: defaultdict[tuple[str, ...], deque[tuple[int, int]]] = defaultdict(deque)
    for number, block in enumerate(removed):
        for at in range(len(block.texts) - MOVED_BLOCK + 1):
            places[block.shingle(at)].append((number, at))
    for block in added:
        at = 0
        while at <= len(block.texts) - MOVED_BLOCK:
            at += _move(block, at, removed, places.get(block.shingle(at))) or 1


class _Block:
    """Lines of one sign that stand together; `taken` says which of them a move has used."""

    def __init__(self, texts: list[str], indices: list[int], marks: Marks) -> None:
        self.texts = texts
        self.indices = indices
        self.marks = marks

    def shingle(self, at: int) -> tuple[str, ...]:
        return tuple(self.texts[at : at + MOVED_BLOCK])

    def taken(self, at: int) -> bool:
        return self.marks[self.indices[at]] == "moved"

    def take(self, at: int, length: int) -> None:
        for index in self.indices[at : at + length]:
            self.marks[index] = "moved"


def _blocks(runs: Sequence[range], lines: Sequence[Line], marks: Marks, sign: str) -> list[_Block]:
    blocks = []
    for run in runs:
        # Blank lines belong to a moved block although they are marked as white space already.
        indices = [at for at in run if lines[at].sign == sign and (marks[at] is None or not lines[at].text.strip())]
        if len(indices) >= MOVED_BLOCK:
            blocks.append(_Block([lines[at].text.rstrip() for at in indices], indices, marks))
    return blocks


def _move(block: _Block, at: int, removed: Sequence[_Block], places: deque[tuple[int, int]] | None) -> int:
    """Take the longest run from `at` on that was removed elsewhere; return its length, 0 where there is none."""
    while places:
        number, start = places[0]
        source = removed[number]
        if any(source.taken(start + step) for step in range(MOVED_BLOCK)):
            places.popleft()
            continue
        length = 0
        while (
            at + length < len(block.texts)
            and start + length < len(source.texts)
            and block.texts[at + length] == source.texts[start + length]
            and not source.taken(start + length)
        ):
            length += 1
        if sum(char.isalnum() for text in block.texts[at : at + length] for char in text) < MOVED_LETTERS:
            return 0
        places.popleft()
        source.take(start, length)
        block.take(at, length)
        return length
    return 0
