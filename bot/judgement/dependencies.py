"""Dependencies that come, go, or jump to another major version, as the two sides of the manifests' diffs tell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bot.judgement.sighting import see_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.judgement.changed_lines import Side
    from bot.judgement.sieve import SiftedFile
    from bot.judgement.sighting import Sighting
    from bot.policy.hotspots import Watch

    Manifests = tuple[Watch, tuple[SiftedFile, ...]]

_NUMBERS = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?")
_COMPOUND = re.compile(r"[\w/.@~-]+(?::[\w/.@~-]+)*")
_ONE_WORD = re.compile(r"[\w.-]+")
_MAJOR_IN_NAME = re.compile(r"(?<=.)[/.]v\d+$")
_FIRST_YEAR = 1900
"""From here on the first number is a year, which says nothing about what breaks."""


def dependencies(what: Literal["added", "removed", "major"], manifests: Sequence[Manifests]) -> list[Sighting]:
    """Return where the manifests of a change tell of it.

    What stands on the other side of any of them as well has moved, or is asked for in another way.
    """
    if what == "major":
        return [one for watch, files in manifests for one in _major_bumps(watch, files)]
    side: Side = "added" if what == "added" else "removed"
    other: Side = "removed" if what == "added" else "added"
    hits = [
        one for watch, files in manifests if not watch.bumps_only for f in files for one in see_lines(watch, f, side)
    ]
    if not hits:
        return []
    across = {
        plain(module(one.name)) for watch, files in manifests for f in files for one in see_lines(watch, f, other)
    }
    files = {file.change.path: file for _, files in manifests for file in files}.values()
    written = compound_names(file.text(other) for file in files)
    return [one for one in hits if plain(module(one.name)) not in across and not _stands(one.name, written)]


def plain(name: str) -> str:
    """Return a name as package indexes compare it: `Left_Pad` is `left-pad`."""
    return name.lower().replace("_", "-").replace(".", "-")


def module(name: str) -> str:
    """Return a Go module's name without its major version, which is a part of it from v2 on (https://go.dev/ref/mod)."""
    return _MAJOR_IN_NAME.sub("", name)


def compound_names(texts: Iterable[str]) -> frozenset[str]:
    """Return every name that stands in the texts, in lower case: `github.com/google/uuid`, `org.junit:junit`, `@a/b`.

    What follows an `@` behind the name is its version (`@a/b@1.2`). All names at once: there may be thousands to find.
    """
    found: set[str] = set()
    for text in texts:
        for chunk in _COMPOUND.findall(text.lower()):
            parts = chunk.split(":")
            names = [*parts, *map(":".join, pairwise(parts))]
            found.update(names)
            found.update(name[:at] for name in names if (at := name.find("@", 1)) > 0)
    return frozenset(found)


def _stands(name: str, written: frozenset[str]) -> bool:
    return name.lower() in written and not _ONE_WORD.fullmatch(name)


def _major_bumps(watch: Watch, files: Iterable[SiftedFile]) -> list[Sighting]:
    out = []
    for file in files:
        before = {module(one.name): major(one.version) for one in see_lines(watch, file, "removed") if one.version}
        for one in see_lines(watch, file, "added") if before else ():
            old, new = before.get(module(one.name)), major(one.version)
            if old is not None and new is not None and old != new:
                out.append(one)
    return out


def major(version: str) -> tuple[int, ...] | None:
    """Return the numbers that tell of a break (https://semver.org: below 1.0 two of them); None for a year or none."""
    match = _NUMBERS.search(version)
    if match is None or int(match[1]) >= _FIRST_YEAR:
        return None
    first = int(match[1])
    return (first,) if first else (0, int(match[2] or 0))
