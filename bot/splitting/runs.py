"""Where a run of added lines can be cut: between the entries of a list, and between whole definitions.

Several concerns often add to one place, each an entry to a changelog or a test to the end of a file; git shows that as
one run.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.splitting.brackets import depth

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROSE = frozenset(["adoc", "markdown", "md", "mdx", "rst", "txt"])
_ENTRY = re.compile(r"(\s*)(?:[-*+]|\d{1,3}[.)])\s+\S")
LEAST = 3
"""Lines that a definition has at least: what is shorter hangs on its neighbour."""
MOST = 400
"""Lines of a run that are looked at: a longer one is one purpose, or long files are cut elsewhere."""


def cuts(path: str, lines: Sequence[str]) -> tuple[int, ...]:
    """Return where pieces of a run of added lines end: indices from 1 to the number of lines, in order."""
    if not 1 < len(lines) <= MOST:
        return (len(lines),)
    prose = path.rpartition(".")[2].lower() in _PROSE
    starts = _entries(lines) if prose else _definitions(lines)
    return (*starts, len(lines))


def _entries(lines: Sequence[str]) -> list[int]:
    """Return where entries of the outermost list begin, but for the first."""
    found = [(at, len(entry[1])) for at, entry in enumerate(map(_ENTRY.match, lines)) if entry]
    outermost = min((indent for _, indent in found), default=0)
    return [at for at, indent in found if indent == outermost and at][(not _ENTRY.match(lines[0])) :]


def _definitions(lines: Sequence[str]) -> list[int]:
    """Return where a block at the run's own margin begins behind a blank line, with nothing open before it."""
    margin = min((_indent(line) for line in lines if line.strip()), default=0)
    starts = [
        at
        for at in range(LEAST, len(lines) - LEAST + 1)
        if not lines[at - 1].strip()
        and lines[at].strip()
        and _indent(lines[at]) == margin
        and lines[at].strip()[0] not in "})]"
    ]
    found: list[int] = []
    for at in starts:
        begun = found[-1] if found else 0
        if at - begun >= LEAST and not any(depth(lines[begun:at])):
            found.append(at)
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def slices(ends: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces between ends as (from, to)."""
    return list(pairwise((0, *ends)))
