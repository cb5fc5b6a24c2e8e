"""One part while it is still being put together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One part: its atoms, in order, and why some of them are together."""

    atoms: tuple[int, ...]
    merged: tuple[str, ...] = ()
