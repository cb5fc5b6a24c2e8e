"""The smallest pieces a change is split into: runs of changed lines that no unchanged line interrupts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.splitting.runs import cuts, slices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.change import FileChange, Hunk, Line

CONTEXT = 3
"""Unchanged lines on each side that are read as an atom's surroundings: what git shows."""

LOST = "\ufffd"
"""Stands for bytes that are not UTF-8: a patch made of such a line would not apply."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of changed lines of one file, or a whole file that cannot be taken apart.

    `file` is the file's index, `old_at` and `new_at` the line numbers where the run stands on each side (from 1).
    `around` are the unchanged lines next to it, `section` the text behind its hunk's `@@`, `span` its lines (from, to)
    in the file's hunk number `hunk`.
    """

    file: int
    removed: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()
    old_at: int = 1
    new_at: int = 1
    section: str = ""
    around: tuple[str, ...] = ()
    hunk: int = 0
    span: tuple[int, int] = (0, 0)

    @property
    def size(self) -> int:
        """How many changed lines it has."""
        return len(self.removed) + len(self.added)


def indivisible(file: FileChange) -> bool:
    """Return whether a file can only go as a whole: nobody saw its lines, or git itself replaces it as a whole."""
    whole = file.status in ("removed", "copied", "type_changed") or file.binary or file.submodule or file.symlink
    return whole or file.seen != "whole" or not file.hunks or any(LOST in line.text for line in _lines(file))


def _lines(file: FileChange) -> Iterator[Line]:
    return (line for hunk in file.hunks for line in hunk.lines)


def cut(files: Sequence[FileChange]) -> tuple[Atom, ...]:
    """Return the atoms of the files, in their order; every changed line that was seen is in exactly one."""
    return tuple(atom for index, file in enumerate(files) for atom in _of_file(index, file))


def _of_file(index: int, file: FileChange) -> list[Atom]:
    if indivisible(file):
        lines = [line for hunk in file.hunks for line in hunk.lines]
        return [
            Atom(
                index,
                tuple(line for line in lines if line.sign == "-"),
                tuple(line for line in lines if line.sign == "+"),
            )
        ]
    return [
        piece
        for number, hunk in enumerate(file.hunks)
        for atom in _of_hunk(index, number, hunk)
        for piece in (_pieces(atom, file.path) if file.status != "added" and not atom.removed else (atom,))
    ]


def _pieces(atom: Atom, path: str) -> Iterator[Atom]:
    """Yield a run of added lines in pieces, each of which could have been added alone."""
    return (part(atom, first, end) for first, end in slices(cuts(path, [line.text for line in atom.added])))


def part(atom: Atom, first: int, end: int) -> Atom:
    """Return some of the lines of a run that only adds."""
    at = atom.span[0]
    return replace(atom, added=atom.added[first:end], new_at=atom.new_at + first, span=(at + first, at + end))


def _of_hunk(index: int, number: int, hunk: Hunk) -> list[Atom]:
    atoms = []
    old, new, at = hunk.old_start + (not hunk.old_lines), hunk.new_start + (not hunk.new_lines), 0
    lines = hunk.lines
    while at < len(lines):
        if lines[at].sign == " ":
            old, new, at = old + 1, new + 1, at + 1
            continue
        start = at
        while at < len(lines) and lines[at].sign != " ":
            at += 1
        removed = tuple(line for line in lines[start:at] if line.sign == "-")
        added = tuple(line for line in lines[start:at] if line.sign == "+")
        near = (*lines[max(0, start - CONTEXT) : start], *lines[at : at + CONTEXT])
        around = tuple(line.text for line in near if line.sign == " ")
        atoms.append(Atom(index, removed, added, old, new, hunk.section, around, number, (start, at)))
        old, new = old + len(removed), new + len(added)
    return atoms
