"""Places put together: neighbouring lines become one range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.facts.verdict import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PLACES = 5
"""Places kept for one name: a reviewer needs the first ones, not all."""


def merged(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places by path and line; where lines of a file are known, the file as a whole is not repeated."""
    lines: dict[tuple[str, bool], set[int]] = {}
    for place in places:
        numbers = lines.setdefault((place.path, place.side == "old"), set())
        if place.lines is not None:
            numbers.update(range(place.lines[0], place.lines[1] + 1))
    out: list[Place] = []
    for (path, old), numbers in sorted(lines.items()):
        side: Literal["new", "old"] = "old" if old else "new"
        out.extend(Place(path, run, side) for run in ranges(numbers) or (None,))
    return tuple(out[:MAX_PLACES])


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return runs of consecutive numbers as (first, last)."""
    out: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if out and number == out[-1][1] + 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return tuple(out)
