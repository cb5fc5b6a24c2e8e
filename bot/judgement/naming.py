"""Names and figures in sentences: `a`, `b` and 3 more; about 98 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.split import SplitPart

SHOWN = 3
LONGEST_TITLE = 110


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


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 line`, `1,020 lines`, `2.5 minutes`."""
    return f"{f'{number:,.1f}'.removesuffix('.0')} {one if number == 1 else many or one + 's'}"


def whole_minutes(value: float, limit: float = 0) -> int:
    """Return minutes as people are told them: rounded half up, but not down to a limit that they are above."""
    rounded = int(value + 0.5)
    return rounded + 1 if limit and rounded <= limit < value else rounded


def in_parts(parts: Sequence[SplitPart]) -> str:
    """Return the parts of a split plan with their minutes: 1. Add `a` in `b`, about 40 minutes; 2. …"""
    return "; ".join(
        f"{part.number}. {_short(part.title)}, about {counted(max(1, whole_minutes(part.minutes)), 'minute')}"
        for part in parts
    )


def _short(title: str) -> str:
    """Return a title, cut where it is long, without a code span that is left open."""
    cut = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    return cut if cut.count("`") % 2 == 0 else cut + "`"
