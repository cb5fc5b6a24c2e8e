"""Many RE2 expressions, tried on a text in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from bot.reading.text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEMORY = 64 << 20
"""Bytes a set may use; it takes what it needs. A set that runs out finds nothing, so the bound is generous."""


class PatternSet:
    """Expressions that were accepted one by one before; compiling some hundred of them takes 10 to 20 ms."""

    def __init__(self, expressions: Iterable[str]) -> None:
        """Compile."""
        options = re2.Options()
        options.log_errors = False
        options.never_capture = True
        options.max_mem = _MEMORY
        self._set = re2.Set.SearchSet(options)
        self._is_empty = True
        for expression in expressions:
            self._set.Add(expression)
            self._is_empty = False
        self._set.Compile()

    def found_in(self, text: str) -> list[int]:
        """Return the numbers (from 0) of the expressions that match anywhere in a text, in their order."""
        return sorted(self._set.Match(well_formed(text)) or ()) if text and not self._is_empty else []
