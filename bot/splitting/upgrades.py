"""Dependencies whose version changes: the manifest goes in before import lines that change with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.splitting.orders import Before
from bot.splitting.words import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.facts.change import Line
    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.looks import Look

_DEPENDENCY = re.compile(r"\s*(?:require\s+|-\s+)?[\"']?@?(?:[\w.-]+/)*([A-Za-z][\w-]*)")
"""What a line of a manifest begins with: `serde = ...`, `"@scope/react": ...`, `github.com/spf13/cobra v1.8.0`."""


def upgrade_orders(readings: Sequence[FileReading], atoms: Sequence[Atom], looks: Sequence[Look]) -> Iterator[Before]:
    """Yield manifests before the changed import lines that name what they upgrade; one look for each atom.

    An import seldom changes in the same pull request for another reason, so these are not called independent.
    """
    upgraded = {
        at: found
        for at, seen in enumerate(looks)
        if readings[seen.file].rule == "manifest"
        and (found := _dependencies(atoms[at].removed) & _dependencies(atoms[at].added))
    }
    for at, seen in enumerate(looks):
        if seen.imports and readings[seen.file].rule != "manifest":
            for manifest, found in upgraded.items():
                for name in sorted(found & seen.words)[:1]:
                    yield Before(manifest, at, f"`{name}` is upgraded there, and its import changes here")


def _dependencies(lines: Iterable[Line]) -> frozenset[str]:
    """Return the names that lines of a manifest begin with, as code writes them."""
    found = (_DEPENDENCY.match(line.text[:MAX_LINE]) for line in lines)
    return frozenset(name[1].replace("-", "_") for name in found if name)
