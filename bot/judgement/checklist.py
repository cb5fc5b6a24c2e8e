"""Questions for the reviewer of this very diff: at most seven, the most dangerous first, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import ChecklistItem, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.verdict import FileReading
    from bot.judgement.hotspots import Hotspot
    from bot.policy.hotspots import HotspotRules, KindCheck

MOST = 7


def review_checklist(
    hotspots: tuple[Hotspot, ...], readings: tuple[FileReading, ...], rules: HotspotRules
) -> tuple[ChecklistItem, ...]:
    """Return the questions of the hotspots (explained or not) and of the kinds of file, one for each rule."""
    items = [*_of_hotspots(hotspots), *_of_kinds(readings, rules.checks)]
    ranked = sorted(items, key=lambda item: (-item[0], item[1].rule))
    return tuple(item for _, item in ranked[:MOST])


def _of_hotspots(hotspots: tuple[Hotspot, ...]) -> Iterable[tuple[int, ChecklistItem]]:
    first = {hotspot.entry.id: hotspot for hotspot in reversed(hotspots)}
    for hotspot in first.values():
        entry = hotspot.entry
        yield entry.risk, ChecklistItem(entry.check, hotspot.places[0], entry.id)


def _of_kinds(readings: tuple[FileReading, ...], checks: tuple[KindCheck, ...]) -> Iterable[tuple[int, ChecklistItem]]:
    present = {reading.kind for reading in readings}
    for check in checks:
        files = [reading for reading in readings if reading.kind in check.kinds]
        lines = sum(reading.added + reading.removed for reading in files)
        if not files or lines < check.at_least or present & set(check.without):
            continue
        largest = min(files, key=lambda reading: (-(reading.added + reading.removed), reading.path))
        yield check.risk, ChecklistItem(check.check, Place(largest.path), check.id)
