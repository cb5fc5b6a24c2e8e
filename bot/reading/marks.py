"""The changed lines of one file with a place to mark what each of them is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.facts.verdict import LineKind
    from bot.reading.languages import LanguageReader


class Side(NamedTuple):
    """The old or the new lines of a hunk, context included; `section` is the text behind its `@@`.

    `changed` says of each line which of the file's changed lines it is, None where it is context.
    """

    section: str
    texts: list[str]
    changed: list[int | None]


class MarkedFile:
    """One file. `lines`, `kinds` and `runs` speak of its added and removed lines in the order of its hunks.

    `kinds` is None where no reader has marked a line yet. A run is a range of lines that no unchanged line interrupts.
    """

    def __init__(self, file: FileChange, language: LanguageReader | None) -> None:
        self.file = file
        self.language = language
        self.lines = [line for hunk in file.hunks for line in hunk.lines if line.sign != " "]
        self.kinds: list[LineKind | None] = [None] * len(self.lines)
        self.runs = _runs(file)

    def unmarked(self, run: range, sign: str) -> list[int]:
        """Return the lines of a run with one sign that nothing explains yet."""
        return [at for at in run if self.kinds[at] is None and self.lines[at].sign == sign]

    @cached_property
    def sides(self) -> list[Side]:
        """Both sides of each hunk, as far as something changed on them."""
        at = 0
        found = []
        for hunk in self.file.hunks:
            sides = {sign: Side(hunk.section, [], []) for sign in "-+"}
            for sign, text, _, _ in hunk.lines:
                if sign == " ":
                    for side in sides.values():
                        side.texts.append(text)
                        side.changed.append(None)
                else:
                    sides[sign].texts.append(text)
                    sides[sign].changed.append(at)
                    at += 1
            found += [side for side in sides.values() if any(number is not None for number in side.changed)]
        return found


def _runs(file: FileChange) -> list[range]:
    runs: list[range] = []
    at = start = 0
    for hunk in file.hunks:
        for line in hunk.lines:
            if line.sign != " ":
                at += 1
            elif at > start:
                runs.append(range(start, at))
                start = at
        if at > start:
            runs.append(range(start, at))
            start = at
    return runs
