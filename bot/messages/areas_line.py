"""Which product areas a change touches and whose they are, in one line; nobody is mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import listed
from bot.messages.markdown import code, paragraph
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from bot.facts.verdict import AreaTouched

_SHOWN = 6
_NAME_AT_MOST = 60


def areas_line(areas: tuple[AreaTouched, ...]) -> str:
    """Return the line as Markdown; empty where the map names no area of the changed files."""
    if not areas:
        return ""
    more = len(areas) - _SHOWN
    shown = [f"{code(shorten(area.id, _NAME_AT_MOST))} ({paragraph(area.owner)})" for area in areas[:_SHOWN]]
    return f"Areas: {listed([*shown, f'{more} more'] if more > 0 else shown)}."
