"""From a path to the product area it belongs to, by the ownership map: read by judging and by splitting alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.repository import Repository
    from bot.policy.ownership import Area, OwnershipMap


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
    owned = ((path, found.found_in(path)) for path in paths)
    return {path: known[ranked[matches[0]][2]] for path, matches in owned if matches}


@lru_cache(maxsize=16)
def _set(expressions: tuple[str, ...]) -> PatternSet:
    return PatternSet(expressions)
