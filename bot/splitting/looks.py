"""What each node's own lines tell: its words, the names it defines, its shape."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.splitting.words import declared, defined, identifiers, is_comment, is_import, parts_of, references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.splitting.atoms import Atom
    from bot.splitting.nodes import Node

Words = frozenset[str]
_WORD = re.compile(r"\w+")
_SHAPE = 200
"""Characters of a shape: what is longer is alike only where it is the same edit, and that shows before."""


@dataclass(frozen=True, slots=True)
class Look:
    """One node as words. `gone` and `new` are on one side only; `parts` are words inside identifiers."""

    file: int
    first: int  # where it begins and ends in the new file
    last: int
    section: str
    words: Words
    gone: Words
    new: Words
    near: Words
    parts: Words
    parts_near: Words
    defines: Words
    declares: Words  # added lines declare it for others
    withdraws: Words  # removed lines did, and added ones do not
    refers: Words
    shape: tuple[str, str]
    imports: bool
    comments: bool
    blank: bool
    adds_only: bool
    removes_only: bool
    size: float  # log(1 + changed lines)


def look(node: Node, atoms: Sequence[Atom]) -> Look:
    """Read one node."""
    own = [atoms[index] for index in node]
    removed = [line.text for atom in own for line in atom.removed]
    added = [line.text for atom in own for line in atom.added]
    before, after = identifiers(removed), identifiers(added)
    words = before | after
    near = identifiers(text for atom in own for text in (*atom.around, atom.section))
    parts = frozenset(part for word in words for part in parts_of(word))
    solid = [text for text in (*removed, *added) if text.strip()]
    main = max(own, key=lambda atom: (atom.size, -atom.file))
    return Look(
        file=main.file,
        first=own[0].new_at,
        last=own[-1].new_at + len(own[-1].added),
        section=own[0].section if len({atom.section for atom in own}) == 1 else "",
        words=words,
        gone=before - after,
        new=after - before,
        near=near,
        parts=parts,
        parts_near=parts | frozenset(part for word in near for part in parts_of(word)),
        defines=defined(removed) | defined(added),
        declares=declared(added),
        withdraws=declared(removed) - after,
        refers=references((*removed, *added)),
        shape=(_shape(removed), _shape(added)),
        imports=bool(solid) and all(map(is_import, solid)),
        comments=bool(solid) and all(map(is_comment, solid)),
        blank="".join("".join(removed).split()) == "".join("".join(added).split()),
        adds_only=not removed,
        removes_only=not added,
        size=math.log1p(len(removed) + len(added)),
    )


def runs_of(looks: Sequence[Look]) -> list[int]:
    """Return how many runs of lines each node has: one on each side that it changes."""
    return [1 if seen.adds_only or seen.removes_only else 2 for seen in looks]


def _shape(lines: list[str]) -> str:
    return _WORD.sub("w", "".join("".join(lines)[: _SHAPE * 8].split()))[:_SHAPE]
