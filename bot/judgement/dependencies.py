"""Dependencies that come, go, or jump to another major version, as the two sides of the manifests' diffs tell."""

from __future__ import annotations

import re
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
_ONE_WORD = re.compile(r"[\w.-]+")
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
    across = {plain(one.name) for watch, files in manifests for f in files for one in see_lines(watch, f, other)}
    texts = [file.text(other) for file in {f.change.path: f for _, files in manifests for f in files}.values()]
    return [one for one in hits if plain(one.name) not in across and not _stands(one.name, texts)]


def plain(name: str) -> str:
    """Return a name as package indexes compare it: `Left_Pad` is `left-pad`."""
    return name.lower().replace("_", "-").replace(".", "-")


def _stands(name: str, texts: Sequence[str]) -> bool:
    """Return whether a name of several words (`github.com/google/uuid`) stands in one of the texts, in any form."""
    if _ONE_WORD.fullmatch(name):
        return False
    whole = re.compile(rf"(?<![\w/.@-]){re.escape(name)}(?![\w/.-])", re.IGNORECASE)
    return any(whole.search(text) for text in texts)


def _major_bumps(watch: Watch, files: Iterable[SiftedFile]) -> list[Sighting]:
    out = []
    for file in files:
        before = {one.name: major(one.version) for one in see_lines(watch, file, "removed") if one.version}
        for one in see_lines(watch, file, "added") if before else ():
            old, new = before.get(one.name), major(one.version)
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
