"""From a path to the product area it belongs to, by the ownership map: read by judging and by splitting alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import re2

from bot.reading.text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.repository import Repository
    from bot.policy.ownership import Area, OwnershipMap

_MEMORY = 64 << 20
"""Bytes the set of patterns may use; it takes what it needs."""


def areas_of_paths(
    paths: Iterable[str], ownership: OwnershipMap, repository: Repository | None = None
) -> dict[str, Area]:
    """Return the area of each path that has one, by the map's `paths` for this repository.

    Where several patterns match, the one with the most characters besides wildcards decides; then the id that comes
    first. Without a repository (a local diff) the patterns of all repositories count.
    """
    patterns = tuple(
        (glob.text, glob.regex, area.id)
        for area in ownership.areas
        for name, globs in area.paths.items()
        if repository is None or repository.is_called(name)
        for glob in globs
    )
    if not patterns:
        return {}
    known = {area.id: area for area in ownership.areas}
    ranked = sorted(patterns, key=lambda pattern: (-len(pattern[0].replace("*", "")), pattern[2], pattern[0]))
    found = _set(tuple(regex for _, regex, _ in ranked))
    owned = ((path, found.Match(well_formed(path))) for path in paths)
    return {path: known[ranked[min(matches)][2]] for path, matches in owned if matches}


@lru_cache(maxsize=16)
def _set(regexes: tuple[str, ...]) -> re2.Set:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MEMORY
    found = re2.Set.SearchSet(options)
    for regex in regexes:
        found.Add(regex)
    found.Compile()
    return found
