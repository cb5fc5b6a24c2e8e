"""What goes before what because of where lines stand: a new file begins in one part, touching lines have an order."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.splitting.graph import Ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.splitting.study import Study

TOUCH = 2
"""Unchanged lines between two atoms up to which they are said to touch."""
Edges = dict[tuple[int, int], str]
"""Part before part, and why."""


def neighbour_edges(study: Study, home: Mapping[int, int], asked: Edges) -> Edges:
    """Return the edges between parts that share files; none of them contradicts what is `asked`, which has no cycle.

    `home` is the part of each atom.
    """
    ways = Ways(max(home.values(), default=-1) + 1, asked)
    touching_edges = dict(_touching(study, home, asked, ways))
    return dict(_same_file(study, home, asked, ways)) | touching_edges


def _same_file(
    study: Study, home: Mapping[int, int], asked: Edges, ways: Ways
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield that a file which is new, renamed or changes its mode begins in one part, and goes on in others."""
    homes: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for at, atom in enumerate(study.atoms):
        homes[atom.file].setdefault(home[at])
    for index, file in enumerate(study.files):
        parts = list(homes[index])
        if len(parts) < 2 or (file.status in ("modified", "removed") and file.old_mode == file.new_mode):  # noqa: PLR2004
            continue
        free = [part for part in parts if not any(ways.lead(other, part) for other in parts)]
        first = min(free, key=lambda part: (sum((other, part) in asked for other in parts), parts.index(part)))
        what = "renamed" if file.status == "renamed" else "begun"
        for part in parts:
            if part != first:
                ways.add(first, part)
                yield (first, part), f"`{file.path}` is {what} there"


def _touching(study: Study, home: Mapping[int, int], asked: Edges, ways: Ways) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield which of two parts whose lines touch goes in first.

    Entries that carry numbers of issues or pull requests were written in their order; else the one further up is first.
    What both parts need otherwise outweighs that.
    """
    numbers = highest_numbers(study)
    known = set(asked)
    for one, other in touching(study):
        pair = home[one], home[other]
        if pair[0] == pair[1] or {pair, pair[::-1]} & known:
            continue
        path = study.files[study.atoms[one].file].path
        left, right = numbers.get(one, 0), numbers.get(other, 0)
        numbered = bool(left and right and left != right)
        wanted = pair[::-1] if numbered and left > right else pair
        edge = wanted[::-1] if ways.lead(*wanted[::-1]) else wanted
        ways.add(*edge)
        known.add(edge)
        if numbered and edge == wanted:
            yield edge, f"in `{path}` #{min(left, right)} is before #{max(left, right)}"
        else:
            yield edge, f"their lines touch in `{path}`"


def highest_numbers(study: Study) -> dict[int, int]:
    """Return the highest number of an issue or pull request that each atom refers to."""
    return {
        atom: max(int(number) for number in seen.refers)
        for node, seen in zip(study.nodes, study.looks, strict=True)
        for atom in node
        if seen.refers
    }


def touching(study: Study) -> list[tuple[int, int]]:
    """Return the atoms with at most TOUCH unchanged lines between them: neither merges cleanly without the other."""
    found = []
    for at, (above, below) in enumerate(pairwise(study.atoms)):
        if above.file == below.file and below.new_at - above.new_at - len(above.added) <= TOUCH:
            found.append((at, at + 1))
    return found
