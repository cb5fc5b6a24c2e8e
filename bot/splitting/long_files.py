"""Long new files, taken apart between their top-level definitions: the only pieces of them that stand alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.splitting.atoms import part
from bot.splitting.brackets import within_strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.change import FileChange
    from bot.splitting.atoms import Atom
    from bot.splitting.nodes import Node

_BEGINS = re.compile(
    r"(?!import\b|from\b|use\b|else\b|end\b|package\b|elif\b|except\b|finally\b|case\b|when\b)[A-Za-z@_#/]"
)
"""What may open a top-level definition: a line at the margin that is no closing bracket and no import."""


def refined(
    files: Sequence[FileChange], atoms: Sequence[Atom], nodes: Sequence[Node], most: int
) -> tuple[tuple[Atom, ...], tuple[Node, ...]]:
    """Return atoms and nodes with each new file of more than `most` lines cut; a node keeps all that was in it."""
    out: list[Atom] = []
    became: list[tuple[int, ...]] = []
    for atom in atoms:
        pieces = list(_pieces(atom, most)) if files[atom.file].status == "added" and atom.size > most else [atom]
        became.append(tuple(range(len(out), len(out) + len(pieces))))
        out += pieces
    return tuple(out), tuple(tuple(new for old in node for new in became[old]) for node in nodes)


def _pieces(atom: Atom, most: int) -> Iterator[Atom]:
    """Yield pieces of at most `most` lines where the file has margins to cut at, else longer ones."""
    texts = [line.text for line in atom.added]
    quoted = within_strings(texts)
    margins = [at for at in range(1, len(texts)) if _BEGINS.match(texts[at]) and at not in quoted and not atom.removed]
    apart = [at for at in margins if not texts[at - 1].strip()]
    start = 0
    while len(texts) - start > most:
        # A blank line before it makes a definition likely; a line at the margin is the next best.
        end = _last(apart, start, start + most) or _last(margins, start, start + most) or _next(margins, start)
        if not end:
            break
        yield part(atom, start, end)
        start = end
    yield part(atom, start, len(texts))


def _last(margins: Sequence[int], after: int, most: int) -> int:
    """Return the last margin behind `after` and not behind `most`, 0 where there is none."""
    at = bisect_right(margins, most)
    return margins[at - 1] if at and margins[at - 1] > after else 0


def _next(margins: Sequence[int], after: int) -> int:
    at = bisect_right(margins, after)
    return margins[at] if at < len(margins) else 0
