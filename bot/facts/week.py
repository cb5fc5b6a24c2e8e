"""A week as the Monday report counts it: from one Monday's hour to the next one's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """When reports are due on Mondays and questions on Fridays, in minutes since midnight; `zone` is an IANA name."""

    zone: str = "UTC"
    at: int = 9 * 60
    ask_at: int = 14 * 60


@dataclass(frozen=True, slots=True)
class Week:
    """`name` as in ISO 8601 ("2026-W47"); moments are UTC, `begins` included and `ends` not; `zone` is an IANA name."""

    name: str
    begins: datetime
    ends: datetime
    zone: str = "UTC"

    def holds(self, moment: datetime) -> bool:
        """Return whether the moment lies in this week."""
        return self.begins <= moment < self.ends
