"""Questions for the reviewer of this very diff: at most seven, the most dangerous first, each with its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.facts.verdict import ChecklistItem, Place
from bot.judgement.changed_lines import Side, changed_lines, text_of
from bot.judgement.places import ranges
from bot.policy.globs import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading, Outcome
    from bot.judgement.hotspots import Hotspot
    from bot.policy.checklists import Checklist, ChecklistRule, Condition
    from bot.policy.globs import Glob
    from bot.policy.hotspots import LinePattern

MOST = 7
MOST_READ = 5_000
"""Lines of one side of a file that are searched: a question needs one place, not all of them."""


class Change:
    """One change, prepared for many questions: each side of a file is put together once."""

    def __init__(
        self,
        files: tuple[FileChange, ...],
        readings: tuple[FileReading, ...],
        outcome: Outcome = "unknown",
        labels: Iterable[str] = (),
        aside: tuple[Glob, ...] = (),
    ) -> None:
        """Prepare; `readings` are those of `files`, in the same order, and paths in `aside` are not asked about."""
        pairs = zip(files, readings, strict=True)
        self.read = [(file, one) for file, one in pairs if not any_of(aside)(file.path)]
        self.kinds = frozenset(reading.kind for reading in readings)
        self.outcome = outcome
        self.labels = frozenset(label.lower() for label in labels)
        self.text: Callable[[int, Side], str] = cache(lambda at, side: text_of(self.read[at][0], side))

    def asks(self, rule: ChecklistRule) -> Place | None:
        """Return the first place for which a question is asked; None where it does not belong to this change."""
        when = rule.when
        if when.authorship and self.outcome not in when.authorship:
            return None
        if when.labels and not self.labels & {label.lower() for label in when.labels}:
            return None
        if self.kinds & frozenset(when.no_kinds):
            return None
        places = (self._place(when, at) for at in self._about(when))
        return next((place for place in places if place is not None), None)

    def _place(self, when: Condition, at: int) -> Place | None:
        file, reading = self.read[at]
        if when.without and any(pattern.search(_after(file)) for pattern in when.without):
            return None
        if not when.added and not when.removed:
            return Place(file.path) if reading.added + reading.removed >= when.at_least else None
        sides: tuple[tuple[Side, tuple[LinePattern, ...]], ...] = (("added", when.added), ("removed", when.removed))
        found = [self._lines(when, at, side, patterns) for side, patterns in sides if patterns]
        if any(len(lines) < when.at_least for lines in found):
            return None
        return Place(file.path, ranges(found[0])[0], "new" if when.added else "old")

    def _about(self, when: Condition) -> Iterator[int]:
        """Yield the positions of the files that a question may be about, by their kind, status and path."""
        wanted, unwanted = any_of(when.files), any_of(when.not_files)
        for at, (file, reading) in enumerate(self.read):
            if reading.kind not in when.kinds or (when.status and file.status not in when.status):
                continue
            if (not when.files or wanted(file.path)) and not unwanted(file.path):
                yield at

    def _lines(self, when: Condition, at: int, side: Side, patterns: tuple[LinePattern, ...]) -> list[int]:
        text = self.text(at, side)
        # One search over all lines is far cheaper than one a line, and most files hold nothing.
        holding = [pattern for pattern in patterns if text and pattern.search(text)]
        if not holding:
            return []
        return [
            line.number
            for line in changed_lines(self.read[at][0], side)[:MOST_READ]
            if any(pattern.search(line.text) for pattern in holding)
            and not any(pattern.search(line.text) for pattern in when.not_lines)
        ]


def review_checklist(
    hotspots: tuple[Hotspot, ...], change: Change, lists: tuple[Checklist, ...]
) -> tuple[ChecklistItem, ...]:
    """Return the questions of the hotspots (explained or not) and of the lists, one for each rule."""
    items = dict(_of_hotspots(hotspots))
    for rule in (rule for one in lists for rule in one.questions):
        if not any(hotspot in items for hotspot in rule.instead) and (place := change.asks(rule)):
            items[rule.id] = (rule.risk, ChecklistItem(rule.check, place, rule.id))
    ranked = sorted(items.values(), key=lambda item: (-item[0], item[1].rule))
    return tuple(item for _, item in ranked[:MOST])


def _of_hotspots(hotspots: tuple[Hotspot, ...]) -> Iterable[tuple[str, tuple[int, ChecklistItem]]]:
    for hotspot in reversed(hotspots):
        entry = hotspot.entry
        yield entry.id, (entry.risk, ChecklistItem(entry.check, hotspot.places[0], entry.id))


def _after(file: FileChange) -> str:
    return "\n".join(line.text for hunk in file.hunks for line in hunk.lines if line.sign != "-")
