"""What proposed rules were found to change, remembered while the process runs: one more push costs no second replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.messages.wanted import CheckText

MOST = 64


class Trials:
    """Check runs by pull request and texts; the oldest is forgotten first. A restart forgets all of them.

    Never by the texts alone: whether paths lead anywhere is asked of a pull request's own head, which may be a fork's.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, str], CheckText] = {}

    def find(self, subject: Subject, key: str) -> CheckText | None:
        """Return the check run of a pull request that was made of these texts; None where it is not known any more."""
        return self._kept.get((subject.repository, subject.number, key))

    def keep(self, subject: Subject, key: str, check: CheckText) -> None:
        """Remember a check run."""
        place = (subject.repository, subject.number, key)
        self._kept.pop(place, None)
        self._kept[place] = check
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
