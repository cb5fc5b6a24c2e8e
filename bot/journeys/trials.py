"""What proposed rules were found to change, remembered while the process runs: one more push costs no second replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.messages.wanted import CheckText

MOST = 64


class Trials:
    """Check runs by what they were made of; the oldest is forgotten first. A restart forgets all of them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], CheckText] = {}

    def find(self, repository: int, key: str) -> CheckText | None:
        """Return the check run that was made of these texts; None where it is not known any more."""
        return self._kept.get((repository, key))

    def keep(self, repository: int, key: str, check: CheckText) -> None:
        """Remember a check run."""
        self._kept.pop((repository, key), None)
        self._kept[repository, key] = check
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
