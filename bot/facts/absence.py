"""Days on which somebody is away, as that person said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """From the first to the last day, both included, in the person's own zone; `cover` empty: whom the map names."""

    login: str
    first: date
    last: date
    cover: str = ""
