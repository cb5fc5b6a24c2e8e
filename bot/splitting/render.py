"""One file's hunks in an intermediate state: some lines are in already, some go in now, the rest later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.facts.change import FileChange, Hunk

Owners = tuple[tuple[int, ...], ...]
"""For each hunk, for each of its lines, the number of the part that it is in; -1 for an unchanged line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A hunk of a part's patch: lines as (sign, text), and whether its sides end the file without a line end."""

    old_start: int
    old_lines: int
    new_start: int
    new_lines: int
    section: str
    lines: tuple[tuple[str, str], ...]
    old_open: bool = False
    new_open: bool = False


def pieces(file: FileChange, owners: Owners, before: AbstractSet[int], now: AbstractSet[int]) -> tuple[Piece, ...]:
    """Return the hunks that take a file from the state with the parts `before` to the one with `now` as well.

    Hunks in which nothing happens are left out.
    """
    found = []
    shift_old = shift_new = 0  # how far each side's lines stand from the base's
    for hunk, own in zip(file.hunks, owners, strict=True):
        piece = _piece(hunk, own, before, now, (shift_old, shift_new))
        shift_old += piece.old_lines - hunk.old_lines
        shift_new += piece.new_lines - hunk.old_lines
        if not now.isdisjoint(own):
            found.append(piece)
    return tuple(found)


def _piece(
    hunk: Hunk, own: Sequence[int], before: AbstractSet[int], now: AbstractSet[int], shift: tuple[int, int]
) -> Piece:
    lines: list[tuple[str, str]] = []
    for line, part in zip(hunk.lines, own, strict=True):
        if part < 0 or (part in before and line.sign == "+"):
            lines.append((" ", line.text))
        elif part in now:
            lines.append((line.sign, line.text))
        elif part not in before and line.sign == "-":
            lines.append((" ", line.text))
    lines = _removals_first(lines)
    old = sum(sign != "+" for sign, _ in lines)
    new = sum(sign != "-" for sign, _ in lines)
    at = hunk.old_start + (not hunk.old_lines)
    last = own[-1] if own else -1
    return Piece(
        old_start=at + shift[0] - (not old),
        old_lines=old,
        new_start=at + shift[1] - (not new),
        new_lines=new,
        section=hunk.section,
        lines=tuple(lines),
        old_open=hunk.new_open if last in before else hunk.old_open,
        new_open=hunk.new_open if last in before or last in now else hunk.old_open,
    )


def _removals_first(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lines with removals before additions wherever no unchanged line lies between, as git writes them."""
    out: list[tuple[str, str]] = []
    added: list[tuple[str, str]] = []
    for sign, text in lines:
        if sign == "+":
            added.append((sign, text))
        elif sign == "-":
            out.append((sign, text))
        else:
            out += [*added, (sign, text)]
            added = []
    return out + added
