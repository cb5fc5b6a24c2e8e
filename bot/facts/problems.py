"""A problem in a file a person wrote: what happened, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One error or warning; lines and columns count from 1.

    `key` is the path inside the document (`areas.checkout.owner`), `says` what is wrong, `fix` the smallest
    change that clears it (may be empty where there is none to name).
    """

    source: str
    line: int
    column: int
    key: str
    says: str
    fix: str = ""
    level: str = "error"

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}:{self.column}"
        subject = f"{self.key}: " if self.key else ""
        fix = f" ({self.fix})" if self.fix else ""
        return f"{where}: {subject}{self.says}{fix}"
