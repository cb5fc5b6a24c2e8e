"""New files that others need: those that lines elsewhere name, and the manifest that a new folder is built by."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.splitting.orders import Before
from bot.splitting.paths import stem
from bot.splitting.words import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.looks import Look
    from bot.splitting.nodes import Node

_FILE = re.compile(r"[\w.-]*\w\.[A-Za-z]\w{0,8}(?![\w(])")
"""A name with an extension, as in a path; a call such as `cart.total()` is none."""


def file_orders(
    files: Sequence[FileChange], readings: Sequence[FileReading], atoms: Sequence[Atom],
    nodes: Sequence[Node], looks: Sequence[Look],
) -> Iterator[Before]:  # fmt: skip
    """Yield new files before what needs them."""
    yield from _naming(files, readings, atoms, nodes, looks)
    yield from _building(files, readings, looks)
    yield from _beginning(files, looks)


def _beginning(files: Sequence[FileChange], looks: Sequence[Look]) -> Iterator[Before]:
    """Yield the first lines of a new file that is cut before all others: package, imports and pragmas stand there."""
    first: dict[int, int] = {}
    for index, seen in enumerate(looks):
        if files[seen.file].status == "added" and first.setdefault(seen.file, index) != index:
            yield Before(first[seen.file], index, f"`{files[seen.file].path}` is begun there")


def _naming(
    files: Sequence[FileChange], readings: Sequence[FileReading], atoms: Sequence[Atom],
    nodes: Sequence[Node], looks: Sequence[Look],
) -> Iterator[Before]:  # fmt: skip
    """Yield each new file before the added lines that name it, where its name is told from any other's.

    What programs write and prose names files too, without needing them.
    """
    own: defaultdict[str, list[int]] = defaultdict(list)
    for index, seen in enumerate(looks):
        path = files[seen.file].path
        if files[seen.file].status == "added" and stem(path):
            own[path.rpartition("/")[2]].append(index)
    for index, (node, seen) in enumerate(zip(nodes, looks, strict=True)):
        reading = readings[seen.file]
        if own and reading.counts != "set_aside" and reading.kind != "documentation":
            for name in sorted(_named(atoms, node) & own.keys()):
                if len(own[name]) == 1 and own[name] != [index]:
                    yield Before(own[name][0], index, f"`{name}` is added there and named here")


def _building(files: Sequence[FileChange], readings: Sequence[FileReading], looks: Sequence[Look]) -> Iterator[Before]:
    """Yield a new manifest before the other new files in and below its folder."""
    new = [(index, files[seen.file].path) for index, seen in enumerate(looks) if files[seen.file].status == "added"]
    for index, path in new:
        folder = path.rpartition("/")[0]
        if folder and readings[looks[index].file].rule == "manifest":
            for other, below in new:
                if other != index and below.startswith(f"{folder}/"):
                    yield Before(index, other, f"`{path}` builds what is new here")


def _named(atoms: Sequence[Atom], node: Node) -> set[str]:
    texts = (line.text[:MAX_LINE] for atom in node for line in atoms[atom].added)
    return {name for text in texts for name in _FILE.findall(text)}
