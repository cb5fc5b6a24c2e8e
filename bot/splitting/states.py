"""Files in intermediate states, rebuilt line by line from the base and the hunks, with every line compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.change import FileChange
    from bot.splitting.render import Piece

Lines = list[str | None]
"""A file's lines; None for one that nobody saw (between the hunks, where only a diff is at hand)."""


class DoesNotApply(Exception):  # noqa: N818 - an answer of the proof, not a failure of the program
    """A piece's context or removed lines are not what stands in the file."""


def base_lines(file: FileChange, text: str | None) -> Lines:
    """Return the file before the change: from its text, else what the hunks show of it."""
    return _lines(text) if text is not None else _shown(file, "-")


def head_lines(file: FileChange, text: str | None, base: Lines) -> Lines:
    """Return the file after the change: from its text, else the base with every hunk put in as it stands."""
    if text is not None:
        return _lines(text)
    out: Lines = []
    at = 0
    for hunk in file.hunks:
        start = hunk.old_start - (1 if hunk.old_lines else 0)
        out += base[at:start]
        out += [line.text for line in hunk.lines if line.sign != "-"]
        at = start + hunk.old_lines
    return out + base[at:]


def applied(lines: Lines, pieces: Sequence[Piece]) -> Lines:
    """Return the lines with the pieces put in where they say; raises DoesNotApply.

    Nothing is searched for: a piece stands exactly where its header says or not at all.
    """
    out: Lines = []
    at = 0
    for piece in pieces:
        start = piece.old_start - (1 if piece.old_lines else 0)
        if start < at or start + piece.old_lines > len(lines):
            raise DoesNotApply(f"line {start + 1}")
        out += lines[at:start]
        at = start
        for sign, text in piece.lines:
            if sign != "+":
                if lines[at] != text:
                    raise DoesNotApply(f"line {at + 1}")
                at += 1
            if sign != "-":
                out.append(text)
        if len(out) != piece.new_start - (1 if piece.new_lines else 0) + piece.new_lines:
            raise DoesNotApply(f"line {at + 1}")
    return out + lines[at:]


def _lines(text: str) -> Lines:
    lines: Lines = list(text.split("\n"))
    return lines[:-1] if lines[-1] == "" else lines


def _shown(file: FileChange, sign: str) -> Lines:
    lines: Lines = []
    for hunk in file.hunks:
        start = hunk.old_start - (1 if hunk.old_lines else 0)
        lines += [None] * (start - len(lines))
        lines += [line.text for line in hunk.lines if line.sign in (" ", sign)]
    return lines
