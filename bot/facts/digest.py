"""The digest issue of a repository as GitHub shows it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Repository
    from bot.facts.said import SaidComment


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """`number` 0: there is none yet. `gone`: a person closed or deleted it, and nothing is said any more.

    `comments` are ours on it, the newest hundred, oldest first. `deleted_at`: when somebody last deleted one of ours.
    """

    repository: Repository
    number: int = 0
    title: str = ""
    body: str = ""
    gone: bool = False
    comments: tuple[SaidComment, ...] = ()
    deleted_at: datetime | None = None
