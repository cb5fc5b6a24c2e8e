"""What anybody could see happening: who did what, where, when, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One visible act. `what` is a verb ("opened", "commented"), `where` "acme/shop#7", `detail` the words or names."""

    at: datetime
    who: str
    what: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        first_line = self.detail.strip().partition("\n")[0]
        return f"{self.at:%H:%M:%S} {self.who} {self.what} {self.where}" + (f": {first_line}" if first_line else "")


@dataclass(frozen=True, slots=True)
class Notification:
    """Somebody's inbox got something. `reason` is GitHub's word: mention, team_mention, assign, comment."""

    at: datetime
    login: str
    reason: str
    where: str
    by: str


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A comment or body made a "mentioned this" line appear elsewhere; `target` is "acme/shop#3"."""

    at: datetime
    source: str
    target: str
    by: str
