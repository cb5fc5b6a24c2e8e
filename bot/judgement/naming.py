"""Names and figures in sentences: `a`, `b` and 3 more; about 98 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 3


def named(names: Sequence[str], shown: int = SHOWN) -> str:
    """Return the first names in code spans, in the order given, and how many more there are."""
    spans = [f"`{name.replace('`', chr(39))}`" for name in names[:shown]]
    more = len(names) - len(spans)
    if more:
        spans.append(f"{more} more")
    return listed(spans)


def listed(words: Sequence[str]) -> str:
    """Return `one`, `one and two`, `one, two and three`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(number: float, noun: str) -> str:
    """Return `1 line`, `412 lines`."""
    return f"{number:,g} {noun}" + ("" if number == 1 else "s")


def whole_minutes(value: float, limit: float = 0) -> int:
    """Return minutes as people are told them: rounded half up, but not down to a limit that they are above."""
    rounded = int(value + 0.5)
    return rounded + 1 if limit and rounded <= limit < value else rounded
