"""Which product areas a change touches, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import AreaTouched
from bot.reading.owned_areas import areas_of_paths

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.facts.verdict import FileReading
    from bot.policy.ownership import OwnershipMap


def areas_touched(
    readings: tuple[FileReading, ...], ownership: OwnershipMap, repository: Repository | None
) -> tuple[AreaTouched, ...]:
    """Return the areas of the changed files, the one with the most lines first.

    A file that was moved touches the area that it left, too, with no lines.
    """
    paths = dict.fromkeys(path for each in readings for path in (each.path, each.old_path) if path)
    area_of = areas_of_paths(paths, ownership, repository)
    owners: dict[str, str] = {}
    files: dict[str, set[str]] = {}
    lines: dict[str, int] = {}
    for reading in readings:
        counted = reading.added + reading.removed if reading.counts != "set_aside" else 0
        for path in (reading.path, reading.old_path):
            area = area_of.get(path) if path else None
            if area is None:
                continue
            owners[area.id] = area.owner
            files.setdefault(area.id, set()).add(reading.path)
            lines[area.id] = lines.get(area.id, 0) + (counted if path == reading.path else 0)
    found = [AreaTouched(area, owner, len(files[area]), lines[area]) for area, owner in owners.items()]
    return tuple(sorted(found, key=lambda one: (-one.lines, one.id)))
