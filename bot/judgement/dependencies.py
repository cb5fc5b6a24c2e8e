"""Dependencies that jump to another major version, as the two sides of a manifest's diff tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judgement.sighting import see_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.judgement.sighting import Sighting
    from bot.policy.hotspots import Watch

_NUMBERS = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?")
_FIRST_YEAR = 1900
"""From here on the first number is a year, which says nothing about what breaks."""


def major_bumps(watch: Watch, files: Iterable[FileChange]) -> list[Sighting]:
    """Return where a manifest asks for another major version of what it asked for before."""
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
