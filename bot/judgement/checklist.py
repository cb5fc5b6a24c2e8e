"""Questions for the reviewer of this very diff: at most seven, the most dangerous first, each with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.verdict import ChecklistItem, Place
from bot.judgement.changed_lines import Side, changed_lines
from bot.judgement.item_id import item_id
from bot.judgement.places import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.facts.verdict import Outcome
    from bot.judgement.hotspots import Hotspot
    from bot.judgement.sieve import SiftedFile
    from bot.policy.checklists import Checklist, ChecklistRule, Condition
    from bot.policy.hotspots import LinePattern

MOST = 7
MOST_READ = 5_000
"""Lines of one side of a file that are searched: a question needs one place, not all of them."""


class Change:
    """One change, prepared for many questions: its files, which were sifted by the lists, and what is so of it all."""

    def __init__(self, files: tuple[SiftedFile, ...], outcome: Outcome = "unknown", labels: Iterable[str] = ()) -> None:
        """Prepare; fixtures and samples are not asked about."""
        self.files = [file for file in files if not file.aside]
        self.changes = {file.change.path: file.change for file in files}
        self.kinds = frozenset(file.reading.kind for file in files)
        self.outcome = outcome
        self.labels = frozenset(label.lower() for label in labels)

    def asks(self, rule: ChecklistRule) -> Place | None:
        """Return the first place for which a question is asked; None where it does not belong to this change."""
        when = rule.when
        if when.authorship and self.outcome not in when.authorship:
            return None
        if when.labels and not self.labels & {label.lower() for label in when.labels}:
            return None
        if self.kinds & frozenset(when.no_kinds):
            return None
        places = (_place(when, file) for file in self.files)
        return next((place for place in places if place is not None), None)


def _place(when: Condition, file: SiftedFile) -> Place | None:
    if not _is_about(when, file):
        return None
    path, reading = file.change.path, file.reading
    if not when.added and not when.removed:
        enough = reading.added + reading.removed >= when.at_least
        return Place(path) if enough and not _without(when, file.change) else None
    sides: tuple[tuple[Side, tuple[LinePattern, ...]], ...] = (("added", when.added), ("removed", when.removed))
    found = [_lines(when, file, side, patterns) for side, patterns in sides if patterns]
    if any(len(lines) < when.at_least for lines in found) or _without(when, file.change):
        return None
    return Place(path, ranges(found[0])[0], "new" if when.added else "old")


def _is_about(when: Condition, file: SiftedFile) -> bool:
    if file.reading.kind not in when.kinds or (when.status and file.change.status not in when.status):
        return False
    if when.files and not file.lies_in(when.files):
        return False
    return not file.lies_in(when.not_files)


def _lines(when: Condition, file: SiftedFile, side: Side, patterns: tuple[LinePattern, ...]) -> list[int]:
    holding = file.held(patterns, side)
    if not holding:
        return []
    return [
        line.number
        for line in changed_lines(file.change, side)[:MOST_READ]
        if any(pattern.search(line.text) for pattern in holding)
        and not any(pattern.search(line.text) for pattern in when.not_lines)
    ]


def _without(when: Condition, file: FileChange) -> bool:
    """Return whether something stands in the file after the change that answers the question."""
    return bool(when.without) and any(pattern.search(_after(file)) for pattern in when.without)


def review_checklist(
    hotspots: tuple[Hotspot, ...], change: Change, lists: tuple[Checklist, ...]
) -> tuple[ChecklistItem, ...]:
    """Return the questions of the hotspots (explained or not) and of the lists, one for each rule."""
    items = dict(_of_hotspots(hotspots))
    for rule in (rule for one in lists for rule in one.questions):
        if not any(hotspot in items for hotspot in rule.instead) and (place := change.asks(rule)):
            items[rule.id] = (rule.risk, ChecklistItem(rule.check, place, rule.id))
    ranked = _one_a_place(sorted(items.values(), key=lambda item: (-item[0], item[1].rule)))
    return tuple(_named(item, change) for _, item in ranked[:MOST])


def _one_a_place(ranked: list[tuple[int, ChecklistItem]]) -> list[tuple[int, ChecklistItem]]:
    """Return one question for each range of lines, the most dangerous: two about the same lines make none clearer."""
    found: dict[object, tuple[int, ChecklistItem]] = {}
    for item in ranked:
        place = item[1].place
        found.setdefault((place.path, place.side, place.lines) if place and place.lines else item[1].rule, item)
    return list(found.values())


def _named(item: ChecklistItem, change: Change) -> ChecklistItem:
    file = change.changes.get(item.place.path) if item.place else None
    return replace(item, id=item_id(item, file))


def _of_hotspots(hotspots: tuple[Hotspot, ...]) -> Iterable[tuple[str, tuple[int, ChecklistItem]]]:
    for hotspot in reversed(hotspots):
        entry = hotspot.entry
        yield entry.id, (entry.risk, ChecklistItem(entry.check, hotspot.places[0], entry.id))


def _after(file: FileChange) -> str:
    return "\n".join(line.text for hunk in file.hunks for line in hunk.lines if line.sign != "-")
