"""Names that import lines bring into a file: they go in before the lines that use them, and out after.

This is sure: within one file a name that only a new import brings cannot be used without it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.splitting.orders import Before
from bot.splitting.words import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.facts.change import FileChange
    from bot.splitting.atoms import Atom
    from bot.splitting.looks import Look
    from bot.splitting.nodes import Node

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_LISTS = (
    re.compile(r"^\s*from\s+\S+\s+import\s+(.*)"),
    re.compile(r"^\s*import\s+(?:type\s+)?(.*?)\s+from\b"),
    re.compile(r"^\s*(?:const|let|var)\s+(.*?)\s*=\s*(?:await\s+)?(?:require|import)\("),
)
"""Lines that name what they bring: Python, and JavaScript in two forms."""
_USE = re.compile(r"^\s*(?:pub(?:\([^)]*\))?\s+)?use\s+(.*)")
_LAST = re.compile(r"([A-Za-z_]\w*)(?![\w$]|\s*::|\s+as\b)")
_PATH = re.compile(r"^\s*import\s+(?:static\s+)?([\w.]+)(?:\s+as\s+(\w+))?\s*;?\s*$")
_GO = re.compile(r'^\s*(?:import\s+)?(?:(\w+)\s+)?"(?:[\w.~-]+/)*([A-Za-z_]\w*)(?:/v\d+)?"\s*$')
_ENTRY = re.compile(r"^\s+(?:type\s+)?([A-Za-z_]\w*)(?:\s+as\s+(\w+))?,\s*$")
_OPENS = re.compile(
    r"^\s*(?:from\s+\S+\s+import\s*\(|import\s+(?:type\s+)?\{|(?:pub\s+)?use\s+[\w:]+\{)\s*$|^\s*\}\s*from\b"
)
_WORDS = frozenset(["as", "type", "self", "crate", "super", "default", "noqa"])


def imported(path: str, lines: Iterable[str], around: Sequence[str] = ()) -> frozenset[str]:
    """Return the names that import lines bring; `around` tells whether bare names stand in a list of imports."""
    listed = any(map(_OPENS.match, around))
    found: set[str] = set()
    for line in (line[:MAX_LINE].split("#")[0] for line in lines):
        entry = _ENTRY.match(line) if listed else None
        if entry:
            found.add(entry[2] or entry[1])
        for pattern in _LISTS:
            if brought := pattern.match(line):
                found.update(_NAME.findall(re.sub(r"[\w$*]+\s+as\s+|[\w$]+\s*:", "", brought[1])))
        if brought := _USE.match(line):
            found.update(_LAST.findall(brought[1]))
        if brought := _PATH.match(line):
            found.add(brought[2] or brought[1].split(".")[0 if path.endswith(".py") else -1])
        if path.endswith(".go") and (brought := _GO.match(line)):
            found.add(brought[1] or brought[2])
    return frozenset(found - _WORDS)


def import_orders(
    files: Sequence[FileChange], atoms: Sequence[Atom], nodes: Sequence[Node], looks: Sequence[Look]
) -> Iterator[Before]:
    """Yield new imports before the lines of their file that use them, and last uses before imports that go."""
    by_file: defaultdict[int, list[int]] = defaultdict(list)
    for index, seen in enumerate(looks):
        if files[seen.file].status not in ("added", "removed"):
            by_file[seen.file].append(index)
    for file, own in by_file.items():
        if len(own) > 1:
            path = files[file].path
            texts = {at: _texts(atoms, nodes[at]) for at in own}
            used = {at: (_names(removed), _names(added)) for at, (removed, added) in texts.items()}
            for one in own:
                around = [line for atom in nodes[one] for line in atoms[atom].around]
                before, after = (imported(path, lines, around) for lines in texts[one])
                if before == after:
                    continue
                for other in (other for other in own if other != one):
                    for name in sorted((after - before) & used[other][1] - used[other][0])[:1]:
                        yield Before(one, other, f"`{name}` is imported there and used here")
                    for name in sorted((before - after) & used[other][0] - used[other][1])[:1]:
                        yield Before(other, one, f"`{name}` is no longer used there, and its import goes here")


def _texts(atoms: Sequence[Atom], node: Node) -> tuple[list[str], list[str]]:
    return (
        [line.text for atom in node for line in atoms[atom].removed],
        [line.text for atom in node for line in atoms[atom].added],
    )


def _names(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(name for line in lines for name in _NAME.findall(line[:MAX_LINE]))
