"""A label of a repository."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Label:
    """A label; names compare without regard to case."""

    id: int
    full_name: str
    name: str
    color: str = "ededed"
    description: str | None = None

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"LA_kwDO{self.id}"
