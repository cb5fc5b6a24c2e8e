"""What a repository is made of, as far as an ownership map speaks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.facts.repository import Repository

PersonSeen = Literal["assignable", "not_assignable", "missing"]
"""Whether issues of the repository can be assigned to a login; "missing": GitHub has no account of that name."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A repository's default branch, labels and people at one moment.

    `files` are paths; where `whole` is False GitHub listed only a part. `labels` and the logins of `people` are in
    lower case; people who were not asked for are not among them.
    """

    repository: Repository
    files: tuple[str, ...] = ()
    whole: bool = True
    labels: frozenset[str] = frozenset()
    people: Mapping[str, PersonSeen] = field(default_factory=dict)
