"""The changed lines of one file with a place to mark what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.change import FileChange
    from bot.facts.verdict import LineKind
    from bot.reading.languages import LanguageReader


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

    def sides(self) -> Iterator[tuple[str, list[str], list[int | None]]]:
        """Yield each side of each hunk: the text behind `@@`, the side's lines, and which of them changed.

        What changed is an index into `lines`; None stands for a line of context.
        """
        at = 0
        for hunk in self.file.hunks:
            numbers: list[int | None] = []
            for line in hunk.lines:
                numbers.append(None if line.sign == " " else at)
                at += line.sign != " "
            for sign in ("-", "+"):
                kept = [index for index, line in enumerate(hunk.lines) if line.sign in (sign, " ")]
                if any(hunk.lines[index].sign == sign for index in kept):
                    yield hunk.section, [hunk.lines[index].text for index in kept], [numbers[index] for index in kept]


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
