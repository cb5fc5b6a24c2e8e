"""Four weeks of a number as a small plot that GitHub draws; the same figures stand in the table beside it.

Syntax: https://mermaid.js.org/syntax/xyChart.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.messages.visible import one_line, shorten

if TYPE_CHECKING:
    from bot.facts.report import NumberLine

LEAST_POINTS = 3
"""Fewer points make no line worth looking at."""

_LOOK = (
    '%%{init: {"xyChart": {"width": 480, "height": 240}, '
    '"themeVariables": {"xyChart": {"plotColorPalette": "#0969da"}}}}%%'
)
"""Mermaid's own first colour is hardly seen on white; this blue is, on a dark page too."""

_NOT_PLAIN = re.compile(r"[^\w .,%()/+-]")
"""What could end a quoted text of Mermaid, begin a directive, or be read as anything but words."""


def trend_plot(line: NumberLine) -> str:
    """Return the fenced plot, a week without a number left out; empty without a metric or with too few numbers."""
    points = [(week, value) for week, value in zip(line.weeks, line.trend, strict=True) if value is not None]
    if len(points) < LEAST_POINTS or not line.metric:
        return ""
    weeks = ", ".join(week.partition("-")[2] for week, _ in points)
    values = ", ".join(f"{value:.6f}".rstrip("0").rstrip(".") for _, value in points)
    name = plain(f"{line.title}, {line.metric}" + (f" ({line.unit})" if line.unit else ""))
    return f'```mermaid\n{_LOOK}\nxychart-beta\n  title "{name}"\n  x-axis [{weeks}]\n  line [{values}]\n```\n'


def plain(text: str) -> str:
    """Return foreign words with nothing in them that Mermaid could read as its own."""
    words = _NOT_PLAIN.sub(" ", one_line(text)).replace("%%", "% ").split()
    return shorten(" ".join(words), 80)
