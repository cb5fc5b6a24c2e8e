"""Progress for long work: one line on standard error, only where a person is watching."""

import sys
import time
from types import TracebackType
from typing import Self

AFTER_SECONDS = 1.0  # short work needs no progress


class Progress:
    """Counts steps; shows the count once the work has taken a second."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._count = 0
        self._shown = 0.0
        self._start = time.monotonic()
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def step(self) -> None:
        """Count one step."""
        self._count += 1
        now = time.monotonic()
        if self._live and now - self._start > AFTER_SECONDS and now - self._shown > 0.1:  # noqa: PLR2004 - 10 a second
            self._shown = now
            sys.stderr.write(f"\r{self._count:,} {self._unit}")
            sys.stderr.flush()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
