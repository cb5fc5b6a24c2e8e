"""Numbers, lines and times in words, the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import whole_minutes
from bot.messages.markdown import code
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from datetime import datetime


def minutes(value: float, limit: float = 0) -> str:
    """Return minutes of review: "12 min", "under 1 min"; what is above `limit` is never shown as the limit itself."""
    if 0 < value < 1:
        return "under 1 min"
    return f"{whole_minutes(value, limit):,} min"


def part_of_minutes(value: float) -> str:
    """Return a part of the minutes, of which there may be many small ones: "0.4 min", "13 min"."""
    return f"{value:.1f} min" if 0 < value < 9.95 else minutes(value)  # noqa: PLR2004 - from there on it reads "10.0"


def measured(value: float | str) -> str:
    """Return a measured value or a limit: "1,020", "0.5"; words as a code span."""
    return code(shorten(value, 80)) if isinstance(value, str) else figure(value)


def figure(value: float | str) -> str:
    """Return a measured value or a limit as plain text; words stay as they are, however foreign."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{round(value, 1):,g}" if abs(value) < 1e6 else f"{value:,.0f}"  # noqa: PLR2004 - from there on `g` would write an exponent


def lines(first: int, last: int) -> str:
    """Return a range of lines: "line 3", "lines 3-8"."""
    return f"line {first}" if first == last else f"lines {first}-{last}"


def moment(at: datetime) -> str:
    """Return a time as ISO date and time with its zone: "2026-11-24 17:00 UTC", "2026-11-24 17:00 +01:00"."""
    zone = at.strftime("%z")
    return f"{at:%Y-%m-%d %H:%M} " + ("UTC" if zone in {"", "+0000"} else f"{zone[:3]}:{zone[3:5]}")
