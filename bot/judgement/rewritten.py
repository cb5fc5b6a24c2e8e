"""Tells what was taken away from what only got a new name: then the same run of changed lines holds its successor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.judgement.sighting import Sighting

Line = tuple[str, int]  # the side, "old" or "new", and the number on it


def without_rewritten(hits: Iterable[Sighting], others: Iterable[Sighting], file: FileChange) -> list[Sighting]:
    """Return the hits of one file without those whose run of changed lines holds one of the `others`, one for one."""
    runs = _runs(file)
    successors = Counter(runs.get(line) for other in others if (line := _line(other)))
    out = []
    for hit in hits:
        line = _line(hit)
        run = runs.get(line) if line else None
        if run is not None and successors[run]:
            successors[run] -= 1
        else:
            out.append(hit)
    return out


def _line(sighting: Sighting) -> Line | None:
    place = sighting.place
    return (place.side, place.lines[0]) if place.lines else None


def _runs(file: FileChange) -> dict[Line, int]:
    """Return the run that each changed line lies in; an unchanged line ends a run, and so does a hunk."""
    out: dict[Line, int] = {}
    run = 0
    for hunk in file.hunks:
        run += 1
        for line in hunk.lines:
            if line.sign == "+" and line.new is not None:
                out["new", line.new] = run
            elif line.sign == "-" and line.old is not None:
                out["old", line.old] = run
            else:
                run += 1
    return out
