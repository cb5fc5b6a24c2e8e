"""The digest issue of a repository as GitHub shows it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.facts.said import SaidComment


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """`number` 0: there is none yet. `gone`: a person closed or deleted it, and nothing is said any more.

    `comments` are ours on it, the newest hundred, oldest first.
    """

    repository: Repository
    number: int = 0
    title: str = ""
    body: str = ""
    gone: bool = False
    comments: tuple[SaidComment, ...] = ()
